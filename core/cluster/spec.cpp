// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/spec.h"

#include "core/base/jsonreader.h"
#include "core/cluster/userdata.h"
#include "core/crypto/keys.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int longestName = 40; // leaves room for "-manager-12" in a host name of 63 letters

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

bool isName(const QString &name)
{
    static const QRegularExpression label(u"\\A[a-z]([a-z0-9-]*[a-z0-9])?\\z"_s);
    return name.size() <= longestName && label.match(name).hasMatch();
}

bool isCidr(const QString &text)
{
    if (!text.contains(u'/'))
        return false;
    const auto subnet = QHostAddress::parseSubnet(text);
    return !subnet.first.isNull() && subnet.second >= 0;
}

// An image reference goes to the engine's API and into a service, so its alphabet is checked, not its
// existence.
bool isImage(const QString &image)
{
    static const QRegularExpression reference(u"\\A[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}\\z"_s);
    return reference.match(image).hasMatch();
}

void checkShape(const ClusterSpec &spec, QList<SpecProblem> &problems)
{
    if (spec.managers != 1 && spec.managers != 3 && spec.managers != 5)
        problems.append({u"managers"_s,
                         tr("A swarm has 1, 3 or 5 managers: an even number can lose no more "
                            "than the odd number below it.")});
    if (spec.workers < 0 || spec.workers > 200)
        problems.append({u"workers"_s, tr("The number of workers is between 0 and 200.")});
    if (spec.consulServers != 0 && spec.consulServers != 1 && spec.consulServers != 3)
        problems.append(
            {u"consulServers"_s, tr("Consul has 1 or 3 servers, or 0 for a cluster without it.")});
    if (spec.consulOnManagers && spec.consulServers > spec.managers)
        problems.append({u"consulServers"_s, tr("There are fewer managers than Consul servers on them.")});
}

void checkAccess(const ClusterSpec &spec, QList<SpecProblem> &problems)
{
    if (spec.operatorCidrs.isEmpty())
        problems.append({u"operatorCidrs"_s,
                         tr("Say from which addresses SSH may be reached, for example "
                            "203.0.113.7/32.")});
    for (const QString &cidr : spec.operatorCidrs) {
        if (!isCidr(cidr))
            problems.append(
                {u"operatorCidrs"_s, tr("“%1” is no address range such as 203.0.113.7/32.").arg(cidr)});
    }
    for (const QString &key : spec.sshPublicKeys) {
        if (const auto good = crypto::checkPublicKey(key.toUtf8()); !good)
            problems.append({u"sshPublicKeys"_s, good.error().message});
    }
}

void checkExposures(const ClusterSpec &spec, QList<SpecProblem> &problems)
{
    const bool opensConsul = std::any_of(spec.exposures.begin(), spec.exposures.end(),
                                         [](const Exposure &each) { return isOfConsul(each.port); });
    if (opensConsul && spec.consulServers == 0)
        problems.append({u"exposures"_s, tr("A cluster without Consul has no port of it to open.")});
    if (spec.isolatedNetwork && !spec.exposures.isEmpty())
        problems.append(
            {u"exposures"_s,
             tr("In this zone the machines are behind one address, where only SSH is let through: "
                "nothing else can be opened there.")});
    for (const auto &exposure : spec.exposures) {
        if (const auto good = check(exposure); !good)
            problems.append({u"exposures"_s, good.error().message});
    }
}

QList<SpecProblem> checkImages(const ClusterSpec &spec)
{
    QList<SpecProblem> problems;
    if (spec.consulServers > 0 && !isImage(spec.consulImage))
        problems.append({u"consulImage"_s, tr("“%1” is no image reference.").arg(spec.consulImage)});
    if (!isImage(spec.webImage))
        problems.append({u"webImage"_s, tr("“%1” is no image reference.").arg(spec.webImage)});
    return problems;
}

