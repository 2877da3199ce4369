// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/snapshot.h"

#include "core/base/atomicfile.h"
#include "core/base/jsonreader.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int formatVersion = 1;

// Each kind says once how it is written and read: describe() visits its fields, Writer and Reader do the
// rest.

class Writer
{
public:
    void field(QLatin1StringView key, const QString &value) { object.insert(key, value); }
    void field(QLatin1StringView key, bool value) { object.insert(key, value); }
    void field(QLatin1StringView key, const QDateTime &value)
    {
        if (value.isValid())
            object.insert(key, value.toUTC().toString(Qt::ISODateWithMs));
    }
    void field(QLatin1StringView key, const QStringList &value)
    {
        object.insert(key, QJsonArray::fromStringList(value));
    }
    void field(QLatin1StringView key, const QMap<QString, QString> &value)
    {
        QJsonObject map;
        for (auto it = value.constBegin(); it != value.constEnd(); ++it)
            map.insert(it.key(), it.value());
        object.insert(key, map);
    }
    template <typename Number>
    requires std::integral<Number> || std::is_enum_v<Number>
    void field(QLatin1StringView key, Number value) { object.insert(key, static_cast<qint64>(value)); }
    template <typename T>
    void list(QLatin1StringView key, const QList<T> &values);

    QJsonObject object;
};

class Reader
{
public:
    explicit Reader(JsonReader &reader)
        : m_reader(reader)
    {
    }
    void field(QLatin1StringView key, QString &value) { m_reader.text(key, value); }
    void field(QLatin1StringView key, bool &value) { m_reader.boolean(key, value); }
    void field(QLatin1StringView key, QDateTime &value) { m_reader.time(key, value); }
    void field(QLatin1StringView key, QStringList &value) { m_reader.texts(key, value); }
    void field(QLatin1StringView key, QMap<QString, QString> &value) { m_reader.textMap(key, value); }
    template <std::integral Int>
    void field(QLatin1StringView key, Int &value)
    {
        m_reader.integer(key, value);
    }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void field(QLatin1StringView key, Enum &value)
    {
        int number = static_cast<int>(value);
        m_reader.integer(key, number);
        value = static_cast<Enum>(number);
    }
    template <typename T>
    void list(QLatin1StringView key, QList<T> &values);

private:
    JsonReader &m_reader;
};

template <typename Visitor>
void describe(Visitor &v, auto &node) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(node)>>, docker::Node>
{
    v.field("id"_L1, node.id);
    v.field("hostname"_L1, node.hostname);
    v.field("role"_L1, node.role);
    v.field("state"_L1, node.state);
    v.field("availability"_L1, node.availability);
    v.field("address"_L1, node.address);
    v.field("engine"_L1, node.engineVersion);
    v.field("message"_L1, node.message);
    v.field("leader"_L1, node.isLeader);
    v.field("reachable"_L1, node.isReachableManager);
    v.field("cpus"_L1, node.nanoCpus);
    v.field("memory"_L1, node.memoryBytes);
    v.field("architecture"_L1, node.architecture);
    v.field("labels"_L1, node.labels);
}

template <typename Visitor>
void describe(Visitor &v, auto &port) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(port)>>, docker::Port>
{
    v.field("protocol"_L1, port.protocol);
    v.field("target"_L1, port.target);
    v.field("published"_L1, port.published);
    v.field("host"_L1, port.hostMode);
}

template <typename Visitor>
void describe(Visitor &v, auto &service) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(service)>>, docker::Service>
{
    v.field("id"_L1, service.id);
    v.field("name"_L1, service.name);
    v.field("image"_L1, service.image);
    v.field("global"_L1, service.isGlobal);
    v.field("job"_L1, service.isJob);
    v.field("wanted"_L1, service.wanted);
    v.field("running"_L1, service.running);
    v.field("stack"_L1, service.stack);
    v.field("update"_L1, service.updateState);
    v.field("updateMessage"_L1, service.updateMessage);
    v.field("updateDelay"_L1, service.updateDelaySeconds);
    v.field("created"_L1, service.createdAt);
    v.field("updated"_L1, service.updatedAt);
    v.field("version"_L1, service.version);
    v.field("labels"_L1, service.labels);
    v.list("ports"_L1, service.ports);
}

