// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a cluster as the dashboard's models have it: a line of JSON four times a second, until it is ended.
//
//   clock_watch STATE-FOLDER CLUSTER
#include "core/cluster/monitor.h"
#include "core/cluster/workspace.h"
#include "core/secrets/keychainstore.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace skep;

static QJsonObject seen(const cluster::Store &store)
{
    QJsonArray down;
    const auto add = [&](const QString &what, const cluster::HealthReason &health) {
        if (health.health == cluster::Health::Down || health.health == cluster::Health::Degraded)
            down.append(QString(what + u": "_s + health.reason));
    };
    for (const auto &node : store.nodes())
        add(node.node.hostname, node.health);
    for (const auto &service : store.services())
        add(service.service.name, service.health);
    for (const auto &row : store.catalog())
        add(u"catalog "_s + row.id, row.health);
    add(u"cluster"_s, store.overview().health);
    return {{u"live"_s, int(store.liveState())},
            {u"down"_s, down},
            {u"nodes"_s, int(store.nodes().size())},
            {u"sentence"_s, store.overview().sentence},
            {u"heard"_s, double(store.lastHeard().toSecsSinceEpoch())},
            {u"wall"_s, double(QDateTime::currentSecsSinceEpoch())}};
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    secrets::KeychainStore secrets;
    cluster::Workspace workspace(arguments.at(1), &secrets);
    const auto loaded = workspace.load();
    auto *shown = loaded ? workspace.cluster(arguments.at(2)) : nullptr;
    if (!shown)
        return 1;
    shown->connectLive();
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, shown, [shown] {
        printf("%s\n", QJsonDocument(seen(*shown->store())).toJson(QJsonDocument::Compact).constData());
        fflush(stdout);
    });
    timer.start(250);
    return QCoreApplication::exec();
}
