// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/clusterfile.h"

#include "core/base/atomicfile.h"
#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr std::array phases{"planned",    "creating",  "interrupted", "ready",
                            "destroying", "destroyed", "changing"};
constexpr std::array roles{"manager", "worker", "consul"};
constexpr int schema = 2; // 2: machines of a shape of their own, changes

template <typename Enum, typename Names>
Enum enumFrom(const QString &name, const Names &names, Enum fallback)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1StringView(names[i]))
            return static_cast<Enum>(i);
    }
    return fallback;
}

QJsonObject toJson(const MachineRecord &machine, const QByteArray &hostKey)
{
    return {{u"name"_s, machine.name},
            {u"role"_s, roleName(machine.role)},
            {u"machineId"_s, machine.machineId},
            {u"address"_s, machine.address},
            {u"privateAddress"_s, machine.privateAddress},
            {u"sshPort"_s, machine.sshPort},
            {u"hostKey"_s, QString::fromLatin1(hostKey)},
            {u"shape"_s, toJson(machine.shape)}};
}

void readRecord(JsonReader &r, ClusterFile &file)
{
    MachineRecord machine;
    QString hostKey;
    r.text("name"_L1, machine.name, JsonReader::Required);
    machine.role = readRole(r);
    r.text("machineId"_L1, machine.machineId);
    r.text("address"_L1, machine.address);
    r.text("privateAddress"_L1, machine.privateAddress);
    r.integer("sshPort"_L1, machine.sshPort);
    r.text("hostKey"_L1, hostKey);
    r.object("shape"_L1, [&](JsonReader &shape) { machine.shape = readMachine(shape); });
    if (!hostKey.isEmpty())
        file.hostKeys.insert(machine.name, hostKey.toLatin1());
    file.machines.append(machine);
}

// Files from before machines had a shape of their own: what the spec led to.
void giveShapes(ClusterFile &file)
{
    const auto planned = machines(file.spec);
    for (auto &machine : file.machines) {
        machine.shape.name = machine.name;
        for (const auto &shape : planned) {
            if (shape.name == machine.name)
                machine.shape = shape;
        }
    }
}

Result<> readChange(const QJsonObject &object, ClusterFile &file)
{
    const auto numbers = object.value("numbers"_L1).toObject();
    for (auto it = numbers.begin(); it != numbers.end(); ++it)
        file.numbers.insert(it.key(), it.value().toInt());
    if (!object.value("change"_L1).isObject())
        return {};
    auto change = changeFromJson(object.value("change"_L1).toObject());
    if (!change)
        return fail(change.error());
    file.change = *change;
    return {};
}

} // namespace

QString phaseName(Phase phase)
{
    return QLatin1StringView(phases[static_cast<std::size_t>(phase)]);
}

QString roleName(MachineRole role)
{
    return QLatin1StringView(roles[static_cast<std::size_t>(role)]);
}

Whereabouts ClusterFile::whereabouts(const MachineRecord &machine) const
{
    return {machine.address, machine.privateAddress, hostKeys.value(machine.name), machine.sshPort};
}

QList<PlannedMachine> ClusterFile::planned() const
{
    if (machines.isEmpty())
        return cluster::machines(spec);
    QList<PlannedMachine> list;
    for (const auto &machine : machines) {
        list.append(machine.shape);
        list.last().role = machine.role;
    }
    return list;
}

QJsonObject toJson(const Account &account)
{
    QJsonObject images;
    for (auto it = account.images.begin(); it != account.images.end(); ++it)
        images.insert(it.key(), it.value());
    return {{u"id"_s, account.id},
            {u"name"_s, account.name},
            {u"project"_s, account.project},
            {u"kind"_s, account.kind},
            {u"endpoint"_s, account.endpoint.toString()},
            {u"apiKey"_s, account.apiKey},
            {u"operatorCidr"_s, account.operatorCidr},
            {u"images"_s, images},
            {u"isSandbox"_s, account.isSandbox}};
}

Result<Account> accountFromJson(const QJsonObject &object)
{
    Account account;
    QString endpoint;
    JsonReader r(object);
    r.text("id"_L1, account.id, JsonReader::Required);
    r.text("name"_L1, account.name, JsonReader::Required);
    r.text("kind"_L1, account.kind);
    r.text("endpoint"_L1, endpoint, JsonReader::Required);
    r.text("apiKey"_L1, account.apiKey, JsonReader::Required);
    r.text("operatorCidr"_L1, account.operatorCidr);
    r.textMap("images"_L1, account.images);
    r.boolean("isSandbox"_L1, account.isSandbox);
    r.text("project"_L1, account.project);
    account.endpoint = QUrl(endpoint);
    if (auto mistake = r.error())
        return fail(*std::move(mistake));
    return account;
}

QJsonObject toJson(const Receipt &receipt)
{
    return {{u"deleted"_s, QJsonArray::fromStringList(receipt.deleted)},
            {u"left"_s, QJsonArray::fromStringList(receipt.left)},
            {u"at"_s, receipt.at.toString(Qt::ISODateWithMs)}};
}

