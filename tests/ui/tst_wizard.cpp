// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/commands.h"
#include "tests/ui/scriptedservices.h"
#include "tests/ui/uisupport.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/wizard/clusterdraft.h"
#include "ui/wizard/wizard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestWizard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void nextNextCreateWorks();
    void theKeyboardAloneIsEnough();
    void everybodyIsAskedTwice();
    void wrongCredentialsAreToldOnTheFirstPage();
    void aMistakeIsToldAtItsField();
    void whatTheCloudRefusesIsToldAtItsField();
    void aTakenNameIsToldAtTheName();
    void anUnreachableCloudCanBeAskedAgain();
    void openingConsulIsSaidBeforeItHappens();
    void presetsChangeTheSentence();
    void theDraftSurvives();
    void aRoleHasAShapeOfItsOwn();
    void commandsNameEveryMachineAndNoSecret();

private:
    QPushButton *next() const { return m_wizard->findChild<QPushButton *>(u"WizardNext"_s); }
    int page() const { return m_wizard->findChild<QStackedWidget *>()->currentIndex(); }
    void click(QPushButton *button);
    FieldRow *rowOf(const QString &control) const;

    std::unique_ptr<ScriptedServices> m_services;
    std::unique_ptr<Wizard> m_wizard;
};

void TestWizard::init()
{
    QSettings().clear();
    m_wizard.reset();
    m_services = std::make_unique<ScriptedServices>();
    m_wizard = std::make_unique<Wizard>(m_services.get());
    m_wizard->resize(1032, 740);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
}

void TestWizard::click(QPushButton *button)
{
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
}

FieldRow *TestWizard::rowOf(const QString &control) const
{
    auto *widget = m_wizard->findChild<QWidget *>(control);
    return widget ? qobject_cast<FieldRow *>(widget->parentWidget()) : nullptr;
}

void TestWizard::nextNextCreateWorks()
{
    QSignalSpy created(m_wizard.get(), &Wizard::created);
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    shot(m_wizard.get(), u"wizard-where"_s, {1032, 740});
    click(next());
    QCOMPARE(page(), 1);
    shot(m_wizard.get(), u"wizard-shape"_s, {1032, 740});
    click(next());
    QTRY_COMPARE(page(), 2);
    shot(m_wizard.get(), u"wizard-review"_s, {1032, 740});
    const auto *account = m_wizard->findChild<QTableWidget *>(u"account"_s);
    QVERIFY(account->isVisible());
    QCOMPARE(account->item(0, 0)->text(), u"Machines"_s);
    QCOMPARE(account->item(0, 4)->text(), u"12"_s); // of 20, three used and five more
    QCOMPARE(account->item(1, 3)->text(), u"none"_s);
    QCOMPARE(created.size(), 0);
    click(next());
    QCOMPARE(created.size(), 1);
    const auto spec = created[0][0].value<cluster::ClusterSpec>();
    QCOMPARE(spec.name, u"hive"_s);
    QCOMPARE(spec.account, u"Sandbox"_s);
    QCOMPARE(spec.zone, u"ch-gva-2"_s);
    QCOMPARE(spec.managers, 1);
    QCOMPARE(spec.workers, 2);
    QCOMPARE(spec.consulServers, 1);
    QCOMPARE(spec.operatorCidrs, QStringList{u"10.88.0.1/32"_s});
    QCOMPARE(spec.templateName, u"Linux Debian 12 with Docker"_s);
    QCOMPARE(spec.managerType, u"standard.small"_s);
}

