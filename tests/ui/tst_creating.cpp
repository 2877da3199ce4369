// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets, configs, networks and volumes are made; an image is pulled with a login.
#include "tests/ui/uisupport.h"
#include "tests/ui/workbench.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/loginchooser.h"
#include "ui/workloads/networkdialog.h"
#include "ui/workloads/swarmfiledialog.h"
#include "ui/workloads/thingspage.h"
#include "ui/workloads/volumedialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTableView>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestCreating : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void aSecretIsMadeAndNeverShown();
    void aSecretOfSeveralLinesComesFromElsewhere();
    void aConfigIsMade();
    void aNetworkIsMade();
    void aVolumeIsMadeOnANode();
    void mistakesAreToldAtTheirFields();
    void aRefusalKeepsWhatWasTyped();
    void oneInUseIsKeptWithItsReason();
    void aLoginIsTypedCheckedAndKept();
    void aWrongLoginIsToldAtItsField();
    void aKeptLoginIsOfferedForItsRegistry();

private:
    template <typename Dialog>
    static Dialog *open(Workbench &bench, ClusterView::Page page);
    static ThingsPage *shownPage(const Workbench &bench);
    static FieldRow *rowOf(QWidget *control) { return qobject_cast<FieldRow *>(control->parentWidget()); }
    static void submit(QWidget *dialog)
    {
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"CreateIt"_s), Qt::LeftButton);
    }
};

ThingsPage *TestCreating::shownPage(const Workbench &bench)
{
    for (auto *each : bench.view->findChildren<ThingsPage *>()) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

template <typename Dialog>
Dialog *TestCreating::open(Workbench &bench, ClusterView::Page page)
{
    bench.view->showPage(page);
    QTest::mouseClick(shownPage(bench)->findChild<QPushButton *>(u"NewThing"_s), Qt::LeftButton);
    return bench.view->findChild<Dialog *>();
}

void TestCreating::aSecretIsMadeAndNeverShown()
{
    Workbench bench;
    QPointer dialog = open<SwarmFileDialog>(bench, ClusterView::Secrets);
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"name"_s), u"db-password"_s);
    auto *value = dialog->findChild<QLineEdit *>(u"value"_s);
    QTest::keyClicks(value, u"very secret"_s);
    QCOMPARE(value->echoMode(), QLineEdit::Password);
    dialog->findChild<QPlainTextEdit *>(u"labels"_s)->setPlainText(u"team=shop\n"_s);
    shot(dialog, u"secret-new"_s, dialog->sizeHint());
    for (const auto *label : dialog->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(u"very secret"_s));
    bench.operations.secretList = {{.id = u"x-new"_s, .name = u"db-password"_s}};
    submit(dialog);
    QCOMPARE(bench.operations.calls, QStringList{u"secret db-password"_s});
    QCOMPARE(bench.operations.sentSecret, "very secret");
    QCOMPARE(bench.operations.sentLabels, (QMap<QString, QString>{{u"team"_s, u"shop"_s}}));
    QTRY_VERIFY(!dialog);
    // Its row is selected when the swarm has it.
    QTRY_COMPARE(shownPage(bench)->findChild<DetailPane *>()->detail().title, u"db-password"_s);
}

void TestCreating::aSecretOfSeveralLinesComesFromElsewhere()
{
    Workbench bench;
    QPointer dialog = open<SwarmFileDialog>(bench, ClusterView::Secrets);
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray key("-----BEGIN-----\nabc\0def\n-----END-----\n", 39);
    file.write(key);
    file.close();
    dialog->takeFile(file.fileName());
    QVERIFY(!dialog->findChild<QLineEdit *>(u"name"_s)->text().isEmpty()); // the file's
    auto *origin = dialog->findChild<PlainLabel *>(u"Origin"_s);
    QVERIFY(origin->isVisible());
    QVERIFY(!origin->text().contains(u"BEGIN"_s));
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"tls-key"_s);
    shot(dialog, u"secret-file"_s, dialog->sizeHint());
    submit(dialog);
    QCOMPARE(bench.operations.sentSecret, key);
    QTRY_VERIFY(!dialog);
    dialog = open<SwarmFileDialog>(bench, ClusterView::Secrets);
    QApplication::clipboard()->setText(u"one\ntwo\n"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"FromClipboard"_s), Qt::LeftButton);
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"lines"_s);
    submit(dialog);
    QCOMPARE(bench.operations.sentSecret, "one\ntwo\n");
}