void checkOptions(const QString &field, const RoleOptions &options, int machines,
                  QList<SpecProblem> &problems)
{
    if (options.diskGiB != 0 && (options.diskGiB < 10 || options.diskGiB > 51200))
        problems.append({field + u".diskGiB"_s, tr("A disk has between 10 and 51200 GiB.")});
    if (options.antiAffinity && machines > mostKeptApart)
        problems.append({field + u".antiAffinity"_s,
                         tr("A cloud keeps at most %1 machines apart, and these are %2.")
                             .arg(mostKeptApart)
                             .arg(machines)});
    if (const auto good = checkExtraUserData(options.userData); !good)
        problems.append({field + u".userData"_s, good.error().message});
}

// What is said of own servers, and that nothing is said that only a cloud could do.
void checkServers(const ClusterSpec &spec, QList<SpecProblem> &problems)
{
    const auto add = [&](const QString &sentence) { problems.append({u"servers"_s, sentence}); };
    if (!spec.account.isEmpty())
        problems.append({u"account"_s, tr("Own servers need no account.")});
    if (spec.servers.size() != spec.managers + spec.workers)
        add(tr("There are %1 servers for %2 managers and %3 workers.")
                .arg(spec.servers.size())
                .arg(spec.managers)
                .arg(spec.workers));
    if (spec.consulServers > 0 && !spec.consulOnManagers)
        problems.append(
            {u"consulOnManagers"_s, tr("On own servers Consul's servers are on managers of the swarm.")});
    if (!spec.exposures.isEmpty())
        problems.append(
            {u"exposures"_s,
             tr("The firewall of your own servers is yours: Skep opens nothing there to others.")});
    QStringList seen;
    for (const auto &server : spec.servers) {
        if (const QString problem = problemOf(server); !problem.isEmpty())
            add(problem);
        for (const QString &mark : {server.server, server.name, server.address}) {
            if (!mark.isEmpty() && seen.contains(mark))
                add(tr("Two of the servers are “%1”: each must be another machine with a host name of its "
                       "own.")
                        .arg(mark));
        }
        seen << server.server << server.name << server.address;
    }
}

QJsonObject toJson(const RoleOptions &options)
{
    return {{u"diskGiB"_s, options.diskGiB},
            {u"templateName"_s, options.templateName},
            {u"antiAffinity"_s, options.antiAffinity},
            {u"userData"_s, options.userData}};
}

void readOptions(JsonReader &reader, QLatin1StringView key, RoleOptions &options)
{
    reader.object(key, [&](JsonReader &r) {
        const QJsonObject known = toJson(RoleOptions());
        for (auto it = r.whole().begin(); it != r.whole().end(); ++it) {
            if (!known.contains(it.key()))
                r.mistake(QLatin1StringView(it.key().toLatin1()), tr("there is no such member"));
        }
        r.integer("diskGiB"_L1, options.diskGiB);
        r.text("templateName"_L1, options.templateName);
        r.boolean("antiAffinity"_L1, options.antiAffinity);
        r.text("userData"_L1, options.userData);
    });
}

QString namePart(MachineRole role)
{
    return role == MachineRole::Manager ? u"manager"_s
        : role == MachineRole::Worker   ? u"worker"_s
                                        : u"consul"_s;
}

} // namespace