void TestWizard::theKeyboardAloneIsEnough()
{
    QSignalSpy created(m_wizard.get(), &Wizard::created);
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    QTest::keyClick(m_wizard.get(), Qt::Key_Return);
    QCOMPARE(page(), 1);
    auto *name = m_wizard->findChild<QLineEdit *>(u"name"_s);
    name->clear();
    QTest::keyClicks(name, u"apiary"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(page(), 2);
    QTest::keyClick(m_wizard.get(), Qt::Key_Return);
    QCOMPARE(created.size(), 1);
    QCOMPARE(created[0][0].value<cluster::ClusterSpec>().name, u"apiary"_s);
}

void TestWizard::everybodyIsAskedTwice()
{
    QSignalSpy created(m_wizard.get(), &Wizard::created);
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_wizard->findChild<QLineEdit *>(u"operatorCidrs"_s)->setText(u"203.0.113.7/32, ::/0"_s);
    click(next());
    QTRY_COMPARE(page(), 2);
    click(next());
    QCOMPARE(created.size(), 0);
    auto *dialog = m_wizard->findChild<QDialog *>(u"Everybody"_s);
    QVERIFY(dialog);
    shot(dialog, u"wizard-everybody"_s, dialog->sizeHint());
    dialog->reject();
    QCOMPARE(created.size(), 0);
    QTRY_VERIFY(!m_wizard->findChild<QDialog *>(u"Everybody"_s));
    click(next());
    dialog = m_wizard->findChild<QDialog *>(u"Everybody"_s);
    QVERIFY(dialog);
    dialog->accept();
    QCOMPARE(created.size(), 1);
}

void TestWizard::wrongCredentialsAreToldOnTheFirstPage()
{
    m_services->catalogueError =
        Error{ErrorCode::Auth, u"The cloud refuses this key or its secret."_s, u"403"_s};
    m_wizard->begin();
    const QList<MessageBar *> bars = m_wizard->findChildren<MessageBar *>();
    QTRY_VERIFY(std::any_of(bars.begin(), bars.end(), [](MessageBar *each) {
        return each->isVisible() && each->text().contains(u"refuses this key"_s);
    }));
    QVERIFY(!next()->isEnabled());
    shot(m_wizard.get(), u"wizard-where-error"_s, {1032, 740});
}

void TestWizard::aMistakeIsToldAtItsField()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_services->localProblems = {
        {u"name"_s, u"A name starts with a letter."_s},
        {u"operatorCidrs"_s, u"“here” is no address range such as 203.0.113.7/32."_s},
        {u"diskGiB"_s, u"A disk has between 10 and 51200 GiB."_s}};
    click(next());
    QCOMPARE(page(), 1);
    QCOMPARE(m_services->cloudChecks, 0);
    QCOMPARE(rowOf(u"name"_s)->problem(), u"A name starts with a letter."_s);
    QVERIFY(rowOf(u"operatorCidrs"_s)->problem().contains(u"203.0.113.7"_s));
    QVERIFY(
        m_wizard->findChild<QPushButton *>(u"MoreOptions"_s)->isChecked()); // the wrong field is not hidden
    shot(m_wizard.get(), u"wizard-shape-error"_s, {1032, 900});
    m_services->localProblems.clear();
    click(next());
    QTRY_COMPARE(page(), 2);
}

void TestWizard::whatTheCloudRefusesIsToldAtItsField()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_services->cloudProblems = {{u"zone"_s, u"This zone has no such template."_s}};
    click(next());
    QTRY_COMPARE(page(), 0);
    QCOMPARE(rowOf(u"zone"_s)->problem(), u"This zone has no such template."_s);
    m_services->cloudProblems = {{u"workers"_s, u"The quota allows 2 more machines, this needs 4."_s}};
    click(next());
    QCOMPARE(page(), 1);
    click(next());
    QTRY_COMPARE(m_services->cloudChecks, 2);
    QCOMPARE(page(), 1);
}

void TestWizard::aTakenNameIsToldAtTheName()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_services->names << u"hive"_s;
    click(next());
    QCOMPARE(page(), 1);
    QVERIFY(!rowOf(u"name"_s)->problem().isEmpty());
    m_wizard->begin();
    QCOMPARE(m_wizard->findChild<QLineEdit *>(u"name"_s)->text(), u"hive-2"_s);
}

void TestWizard::anUnreachableCloudCanBeAskedAgain()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_services->cloudError = Error{ErrorCode::Network, u"The cloud does not answer."_s, {}, true};
    click(next());
    QTRY_COMPARE(m_services->cloudChecks, 1);
    QCOMPARE(page(), 1);
    m_services->cloudError.reset();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    QTRY_COMPARE(page(), 2);
}

void TestWizard::openingConsulIsSaidBeforeItHappens()
{
    QSignalSpy created(m_wizard.get(), &Wizard::created);
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    click(m_wizard->findChild<QPushButton *>(u"MoreOptions"_s));
    QTest::keyClicks(m_wizard->findChild<QLineEdit *>(u"consul-dns"_s), u"203.0.113.0/24, office"_s);
    const auto labels = m_wizard->findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel *label) {
        return label->isVisible() && label->text().contains(u"Every machine in the group office can ask"_s);
    }));
    shot(m_wizard.get(), u"wizard-open"_s, {1032, 1560});
    click(next());
    QTRY_COMPARE(page(), 2);
    click(next());
    QCOMPARE(created.size(), 1);
    const auto spec = created[0][0].value<cluster::ClusterSpec>();
    QCOMPARE(spec.exposures,
             (QList<cluster::Exposure>{{cluster::OpenPort::ConsulDns, u"203.0.113.0/24"_s},
                                       {cluster::OpenPort::ConsulDns, u"office"_s}}));
}

void TestWizard::presetsChangeTheSentence()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    const auto says = [this](const QString &words) {
        const auto labels = m_wizard->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QVERIFY(says(u"can lose 0"_s));
    QTest::mouseClick(m_wizard->findChild<QAbstractButton *>(u"preset2"_s), Qt::LeftButton);
    QVERIFY(says(u"can lose 1 of them"_s));
    QVERIFY(says(u"9 machine"_s));
}

