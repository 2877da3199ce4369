// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/speccheck.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::docker::SpecCheck)
};

constexpr qint64 leastMemory = qint64(4) * 1024 * 1024; // the managers refuse less
constexpr qint64 leastCpus = 1'000'000;
constexpr int mostName = 63;
constexpr int mostFileName = 255;

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(u"\\A(?:"_s + pattern + u")\\z"_s).match(text).hasMatch();
}

//! Collects the problems of one spec.
class Check
{
public:
    QList<FieldProblem> problems;

    void add(const QString &field, const QString &sentence)
    {
        if (!sentence.isEmpty())
            problems.append({field, sentence});
    }

    template <typename T, typename Say>
    void each(const QString &field, const QList<T> &items, Say say)
    {
        for (qsizetype i = 0; i < items.size(); ++i)
            add(u"%1[%2]"_s.arg(field).arg(i), say(items.at(i)));
    }

    //! Says \p sentence with the key of each item whose key was there before; an empty key is none.
    template <typename T, typename Key>
    void twice(const QString &field, const QList<T> &items, Key key, const QString &sentence)
    {
        QSet<QString> seen;
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString name = key(items.at(i));
            if (!name.isEmpty() && seen.contains(name))
                add(u"%1[%2]"_s.arg(field).arg(i), sentence.arg(name));
            seen.insert(name);
        }
    }
};

void checkPorts(Check &check, const ServiceSpec &spec)
{
    check.each(u"ports"_s, spec.ports, portProblem);
    check.twice(
        u"ports"_s, spec.ports,
        [](const PortSpec &port) {
            return port.published > 0 ? u"%1/%2"_s.arg(port.published).arg(port.protocol) : QString();
        },
        Texts::tr("The port %1 is published twice."));
    if (spec.endpointMode == "dnsrr"_L1) {
        check.each(u"ports"_s, spec.ports, [](const PortSpec &port) {
            return port.isHostMode
                ? QString()
                : Texts::tr("Without a virtual address (dnsrr) a port can only be published "
                            "on the task's own node (host).");
        });
    } else if (!spec.endpointMode.isEmpty() && spec.endpointMode != "vip"_L1) {
        check.add(u"endpointMode"_s, Texts::tr("The endpoint's mode is vip or dnsrr."));
    }
}

void checkResources(Check &check, const ServiceSpec &spec)
{
    for (const auto &[field, resources] :
         {std::pair(u"limits"_s, spec.limits), {u"reservations"_s, spec.reservations}}) {
        if (resources.memoryBytes < 0 || (resources.memoryBytes > 0 && resources.memoryBytes < leastMemory))
            check.add(field, Texts::tr("Less memory than 4 MiB is not possible."));
        if (resources.nanoCpus < 0 || (resources.nanoCpus > 0 && resources.nanoCpus < leastCpus))
            check.add(field, Texts::tr("Less than 0.001 processors is not possible."));
    }
    const auto exceeds = [](qint64 reserved, qint64 limit) { return limit > 0 && reserved > limit; };
    if (exceeds(spec.reservations.memoryBytes, spec.limits.memoryBytes))
        check.add(u"reservations"_s, Texts::tr("More memory is reserved than the limit allows."));
    if (exceeds(spec.reservations.nanoCpus, spec.limits.nanoCpus))
        check.add(u"reservations"_s, Texts::tr("More processors are reserved than the limit allows."));
}

void checkRestart(Check &check, const RestartSpec &restart)
{
    if (!QStringList{u"none"_s, u"on-failure"_s, u"any"_s}.contains(restart.condition))
        check.add(u"restart"_s, Texts::tr("Tasks are restarted on the condition none, on-failure or any."));
    if (restart.delay.count() < 0 || restart.window.count() < 0 || restart.maxAttempts < 0)
        check.add(u"restart"_s, Texts::tr("Times and counts cannot be negative."));
}

void checkUpdate(Check &check, const QString &field, const UpdateSpec &update)
{
    QStringList actions{u"pause"_s, u"continue"_s};
    if (field == "update"_L1)
        actions.append(u"rollback"_s);
    if (!actions.contains(update.failureAction))
        check.add(field, Texts::tr("On a failure it does one of: %1.").arg(actions.join(u", "_s)));
    if (update.order != "stop-first"_L1 && update.order != "start-first"_L1)
        check.add(field, Texts::tr("The order is stop-first or start-first."));
    if (!(update.maxFailureRatio >= 0 && update.maxFailureRatio <= 1))
        check.add(field, Texts::tr("The share of failures is a number from 0 to 1."));
    if (update.parallelism < 0 || update.delay.count() < 0 || update.monitor.count() < 0)
        check.add(field, Texts::tr("Times and counts cannot be negative."));
}