void TestCreating::aConfigIsMade()
{
    Workbench bench;
    QPointer dialog = open<SwarmFileDialog>(bench, ClusterView::Configs);
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"site.conf"_s);
    dialog->findChild<QPlainTextEdit *>(u"value"_s)->setPlainText(u"listen 80;\n"_s);
    shot(dialog, u"config-new"_s, dialog->sizeHint());
    submit(dialog);
    QCOMPARE(bench.operations.calls, QStringList{u"config site.conf"_s});
    QCOMPARE(bench.operations.sentSecret, "listen 80;\n");
}

void TestCreating::aNetworkIsMade()
{
    Workbench bench;
    QPointer dialog = open<NetworkDialog>(bench, ClusterView::Networks);
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"back"_s);
    dialog->findChild<QLineEdit *>(u"subnet"_s)->setText(u"10.20.16.0/20"_s);
    dialog->findChild<QCheckBox *>(u"attachable"_s)->setChecked(true);
    dialog->findChild<QCheckBox *>(u"encrypted"_s)->setChecked(true);
    shot(dialog, u"network-new"_s, dialog->sizeHint());
    submit(dialog);
    QCOMPARE(bench.operations.calls, QStringList{u"network back"_s});
    const docker::Network &sent = bench.operations.sentNetwork;
    QVERIFY(sent.isAttachable && sent.isEncrypted && !sent.isInternal);
    QCOMPARE(sent.driver, u"overlay"_s);
    QCOMPARE(sent.subnets, QStringList{u"10.20.16.0/20"_s});
}

void TestCreating::aVolumeIsMadeOnANode()
{
    Workbench bench;
    QPointer dialog = open<VolumeDialog>(bench, ClusterView::Volumes);
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"data"_s);
    dialog->findChild<QComboBox *>(u"node"_s)->setCurrentIndex(1);
    shot(dialog, u"volume-new"_s, dialog->sizeHint());
    submit(dialog);
    QCOMPARE(bench.operations.calls, QStringList{u"volume data on hive-worker-1"_s});
}

void TestCreating::mistakesAreToldAtTheirFields()
{
    Workbench bench;
    bench.operations.networkList = {
        {.id = u"n1"_s, .name = u"back"_s, .driver = u"overlay"_s, .scope = u"swarm"_s}};
    bench.view->showPage(ClusterView::Networks);
    QTRY_COMPARE(shownPage(bench)->findChild<QTableView *>()->model()->rowCount(), 1);
    QPointer dialog = open<NetworkDialog>(bench, ClusterView::Networks);
    auto *name = dialog->findChild<QLineEdit *>(u"name"_s);
    auto *subnet = dialog->findChild<QLineEdit *>(u"subnet"_s);
    QVERIFY(rowOf(name)->problem().isEmpty()); // nobody has come to it yet
    submit(dialog);
    QVERIFY(!rowOf(name)->problem().isEmpty());
    name->setText(u"back"_s);
    QVERIFY(rowOf(name)->problem().contains(u"There is a network"_s));
    for (const QString &wrong :
         {u"10.20.0.0"_s, u"10.20.0.5/24"_s, u"10.20.0.0/33"_s, u"any"_s, u"10.0.0.0/32"_s}) {
        subnet->setText(wrong);
        QVERIFY2(!rowOf(subnet)->problem().isEmpty(), qPrintable(wrong));
    }
    subnet->setText(u"10.20.0.0/16"_s);
    QVERIFY(rowOf(subnet)->problem().isEmpty());
    auto *labels = dialog->findChild<QPlainTextEdit *>(u"labels"_s);
    labels->setPlainText(u"=value"_s);
    QVERIFY(!rowOf(labels)->problem().isEmpty());
    shot(dialog, u"network-mistakes"_s, dialog->sizeHint());
    submit(dialog);
    QVERIFY(bench.operations.calls.isEmpty());
    dialog->reject();
    QPointer secret = open<SwarmFileDialog>(bench, ClusterView::Secrets);
    secret->findChild<QLineEdit *>(u"name"_s)->setText(u"a"_s);
    submit(secret);
    auto *holder = secret->findChild<QLineEdit *>(u"value"_s)->parentWidget();
    QVERIFY(rowOf(holder)->problem().contains(u"empty"_s));
    secret->takeFile(u"/no/such/file"_s);
    QVERIFY(rowOf(holder)->problem().contains(u"/no/such/file"_s));
    QVERIFY(bench.operations.calls.isEmpty());
}