void TestWizard::theDraftSurvives()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    m_wizard->findChild<QComboBox *>(u"zone"_s)->setCurrentText(u"de-fra-1"_s);
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    auto *name = m_wizard->findChild<QLineEdit *>(u"name"_s);
    name->setText(u"orchard"_s);
    QTest::mouseClick(m_wizard->findChild<QAbstractButton *>(u"preset2"_s), Qt::LeftButton);
    m_wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(true);
    m_wizard->findChild<QLineEdit *>(u"consul-dns"_s)->setText(u"203.0.113.0/24, office"_s);
    QSignalSpy cancelled(m_wizard.get(), &Wizard::cancelled);
    QTest::keyClick(m_wizard.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    m_wizard = std::make_unique<Wizard>(m_services.get());
    m_wizard->show();
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    QCOMPARE(m_wizard->findChild<QComboBox *>(u"zone"_s)->currentText(), u"de-fra-1"_s);
    QCOMPARE(m_wizard->findChild<QLineEdit *>(u"name"_s)->text(), u"orchard"_s);
    QVERIFY(m_wizard->findChild<QAbstractButton *>(u"preset2"_s)->isChecked());
    QCOMPARE(m_wizard->findChild<QLineEdit *>(u"consul-dns"_s)->text(), u"203.0.113.0/24, office"_s);
}

void TestWizard::aRoleHasAShapeOfItsOwn()
{
    const auto fill = [this] {
        m_wizard->findChild<QTabBar *>(u"Roles"_s)->setCurrentIndex(1);
        m_wizard->findChild<QSpinBox *>(u"workerOptions.diskGiB"_s)->setValue(50);
        m_wizard->findChild<QCheckBox *>(u"workerOptions.antiAffinity"_s)->setChecked(true);
        m_wizard->findChild<QPlainTextEdit *>(u"workerOptions.userData"_s)
            ->setPlainText(u"packages: [htop"_s);
    };
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(true);
    fill();
    m_wizard->findChild<QTabBar *>(u"Roles"_s)->setCurrentIndex(0);
    m_wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(false);
    m_services->localProblems = {{u"workerOptions.userData"_s, u"Line 1 is no YAML: end of sequence."_s}};
    click(next());
    QCOMPARE(page(), 1);
    FieldRow *row = rowOf(u"workerOptions.userData"_s);
    QVERIFY(row && row->isVisible()); // neither the fold nor the tab hides it
    QCOMPARE(row->problem(), u"Line 1 is no YAML: end of sequence."_s);
    QCOMPARE(m_wizard->findChild<QPlainTextEdit *>(u"workerOptions.userData"_s)->toPlainText(),
             u"packages: [htop"_s); // what was typed stays
    shot(m_wizard.get(), u"wizard-role-error"_s, {1032, 1500});
    theme::apply(theme::Mode::Dark);
    shot(m_wizard.get(), u"wizard-role-error-dark"_s, {1032, 1500});
    theme::apply(theme::Mode::Light);
    m_services->localProblems.clear();
    // A half-filled wizard keeps it.
    QTest::keyClick(m_wizard.get(), Qt::Key_Escape);
    m_wizard = std::make_unique<Wizard>(m_services.get());
    m_wizard->show();
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    QSignalSpy created(m_wizard.get(), &Wizard::created);
    click(next());
    QTRY_COMPARE(page(), 2);
    shot(m_wizard.get(), u"wizard-role-review"_s, {1032, 900});
    click(next());
    QCOMPARE(created.size(), 1);
    const auto spec = created[0][0].value<cluster::ClusterSpec>();
    QCOMPARE(spec.workerOptions, (cluster::RoleOptions{50, {}, true, u"packages: [htop"_s}));
    QCOMPARE(spec.managerOptions, cluster::RoleOptions());
    const QString text = cluster::equivalentCommands(spec, {});
    QVERIFY(text.contains(u"anti-affinity-group create hive-workers-apart"_s));
    QCOMPARE(text.count(u"--disk-size 50"_s), 2);
    QCOMPARE(text.count(u"--anti-affinity-group hive-workers-apart --cloud-init FILE"_s), 2);
}

void TestWizard::commandsNameEveryMachineAndNoSecret()
{
    cluster::ClusterSpec spec;
    spec.name = u"hive"_s;
    spec.operatorCidrs = QStringList{u"203.0.113.7/32"_s};
    const auto machines = m_services->machines(spec);
    const QString text = cluster::equivalentCommands(spec, {});
    for (const auto &machine : machines)
        QVERIFY2(text.contains(u"instance create "_s + machine.name), qPrintable(machine.name));
    QVERIFY(text.contains(u"--port 2377"_s));
    QVERIFY(text.contains(u"--network 203.0.113.7/32"_s));
    spec.consulServers = 0;
    QVERIFY(!cluster::equivalentCommands(spec, {}).contains(u"consul"_s));
}

Q_DECLARE_METATYPE(skep::cluster::ClusterSpec)
QTEST_MAIN(TestWizard)
#include "tst_wizard.moc"