QString fileProblem(const FileSpec &file)
{
    if (const QString problem = objectNameProblem(file.name); !problem.isEmpty())
        return problem;
    if (file.target.size() > mostFileName || file.target.contains(QChar::Null) || file.target.endsWith(u'/'))
        return Texts::tr("“%1” is not a file's name.").arg(file.target);
    return file.mode < 0 || file.mode > 07777 ? Texts::tr("A file's mode is an octal number such as 0444.")
                                              : QString();
}

QString fileTarget(const FileSpec &file)
{
    return file.target.isEmpty() ? file.name : file.target;
}

void checkLists(Check &check, const ServiceSpec &spec)
{
    check.each(u"environment"_s, spec.environment, environmentProblem);
    check.twice(
        u"environment"_s, spec.environment, [](const QString &line) { return line.section(u'=', 0, 0); },
        Texts::tr("%1 is set twice."));
    check.each(u"mounts"_s, spec.mounts, mountProblem);
    check.twice(
        u"mounts"_s, spec.mounts, [](const MountSpec &mount) { return mount.target; },
        Texts::tr("Two mounts have the target %1."));
    check.each(u"constraints"_s, spec.constraints, constraintProblem);
    const auto named = [](const NetworkSpec &network) { return network.target; };
    check.each(u"networks"_s, spec.networks,
               [](const NetworkSpec &network) { return objectNameProblem(network.target); });
    check.twice(u"networks"_s, spec.networks, named, Texts::tr("The network %1 stands there twice."));
    check.each(u"secrets"_s, spec.secrets, fileProblem);
    check.twice(u"secrets"_s, spec.secrets, fileTarget, Texts::tr("Two secrets have the file %1."));
    check.each(u"configs"_s, spec.configs, fileProblem);
    check.twice(u"configs"_s, spec.configs, fileTarget, Texts::tr("Two configs have the file %1."));
    for (const auto &[field, labels] :
         {std::pair(u"labels"_s, spec.labels), {u"containerLabels"_s, spec.containerLabels}}) {
        if (labels.contains(QString()))
            check.add(field, Texts::tr("A label needs a name."));
    }
}

} // namespace

QList<FieldProblem> check(const ServiceSpec &spec)
{
    Check check;
    check.add(u"name"_s, serviceNameProblem(spec.name));
    if (spec.mode != ServiceMode::Other || !spec.image.isEmpty())
        check.add(u"image"_s, imageProblem(spec.image));
    if (spec.replicas < 0)
        check.add(u"replicas"_s, Texts::tr("The number of replicas cannot be negative."));
    checkLists(check, spec);
    checkPorts(check, spec);
    checkResources(check, spec);
    if (spec.restart)
        checkRestart(check, *spec.restart);
    if (spec.update)
        checkUpdate(check, u"update"_s, *spec.update);
    if (spec.rollback)
        checkUpdate(check, u"rollback"_s, *spec.rollback);
    return check.problems;
}

QString refusedField(const Error &error, const ServiceSpec &spec)
{
    const QString said = error.detail + u'\n' + error.message;
    static const std::pair<QLatin1StringView, QLatin1StringView> signs[] = {
        {"name conflicts with an existing object"_L1, "name"_L1},
        {"already in use by service"_L1, "ports"_L1},
        {"is not a valid repository/tag"_L1, "image"_L1},
        {"invalid reference format"_L1, "image"_L1},
        {"invalid mount"_L1, "mounts"_L1},
        {"constraint"_L1, "constraints"_L1}};
    for (const auto &[sign, field] : signs) {
        if (said.contains(sign, Qt::CaseInsensitive))
            return field;
    }
    const auto isNamed = [&](const QString &name) { return said.contains(name); };
    const auto anyFile = [&](const QList<FileSpec> &files) {
        return std::any_of(files.begin(), files.end(),
                           [&](const FileSpec &file) { return isNamed(file.name); });
    };
    if (error.code != ErrorCode::NotFound && !said.contains("not found"_L1))
        return {};
    if (anyFile(spec.secrets))
        return u"secrets"_s;
    if (anyFile(spec.configs))
        return u"configs"_s;
    const bool network = std::any_of(spec.networks.begin(), spec.networks.end(),
                                     [&](const NetworkSpec &one) { return isNamed(one.target); });
    return network ? u"networks"_s : QString();
}

QString serviceNameProblem(const QString &name)
{
    if (name.isEmpty())
        return Texts::tr("A service needs a name.");
    if (name.size() > mostName || !matches(name, u"[a-zA-Z0-9](?:[a-zA-Z0-9_-]*[a-zA-Z0-9])?"_s))
        return Texts::tr(
            "A service's name has at most 63 letters, digits, hyphens and underscores, and begins "
            "and ends with a letter or digit.");
    return {};
}

QString objectNameProblem(const QString &name)
{
    if (name.isEmpty())
        return Texts::tr("A name is missing.");
    if (name.size() > mostName || !matches(name, u"[a-zA-Z0-9][a-zA-Z0-9_.-]*"_s))
        return Texts::tr(
                   "“%1” is not a name: it has at most 63 letters, digits, dots, hyphens and underscores, "
                   "and begins with a letter or digit.")
            .arg(name);
    return {};
}