void TestCreating::aRefusalKeepsWhatWasTyped()
{
    Workbench bench;
    QPointer dialog = open<SwarmFileDialog>(bench, ClusterView::Secrets);
    bench.operations.refusal = Error{ErrorCode::Conflict, u"The swarm has no leader."_s};
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"key"_s);
    dialog->findChild<QLineEdit *>(u"value"_s)->setText(u"abc"_s);
    submit(dialog);
    QTRY_COMPARE(dialog->findChild<MessageBar *>()->text(), u"The swarm has no leader."_s);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"value"_s)->text(), u"abc"_s);
    theme::apply(theme::Mode::Dark);
    shot(dialog, u"secret-refused-dark"_s, dialog->sizeHint());
    theme::apply(theme::Mode::Light);
    bench.operations.refusal.reset();
    submit(dialog);
    QTRY_VERIFY(!dialog);
}

void TestCreating::oneInUseIsKeptWithItsReason()
{
    Workbench bench;
    bench.operations.secretList = {{.id = u"x1"_s, .name = u"token"_s}};
    bench.view->showPage(ClusterView::Secrets);
    ThingsPage *page = shownPage(bench);
    QTRY_COMPARE(page->findChild<QTableView *>()->model()->rowCount(), 1);
    page->showKey(u"/x1"_s);
    bench.operations.refusal =
        Error{ErrorCode::Remote, u"Secret 'x1' is in use by the following service: s1."_s};
    QTest::mouseClick(page->findChild<QPushButton *>(u"RemoveThing"_s), Qt::LeftButton);
    QTest::mouseClick(page->findChild<ConfirmDialog *>()->findChild<QPushButton *>(u"Confirm"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(page->findChild<MessageBar *>()->text().contains(u"'token' is in use by the following service: web"_s));
    shot(bench.view.get(), u"secrets-in-use"_s, {1032, 776});
}

void TestCreating::aLoginIsTypedCheckedAndKept()
{
    ScriptedOperations operations;
    ContainerDialog dialog({{u"hive-worker-1"_s, u"hive-worker-1"_s}}, &operations);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.findChild<QLineEdit *>(u"ContainerImage"_s)->setText(u"registry.example.org:5000/shop/web:1"_s);
    auto *choice = dialog.findChild<QComboBox *>(u"login"_s);
    QCOMPARE(choice->count(), 2);
    choice->setCurrentIndex(1);
    QCOMPARE(dialog.findChild<QLineEdit *>(u"login.server"_s)->text(), u"registry.example.org:5000"_s);
    auto *password = dialog.findChild<QLineEdit *>(u"login.password"_s);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"RunIt"_s), Qt::LeftButton);
    QVERIFY(!rowOf(password)->problem().isEmpty());
    QVERIFY(operations.calls.isEmpty());
    dialog.findChild<QLineEdit *>(u"login.user"_s)->setText(u"me"_s);
    password->setText(u"geheim"_s);
    dialog.findChild<QCheckBox *>(u"login.keep"_s)->setChecked(true);
    shot(&dialog, u"login-typed"_s, dialog.sizeHint());
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"RunIt"_s), Qt::LeftButton);
    QTRY_COMPARE(operations.calls.size(), 2);
    QCOMPARE(operations.calls.first(), u"login me at registry.example.org:5000 by hive-worker-1"_s);
    QVERIFY(operations.calls.last().startsWith(u"run "_s));
    QCOMPARE(operations.sentSecret, "geheim");
    QCOMPARE(operations.registryLogins()->known(),
             (QList<cluster::RegistryLogins::Known>{{u"registry.example.org:5000"_s, u"me"_s}}));
    QVERIFY(password->text().isEmpty());
}