QList<SpecProblem> check(const ClusterSpec &spec)
{
    QList<SpecProblem> problems;
    if (!isName(spec.name))
        problems.append({u"name"_s,
                         tr("A name has 1 to 40 small letters, digits and hyphens, starts with a letter "
                            "and does not end with a hyphen.")});
    checkShape(spec, problems);
    if (spec.isOnOwnServers()) {
        checkServers(spec, problems);
        return problems + checkImages(spec);
    }
    if (spec.templateName.isEmpty())
        problems.append({u"templateName"_s, tr("Choose the template that the machines are made from.")});
    if (spec.managerType.isEmpty())
        problems.append({u"managerType"_s, tr("Choose a machine type for the managers.")});
    if (spec.workers > 0 && spec.workerType.isEmpty())
        problems.append({u"workerType"_s, tr("Choose a machine type for the workers.")});
    if (spec.consulServers > 0 && !spec.consulOnManagers && spec.consulType.isEmpty())
        problems.append({u"consulType"_s, tr("Choose a machine type for the Consul servers.")});
    if (spec.diskGiB < 10 || spec.diskGiB > 51200)
        problems.append({u"diskGiB"_s, tr("A disk has between 10 and 51200 GiB.")});
    checkAccess(spec, problems);
    checkExposures(spec, problems);
    checkOptions(u"managerOptions"_s, spec.managerOptions, spec.managers, problems);
    checkOptions(u"workerOptions"_s, spec.workerOptions, spec.workers, problems);
    if (!spec.consulOnManagers)
        checkOptions(u"consulOptions"_s, spec.consulOptions, spec.consulServers, problems);
    return problems + checkImages(spec);
}

ClusterSpec onOwnServers(ClusterSpec spec, const QList<OwnServer> &servers, int managers)
{
    const int count = static_cast<int>(servers.size());
    spec.servers = servers;
    spec.managers = managers > 0 ? managers : count < 3 ? 1 : 3;
    spec.workers = count - spec.managers;
    spec.consulOnManagers = true;
    if (spec.consulServers > 0)
        spec.consulServers = spec.managers < 3 ? 1 : 3;
    return spec;
}

QStringList openToEverybody(const ClusterSpec &spec)
{
    QStringList ports;
    if (std::any_of(spec.operatorCidrs.begin(), spec.operatorCidrs.end(), isEverybody))
        ports.append(tr("SSH (port 22)"));
    for (const auto &exposure : spec.exposures) {
        if (exposure.isToEverybody() && !ports.contains(portTitle(exposure.port)))
            ports.append(portTitle(exposure.port));
    }
    return ports;
}

QJsonObject toJson(const ClusterSpec &spec)
{
    QJsonArray exposures;
    for (const auto &exposure : spec.exposures)
        exposures.append(toJson(exposure));
    QJsonArray servers;
    for (const auto &server : spec.servers)
        servers.append(toJson(server));
    return {
        {u"name"_s, spec.name},
        {u"account"_s, spec.account},
        {u"zone"_s, spec.zone},
        {u"templateName"_s, spec.templateName},
        {u"managerType"_s, spec.managerType},
        {u"workerType"_s, spec.workerType},
        {u"consulType"_s, spec.consulType},
        {u"diskGiB"_s, spec.diskGiB},
        {u"managers"_s, spec.managers},
        {u"workers"_s, spec.workers},
        {u"consulServers"_s, spec.consulServers},
        {u"consulOnManagers"_s, spec.consulOnManagers},
        {u"operatorCidrs"_s, QJsonArray::fromStringList(spec.operatorCidrs)},
        {u"sshPublicKeys"_s, QJsonArray::fromStringList(spec.sshPublicKeys)},
        {u"servicesBetweenNodes"_s, spec.servicesBetweenNodes},
        {u"isolatedNetwork"_s, spec.isolatedNetwork},
        {u"exposures"_s, exposures},
        {u"servers"_s, servers},
        {u"managerOptions"_s, toJson(spec.managerOptions)},
        {u"workerOptions"_s, toJson(spec.workerOptions)},
        {u"consulOptions"_s, toJson(spec.consulOptions)},
        {u"consulImage"_s, spec.consulImage},
        {u"webImage"_s, spec.webImage},
    };
}