template <typename Visitor>
void describe(Visitor &v, auto &task) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(task)>>, docker::Task>
{
    v.field("id"_L1, task.id);
    v.field("service"_L1, task.serviceId);
    v.field("node"_L1, task.nodeId);
    v.field("container"_L1, task.containerId);
    v.field("state"_L1, task.state);
    v.field("desired"_L1, task.desiredState);
    v.field("message"_L1, task.message);
    v.field("error"_L1, task.error);
    v.field("slot"_L1, task.slot);
    v.field("exit"_L1, task.exitCode);
    v.field("created"_L1, task.createdAt);
    v.field("changed"_L1, task.changedAt);
}

template <typename Visitor>
void describe(Visitor &v, auto &member) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(member)>>, consul::Member>
{
    v.field("name"_L1, member.name);
    v.field("address"_L1, member.address);
    v.field("serf"_L1, member.serf);
    v.field("server"_L1, member.isServer);
}

template <typename Visitor>
void describe(Visitor &v, auto &service) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(service)>>, consul::CatalogService>
{
    v.field("name"_L1, service.name);
    v.field("tags"_L1, service.tags);
}

template <typename Visitor>
void describe(Visitor &v, auto &instance) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(instance)>>, consul::Instance>
{
    v.field("id"_L1, instance.id);
    v.field("serviceId"_L1, instance.serviceId);
    v.field("service"_L1, instance.service);
    v.field("node"_L1, instance.node);
    v.field("address"_L1, instance.address);
    v.field("port"_L1, instance.port);
    v.field("tags"_L1, instance.tags);
    v.field("meta"_L1, instance.meta);
    v.field("state"_L1, instance.state);
    v.field("reason"_L1, instance.reason);
}

template <typename Visitor>
void describe(Visitor &v, auto &facts) requires
    std::same_as<std::remove_const_t<std::remove_reference_t<decltype(facts)>>, Facts>
{
    v.field("heard"_L1, facts.lastHeard);
    v.list("nodes"_L1, facts.nodes);
    v.list("services"_L1, facts.services);
    v.list("tasks"_L1, facts.tasks);
    v.list("members"_L1, facts.members);
    v.list("catalog"_L1, facts.catalog);
    v.list("instances"_L1, facts.instances);
}

template <typename T>
void Writer::list(QLatin1StringView key, const QList<T> &values)
{
    QJsonArray array;
    for (const auto &value : values) {
        Writer writer;
        describe(writer, value);
        array.append(writer.object);
    }
    object.insert(key, array);
}

template <typename T>
void Reader::list(QLatin1StringView key, QList<T> &values)
{
    values.clear();
    m_reader.objects(key, [&](JsonReader &item) {
        T value;
        Reader reader(item);
        describe(reader, value);
        values.append(std::move(value));
    });
}

} // namespace

Result<> saveSnapshot(const QString &path, const Facts &facts)
{
    Writer writer;
    writer.field("format"_L1, formatVersion);
    describe(writer, facts);
    return writeAtomically(path, QJsonDocument(writer.object).toJson(QJsonDocument::Compact));
}

Result<Facts> loadSnapshot(const QString &path)
{
    const auto bytes = readChecked(path);
    if (!bytes)
        return fail(bytes.error());
    return readJsonObject<Facts>(*bytes, [](JsonReader &r, Facts &facts) {
        int format = 0;
        r.integer("format"_L1, format, JsonReader::Required);
        if (format != formatVersion)
            r.mistake("format"_L1, u"another version"_s);
        Reader reader(r);
        describe(reader, facts);
    });
}

} // namespace skep::cluster