void TestCreating::aWrongLoginIsToldAtItsField()
{
    ScriptedOperations operations;
    ContainerDialog dialog({{u"hive-worker-1"_s, u"hive-worker-1"_s}}, &operations);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.findChild<QLineEdit *>(u"ContainerImage"_s)->setText(u"registry.example.org/web"_s);
    dialog.findChild<QComboBox *>(u"login"_s)->setCurrentIndex(1);
    dialog.findChild<QLineEdit *>(u"login.user"_s)->setText(u"me"_s);
    auto *password = dialog.findChild<QLineEdit *>(u"login.password"_s);
    password->setText(u"wrong"_s);
    dialog.findChild<QCheckBox *>(u"login.keep"_s)->setChecked(true);
    operations.loginRefusal = Error{ErrorCode::Auth, u"Unauthorized."_s};
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"RunIt"_s), Qt::LeftButton);
    QTRY_VERIFY(rowOf(password)->problem().contains(u"Unauthorized"_s));
    shot(&dialog, u"login-refused"_s, dialog.sizeHint());
    QCOMPARE(operations.calls.size(), 1); // nothing was started
    QCOMPARE(password->text(), u"wrong"_s);
    QVERIFY(operations.registryLogins()->known().isEmpty());
    operations.loginRefusal = Error{ErrorCode::Remote, u"No such host."_s};
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"RunIt"_s), Qt::LeftButton);
    QTRY_VERIFY(
        rowOf(dialog.findChild<QLineEdit *>(u"login.server"_s))->problem().contains(u"No such host"_s));
}

void TestCreating::aKeptLoginIsOfferedForItsRegistry()
{
    ScriptedOperations operations;
    QVERIFY(operations.registryLogins()
                ->keep({u"registry.example.org"_s, u"me"_s, makeSecret("geheim")})
                .isFinished()
            || QTest::qWaitFor([&] { return operations.registryLogins()->known().size() == 1; }));
    QTRY_COMPARE(operations.registryLogins()->known().size(), 1);
    LoginChooser chooser(&operations);
    chooser.show();
    chooser.setImage(u"nginx:1.25"_s);
    QVERIFY(!chooser.isUsed());
    chooser.setImage(u"https://registry.example.org"_s);
    chooser.setImage(u"registry.example.org/shop/web:1"_s);
    QVERIFY(chooser.isUsed());
    const auto taken = chooser.take();
    QTRY_VERIFY(taken.isFinished());
    QVERIFY(taken.result() && *taken.result());
    QCOMPARE((*taken.result())->password->reveal(), "geheim");
    chooser.setImage(u"nginx:1.25"_s); // another registry, another login
    QVERIFY(!chooser.isUsed());
    auto *choice = chooser.findChild<QComboBox *>(u"login"_s);
    choice->setCurrentIndex(1);
    for (auto *each : chooser.findChildren<QPushButton *>())
        QTest::mouseClick(each, Qt::LeftButton); // the only one: forget
    QTRY_VERIFY(operations.registryLogins()->known().isEmpty());
    QCOMPARE(choice->count(), 2);
}

QTEST_MAIN(TestCreating)
#include "tst_creating.moc"