Result<ClusterSpec> specFromJson(const QJsonObject &object)
{
    const QJsonObject known = toJson(ClusterSpec());
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return fail(ErrorCode::Config, tr("A cluster's description has no member “%1”.").arg(it.key()));
    }
    ClusterSpec spec;
    JsonReader r(object);
    r.text("name"_L1, spec.name, JsonReader::Required);
    r.text("account"_L1, spec.account);
    r.text("zone"_L1, spec.zone);
    r.text("templateName"_L1, spec.templateName);
    r.text("managerType"_L1, spec.managerType);
    r.text("workerType"_L1, spec.workerType);
    r.text("consulType"_L1, spec.consulType);
    r.integer("diskGiB"_L1, spec.diskGiB);
    r.integer("managers"_L1, spec.managers);
    r.integer("workers"_L1, spec.workers);
    r.integer("consulServers"_L1, spec.consulServers);
    r.boolean("consulOnManagers"_L1, spec.consulOnManagers);
    r.texts("operatorCidrs"_L1, spec.operatorCidrs);
    r.texts("sshPublicKeys"_L1, spec.sshPublicKeys);
    r.boolean("servicesBetweenNodes"_L1, spec.servicesBetweenNodes);
    r.boolean("isolatedNetwork"_L1, spec.isolatedNetwork);
    r.objects("exposures"_L1, [&](JsonReader &one) { spec.exposures.append(readExposure(one)); });
    r.objects("servers"_L1, [&](JsonReader &one) { spec.servers.append(readOwnServer(one)); });
    readOptions(r, "managerOptions"_L1, spec.managerOptions);
    readOptions(r, "workerOptions"_L1, spec.workerOptions);
    readOptions(r, "consulOptions"_L1, spec.consulOptions);
    r.text("consulImage"_L1, spec.consulImage);
    r.text("webImage"_L1, spec.webImage);
    if (auto mistake = r.error())
        return fail(ErrorCode::Config, tr("The cluster's description is wrong: %1").arg(mistake->message));
    return spec;
}

const RoleOptions &optionsOf(const ClusterSpec &spec, MachineRole role)
{
    return role == MachineRole::Manager ? spec.managerOptions
        : role == MachineRole::Worker   ? spec.workerOptions
                                        : spec.consulOptions;
}

QString affinityGroupName(const ClusterSpec &spec, MachineRole role)
{
    return u"%1-%2s-apart"_s.arg(spec.name, namePart(role));
}

PlannedMachine machineOf(const ClusterSpec &spec, MachineRole role, int number)
{
    const auto &options = optionsOf(spec, role);
    PlannedMachine machine;
    machine.name = u"%1-%2-%3"_s.arg(spec.name, namePart(role)).arg(number);
    machine.role = role;
    machine.runsConsulServer = role == MachineRole::ConsulServer;
    machine.type = role == MachineRole::Manager ? spec.managerType
        : role == MachineRole::Worker           ? spec.workerType
                                                : spec.consulType;
    machine.templateName = options.templateName.isEmpty() ? spec.templateName : options.templateName;
    machine.diskGiB = options.diskGiB == 0 ? spec.diskGiB : options.diskGiB;
    return machine;
}

QList<PlannedMachine> machines(const ClusterSpec &spec)
{
    QList<PlannedMachine> list;
    if (!spec.consulOnManagers) {
        for (int i = 1; i <= spec.consulServers; ++i)
            list.append(machineOf(spec, MachineRole::ConsulServer, i));
    }
    for (int i = 1; i <= spec.managers; ++i) {
        list.append(machineOf(spec, MachineRole::Manager, i));
        list.last().runsConsulServer = spec.consulOnManagers && i <= spec.consulServers;
    }
    for (int i = 1; i <= spec.workers; ++i)
        list.append(machineOf(spec, MachineRole::Worker, i));
    if (!spec.isOnOwnServers())
        return list;
    for (qsizetype i = 0; i < std::min(list.size(), spec.servers.size()); ++i)
        list[i] = {spec.servers.at(i).label(), list.at(i).role, list.at(i).runsConsulServer};
    return list;
}

} // namespace skep::cluster
