// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/hostileconnecting.h"

#include "core/cluster/storewriter.h"
#include "core/cluster/workspace.h"
#include "core/crypto/keys.h"
#include "core/secrets/sessionstore.h"
#include "tests/ui/scriptedservices.h"
#include "ui/connect/classiccard.h"
#include "ui/connect/connectbar.h"
#include "ui/connect/connectdialog.h"
#include "ui/connect/consuldialog.h"
#include "ui/connect/loginbar.h"
#include "ui/connect/nodekeysdialog.h"
#include "ui/pages/leftoversdialog.h"
#include "ui/servers/serverprobeview.h"
#include "ui/servers/serverswizard.h"
#include "ui/ways/scrubdialog.h"

#include <QComboBox>
#include <QDir>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep::ui;

namespace skep::test {

namespace {

using Inspect = std::function<void()>;

void show(QWidget &widget, const Inspect &inspect)
{
    widget.show();
    QTest::qWait(1);
    inspect();
}

cluster::ClusterFile connectedFile(const QString &text)
{
    cluster::ClusterFile file;
    file.id = u"seen"_s;
    file.phase = cluster::Phase::Ready;
    file.spec.name = u"hive"_s;
    file.spec.consulServers = 0;
    cluster::Entry entry;
    entry.kind = cluster::Entry::Kind::Ssh;
    entry.server = text;
    QUrl consul(u"http://10.0.0.5:8500"_s);
    consul.setPath(u'/' + text);
    file.connected = cluster::Connected{entry, cluster::EngineKind::Swarm, {}, {}, false, consul};
    for (const QString &name : {u"first"_s, text}) {
        file.machines.append({name, cluster::MachineRole::Manager, {}, u"127.255.255.254"_s, {}, {}});
        file.machines.last().shape.name = name;
    }
    return file;
}

void showConnected(const QString &text, const Inspect &inspect)
{
    QTemporaryDir folder;
    secrets::SessionStore secrets;
    const QString own = folder.filePath(u"state/clusters/seen"_s);
    QVERIFY(QDir().mkpath(own));
    QVERIFY(cluster::saveCluster(own, connectedFile(text)));
    cluster::Workspace workspace(folder.filePath(u"state"_s), &secrets);
    QVERIFY(workspace.load());
    cluster::Cluster *cluster = workspace.cluster(u"hive"_s);
    if (!cluster)
        return; // a file that nobody can read
    ConnectBar bar(cluster);
    show(bar, inspect);
    LoginBar login(cluster);
    show(login, inspect);
    NodeKeysDialog keys(cluster);
    show(keys, inspect);
    ConsulDialog consul(cluster);
    show(consul, inspect);
    ConnectDialog dialog(&workspace, {folder.filePath(u"ssh"_s), folder.filePath(u"docker"_s)});
    dialog.findChild<QComboBox *>(u"WayIn"_s)->setEditText(text);
    dialog.findChild<QPushButton *>(u"Deed"_s)->click();
    show(dialog, inspect);
}

void showClassic(const QString &text, const Inspect &inspect)
{
    cluster::Store store(false, cluster::EngineKind::Classic);
    cluster::StoreWriter writer(&store);
    docker::ClassicNode node;
    node.name = text;
    writer.edit().classic = {text, text, text, {text, text}, {node}};
    writer.edit().classicDiscovery = text;
    writer.commit();
    ClassicCard card(&store);
    card.setFixedWidth(312);
    show(card, inspect);
}

void showLeftovers(const QString &text, const Inspect &inspect)
{
    const cluster::Leftover leftover{
        cluster::Leftover::Kind::Machine, text, text, text, text, text, text, {}};
    LeftoversDialog found(
        {{text},
         [leftover](const QString &) { return ready<QList<cluster::Leftover>>(QList{leftover}); },
         {}});
    show(found, inspect);
    LeftoversDialog refused({{text},
                             [text](const QString &) {
                                 return ready<QList<cluster::Leftover>>(fail(ErrorCode::Remote, text, text));
                             },
                             {}});
    show(refused, inspect);
}

void showServers(const QString &text, const Inspect &inspect)
{
    cluster::ServerLook look;
    ServerProbeView probe(&look);
    probe.resize(900, 500);
    cluster::ClusterSpec spec;
    spec.servers = {{text}};
    QVERIFY(look.start(spec, {u"/nowhere/config"_s, {}, u"/nowhere"_s, u"me"_s}));
    show(probe, inspect);
    ScriptedServices services;
    ServersWizard wizard(&services);
    wizard.findChild<QPlainTextEdit *>(u"servers"_s)->setPlainText(text);
    wizard.findChild<QPushButton *>(u"LookAtServers"_s)->click();
    wizard.showError({ErrorCode::Remote, text, text});
    show(wizard, inspect);
    local::StoredMachine machine;
    machine.name = machine.driver = text;
    machine.secretsInPlainText = {text};
    ScrubDialog scrub(u"/nowhere"_s, {machine});
    show(scrub, inspect);
}

} // namespace

void showConnecting(const QString &text, const Inspect &inspect)
{
    showConnected(text, inspect);
    showClassic(text, inspect);
    showLeftovers(text, inspect);
    showServers(text, inspect);
}

} // namespace skep::test
