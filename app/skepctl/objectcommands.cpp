// SPDX-License-Identifier: GPL-3.0-or-later
// Images and volumes of the nodes; networks, secrets and configs of the swarm.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "core/cluster/compose.h"
#include "core/docker/speccheck.h"
#include "core/docker/units.h"

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr qint64 largestSecret = 500 * 1024; // the managers' limit
constexpr qint64 largestConfig = 1000 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

//! What a list is put together from.
struct Answer
{
    QJsonArray list;
    QList<QStringList> rows;
};
using AnswerPtr = std::shared_ptr<Answer>;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

void add(const AnswerPtr &answer, const QString &node, const docker::Image &image)
{
    answer->list.append(QJsonObject{{u"id"_s, image.id},
                                    {u"node"_s, node},
                                    {u"tags"_s, QJsonArray::fromStringList(image.tags)},
                                    {u"digests"_s, QJsonArray::fromStringList(image.digests)},
                                    {u"size"_s, image.sizeBytes},
                                    {u"created"_s, timeText(image.createdAt)}});
    answer->rows.append({image.id.section(u':', -1).left(12), node, image.tags.join(u' '),
                         tr("%1 MB").arg(double(image.sizeBytes) / 1e6, 0, 'f', 1)});
}

void add(const AnswerPtr &answer, const QString &node, const docker::Volume &volume)
{
    answer->list.append(QJsonObject{{u"name"_s, volume.name},
                                    {u"node"_s, node},
                                    {u"driver"_s, volume.driver},
                                    {u"mountpoint"_s, volume.mountpoint},
                                    {u"labels"_s, textMapOf(volume.labels)}});
    answer->rows.append({volume.name, node, volume.driver});
}

void add(const AnswerPtr &answer, const QString &, const docker::Network &network)
{
    answer->list.append(QJsonObject{{u"id"_s, network.id},
                                    {u"name"_s, network.name},
                                    {u"driver"_s, network.driver},
                                    {u"scope"_s, network.scope},
                                    {u"internal"_s, network.isInternal},
                                    {u"attachable"_s, network.isAttachable},
                                    {u"subnets"_s, QJsonArray::fromStringList(network.subnets)},
                                    {u"labels"_s, textMapOf(network.labels)}});
    answer->rows.append(
        {network.id.left(12), network.name, network.driver, network.scope, network.subnets.join(u' ')});
}

void add(const AnswerPtr &answer, const QString &, const docker::SwarmFile &file)
{
    answer->list.append(QJsonObject{{u"id"_s, file.id},
                                    {u"name"_s, file.name},
                                    {u"created"_s, timeText(file.createdAt)},
                                    {u"updated"_s, timeText(file.updatedAt)},
                                    {u"labels"_s, textMapOf(file.labels)}});
    answer->rows.append({file.id, file.name, timeText(file.createdAt)});
}

template <typename T>
Pending<> collect(const AnswerPtr &answer, docker::Client *engine, const QString &node,
                  const Pending<QList<T>> &list)
{
    return cluster::transform<void>(list, engine, [=](const QList<T> &items) -> Result<> {
        for (const auto &item : items)
            add(answer, node, item);
        return {};
    });
}

Pending<> collectOf(const QString &noun, const AnswerPtr &answer, docker::Client *engine, const QString &node)
{
    if (noun == "image"_L1)
        return collect(answer, engine, node, engine->images());
    if (noun == "volume"_L1)
        return collect(answer, engine, node, engine->volumes());
    if (noun == "network"_L1)
        return collect(answer, engine, node, engine->networks());
    return collect(answer, engine, node, noun == "secret"_L1 ? engine->secrets() : engine->configs());
}

Pending<int> told(Session &session, const Pending<> &asked, const AnswerPtr &answer)
{
    return andThen(asked, session.workspace(), [answer, &session] {
        session.print(answer->list, table(answer->rows));
        return ready<int>(int(Done));
    });
}

Pending<QString> make(const Session &session, docker::Client *engine, const QString &noun,
                      const QString &name)
{
    const auto &arguments = session.arguments();
    QMap<QString, QString> labels;
    const auto wanted = arguments.values(u"label"_s);
    for (const QString &label : wanted)
        labels.insert(label.section(u'=', 0, 0), label.section(u'=', 1));
    if (noun == "network"_L1) {
        docker::Network network;
        network.name = name;
        network.driver = arguments.has(u"driver"_s) ? arguments.value(u"driver"_s) : u"overlay"_s;
        network.isAttachable = arguments.has(u"attachable"_s);
        network.isInternal = arguments.has(u"internal"_s);
        network.isEncrypted = arguments.has(u"encrypted"_s);
        network.subnets = arguments.values(u"subnet"_s);
        network.labels = labels;
        return engine->createNetwork(network);
    }
    const qint64 most = noun == "secret"_L1 ? largestSecret : largestConfig;
    QByteArray value = readStdin(most + 1);
    if (value.isEmpty() || value.size() > most)
        return ready<QString>(fail(ErrorCode::Config,
                                   value.isEmpty()
                                       ? tr("The value is expected on stdin.")
                                       : tr("The value is larger than %1 KiB.").arg(most / 1024)));
    if (noun == "secret"_L1)
        return engine->createSecret(name, makeSecret(std::move(value)), labels);
    return engine->createConfig(name, value, labels);
}

docker::ObjectKind kindOf(const QString &noun)
{
    if (noun == "network"_L1)
        return docker::ObjectKind::Network;
    return noun == "secret"_L1 ? docker::ObjectKind::Secret : docker::ObjectKind::Config;
}

} // namespace

Pending<int> listObjects(Session &session)
{
    const QString noun = session.arguments().words.first();
    auto answer = std::make_shared<Answer>();
    if (noun != "image"_L1 && noun != "volume"_L1)
        return withManager(session, 2, [=, &session](cluster::Cluster *, docker::Client *engine) {
            return told(session, collectOf(noun, answer, engine, {}), answer);
        });
    const auto found = readyCluster(session, session.arguments().words.at(2));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    const QStringList nodes =
        session.arguments().has(u"node"_s) ? session.arguments().values(u"node"_s) : swarmMachines(cluster);
    const auto asked = cluster::oneByOne(nodes, cluster, [=](const QString &node) {
        return andThen(engineOf(cluster, node), cluster,
                       [=](docker::Client *engine) { return collectOf(noun, answer, engine, node); });
    });
    return told(session, asked, answer);
}

Pending<int> createObject(Session &session)
{
    const QString name = session.arguments().words.at(3);
    if (const QString problem = docker::objectNameProblem(name); !problem.isEmpty())
        return ready<int>(fail(ErrorCode::Config, problem));
    return withManager(session, 2, [=, &session](cluster::Cluster *, docker::Client *engine) {
        return andThen(make(session, engine, session.arguments().words.first(), name), engine,
                       [=, &session](const QString &id) {
                           return done(session, {{u"id"_s, id}, {u"name"_s, name}}, id);
                       });
    });
}

Pending<int> removeObject(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        const QString name = session.arguments().words.at(3);
        return andThen(engine->remove(kindOf(session.arguments().words.first()), name), engine,
                       [=, &session] {
                           return done(session, {{u"removed"_s, name}}, name);
                       });
    });
}

} // namespace skep::ctl