QString stackNameProblem(const QString &name)
{
    if (name.isEmpty())
        return Texts::tr("A stack needs a name.");
    if (name.size() > mostName || !matches(name, u"[a-z0-9][a-z0-9_-]*"_s))
        return Texts::tr(
            "A stack's name has at most 63 small letters, digits, hyphens and underscores, and begins "
            "with a letter or digit.");
    return {};
}

QString imageProblem(const QString &reference)
{
    static const QString part = u"[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"_s;
    static const QString host =
        u"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
        "|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?"_s;
    static const QString whole = u"(?:"_s + host + u"/)?"_s + part + u"(?:/"_s + part + u")*"_s
        + u"(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(?:@[a-zA-Z][a-zA-Z0-9]*(?:[_+.-][a-zA-Z][a-zA-Z0-9]*)*:[0-9a-fA-F]{32,})?"_s;
    if (reference.isEmpty())
        return Texts::tr("An image is missing.");
    if (reference.size() <= 512
        && (matches(reference, whole) || matches(reference, u"sha256:[0-9a-f]{64}"_s)))
        return {};
    if (reference.size() <= 512 && matches(reference.toLower(), whole))
        return Texts::tr("An image's name has small letters only: %1.").arg(reference.toLower());
    return Texts::tr(
               "“%1” is not the name of an image, such as nginx:1.27 or registry.example.org/team/web:2.")
        .arg(reference);
}

QString environmentProblem(const QString &assignment)
{
    const QString name = assignment.section(u'=', 0, 0);
    if (!assignment.contains(u'=') || !matches(name, u"[^\\s\\x00=]+"_s))
        return Texts::tr("“%1” is not NAME=value.").arg(assignment);
    return assignment.contains(QChar::Null) ? Texts::tr("The value of %1 is not text.").arg(name) : QString();
}

QString constraintProblem(const QString &constraint)
{
    static const QRegularExpression grammar(u"\\A\\s*([A-Za-z_][A-Za-z0-9_.-]+)\\s*(==|!=)\\s*"
                                            "([A-Za-z0-9:_\\s.*()?+\\[\\]\\\\^$|/-]+?)\\s*\\z"_s);
    const auto match = grammar.match(constraint);
    if (!match.hasMatch())
        return Texts::tr("“%1” is not a constraint, such as node.role == worker or node.labels.disk != ssd.")
            .arg(constraint);
    const QString key = match.captured(1).toLower();
    static const QStringList keys{u"node.id"_s,   u"node.hostname"_s,    u"node.ip"_s,
                                  u"node.role"_s, u"node.platform.os"_s, u"node.platform.arch"_s};
    if (!keys.contains(key) && !key.startsWith("node.labels."_L1) && !key.startsWith("engine.labels."_L1))
        return Texts::
            tr("No node has the property %1, so no task would ever run. There are: %2, node.labels.NAME and "
               "engine.labels.NAME.")
                .arg(match.captured(1), keys.join(u", "_s));
    if (key == "node.role"_L1 && !matches(match.captured(3).toLower(), u"manager|worker"_s))
        return Texts::tr("A node's role is manager or worker.");
    return {};
}

QString portProblem(const PortSpec &port)
{
    if (!matches(port.protocol, u"tcp|udp|sctp"_s))
        return Texts::tr("A port's protocol is tcp, udp or sctp.");
    if (port.target < 1 || port.target > 65535)
        return Texts::tr("The container's port %1 is not between 1 and 65535.").arg(port.target);
    if (port.published < 0 || port.published > 65535)
        return Texts::tr("The published port %1 is not between 1 and 65535.").arg(port.published);
    return {};
}

QString mountProblem(const MountSpec &mount)
{
    if (!mount.raw.isEmpty() && !matches(mount.type, u"volume|bind|tmpfs"_s))
        return {}; // a kind that Skep leaves as it is
    if (!matches(mount.type, u"volume|bind|tmpfs"_s))
        return Texts::tr("A mount is a volume, a bind or a tmpfs.");
    if (!mount.target.startsWith(u'/'))
        return Texts::tr("The place in the container is a path from the root, such as /data.");
    if (mount.type == "bind"_L1 && !mount.source.startsWith(u'/'))
        return Texts::tr("A bind names a path on the node from the root.");
    if (mount.type == "tmpfs"_L1 && !mount.source.isEmpty())
        return Texts::tr("A tmpfs lies in memory and has no source.");
    if (mount.type != "volume"_L1 || mount.source.isEmpty())
        return {};
    return mount.source.size() == 1 ? Texts::tr("A volume's name has at least two characters.")
                                    : objectNameProblem(mount.source);
}

} // namespace skep::docker