Receipt receiptFromJson(const QJsonObject &object)
{
    Receipt receipt;
    JsonReader r(object);
    r.texts("deleted"_L1, receipt.deleted);
    r.texts("left"_L1, receipt.left);
    r.time("at"_L1, receipt.at);
    return receipt;
}

QJsonObject toJson(const PlannedMachine &machine)
{
    return {{u"name"_s, machine.name},
            {u"role"_s, roleName(machine.role)},
            {u"runsConsulServer"_s, machine.runsConsulServer},
            {u"type"_s, machine.type},
            {u"templateName"_s, machine.templateName},
            {u"diskGiB"_s, machine.diskGiB}};
}

MachineRole readRole(JsonReader &reader)
{
    QString role;
    reader.text("role"_L1, role);
    return enumFrom(role, roles, MachineRole::Worker);
}

PlannedMachine readMachine(JsonReader &reader)
{
    PlannedMachine machine;
    reader.text("name"_L1, machine.name, JsonReader::Required);
    machine.role = readRole(reader);
    reader.boolean("runsConsulServer"_L1, machine.runsConsulServer);
    reader.text("type"_L1, machine.type);
    reader.text("templateName"_L1, machine.templateName);
    reader.integer("diskGiB"_L1, machine.diskGiB);
    return machine;
}

QJsonObject toJson(const ClusterFile &file)
{
    QJsonArray machineList;
    for (const auto &machine : file.machines)
        machineList.append(toJson(machine, file.hostKeys.value(machine.name)));
    QJsonObject numbers;
    for (auto it = file.numbers.begin(); it != file.numbers.end(); ++it)
        numbers.insert(it.key(), it.value());
    return {{u"schema"_s, schema},
            {u"id"_s, file.id},
            {u"spec"_s, toJson(file.spec)},
            {u"account"_s, toJson(file.account)},
            {u"phase"_s, phaseName(file.phase)},
            {u"error"_s, QJsonObject{{u"message"_s, file.error.message}, {u"detail"_s, file.error.detail}}},
            {u"machines"_s, machineList},
            {u"proof"_s, toJson(file.proof)},
            {u"createdAt"_s, file.createdAt.toString(Qt::ISODateWithMs)},
            {u"change"_s, file.change ? QJsonValue(toJson(*file.change)) : QJsonValue()},
            {u"connected"_s, file.connected ? QJsonValue(toJson(*file.connected)) : QJsonValue()},
            {u"numbers"_s, numbers}};
}

Result<> saveCluster(const QString &folder, const ClusterFile &file)
{
    return writeAtomically(folder + u"/cluster.json"_s, QJsonDocument(toJson(file)).toJson());
}

Result<ClusterFile> clusterFromJson(const QJsonObject &object)
{
    ClusterFile file;
    QString phase;
    int version = 0;
    JsonReader r(object);
    r.integer("schema"_L1, version, JsonReader::Required);
    r.text("id"_L1, file.id, JsonReader::Required);
    r.text("phase"_L1, phase, JsonReader::Required);
    r.object("error"_L1, [&](JsonReader &error) {
        error.text("message"_L1, file.error.message);
        error.text("detail"_L1, file.error.detail);
    });
    r.objects("machines"_L1, [&](JsonReader &machine) { readRecord(machine, file); });
    r.time("createdAt"_L1, file.createdAt);
    if (auto mistake = r.error())
        return fail(ErrorCode::Config, mistake->message);
    if (version > schema)
        return fail(
            ErrorCode::Config,
            QCoreApplication::translate("skep::cluster::ClusterFile", "It was written by a newer Skep."));
    file.phase = enumFrom(phase, phases, Phase::Interrupted);
    file.proof = proofFromJson(object.value("proof"_L1).toObject());
    auto spec = specFromJson(object.value("spec"_L1).toObject());
    if (!spec)
        return fail(spec.error());
    file.spec = *spec;
    if (version < 2)
        giveShapes(file);
    else if (auto change = readChange(object, file); !change)
        return fail(change.error());
    if (object.value("connected"_L1).isObject()) {
        auto connected = connectedFromJson(object.value("connected"_L1).toObject());
        if (!connected)
            return fail(connected.error());
        file.connected = *connected;
        return file;
    }
    auto account = accountFromJson(object.value("account"_L1).toObject());
    if (!account)
        return fail(account.error());
    file.account = *account;
    return file;
}

Result<ClusterFile> loadCluster(const QString &folder)
{
    const QString path = folder + u"/cluster.json"_s;
    const auto bytes = readChecked(path);
    if (!bytes)
        return fail(bytes.error());
    const auto object = parseJsonObject(*bytes);
    if (!object)
        return fail(ErrorCode::Config,
                    QCoreApplication::translate("skep::cluster::ClusterFile", "%1 cannot be read.").arg(path),
                    object.error().message);
    auto file = clusterFromJson(*object);
    if (!file)
        return fail(prefixed(path, file.error()));
    return file;
}

} // namespace skep::cluster
