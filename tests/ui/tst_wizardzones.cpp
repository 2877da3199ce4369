// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/scriptedservices.h"
#include "tests/ui/uisupport.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/wizard/wizard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

//! Zones that can do different things: what cannot be had is not offered, and what was typed stays.
class TestWizardZones : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void theZoneDecidesWhatIsOffered();
    void anotherZoneKeepsWhatWasTyped();
    void aZoneForNoClusterSaysSo();

private:
    QPushButton *next() const { return m_wizard->findChild<QPushButton *>(u"WizardNext"_s); }
    int page() const { return m_wizard->findChild<QStackedWidget *>()->currentIndex(); }
    void click(QPushButton *button);
    void useCloudStack();

    std::unique_ptr<ScriptedServices> m_services;
    std::unique_ptr<Wizard> m_wizard;
};

void TestWizardZones::init()
{
    QSettings().clear();
    m_wizard.reset();
    m_services = std::make_unique<ScriptedServices>();
    useCloudStack();
    m_wizard = std::make_unique<Wizard>(m_services.get());
    m_wizard->resize(1032, 740);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
}

void TestWizardZones::click(QPushButton *button)
{
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
}

// A CloudStack account with a zone of each kind; the second one has little.
void TestWizardZones::useCloudStack()
{
    const qint64 gib = qint64(1) << 30;
    cluster::Account account;
    account.name = u"Company cloud"_s;
    account.kind = u"cloudstack"_s;
    account.endpoint = QUrl(u"https://cloud.example.org/client/api"_s);
    account.apiKey = u"JhVk3aXq7c"_s;
    account.operatorCidr = u"203.0.113.7/32"_s;
    m_services->accountList = {account};
    m_services->zoneList = {{u"Basel 1, firewall groups"_s}, {u"Zürich 2, isolated"_s, true}};
    m_services->typesOfZone[u"Basel 1, firewall groups"_s] = {{u"1"_s, u"Micro"_s, 1, gib / 2, true},
                                                              {u"2"_s, u"Tiny"_s, 1, gib, true},
                                                              {u"3"_s, u"Small"_s, 2, 2 * gib, true},
                                                              {u"4"_s, u"Large"_s, 4, 8 * gib, true}};
    m_services->typesOfZone[u"Zürich 2, isolated"_s] = {{u"5"_s, u"Compute 2"_s, 2, 3 * gib, true},
                                                        {u"3"_s, u"Small"_s, 2, 2 * gib, true}};
    m_services->templatesOfZone[u"Basel 1, firewall groups"_s] = {u"Ubuntu 24.04"_s};
    cloud::Abilities few;
    few.canKeepApart = false;
    few.lacks = QStringList{
        u"Machines cannot be kept on different hosts: this cloud, or the role of this key, has no createAffinityGroup."_s};
    m_services->abilitiesOfZone[u"Zürich 2, isolated"_s] = few;
}

void TestWizardZones::theZoneDecidesWhatIsOffered()
{
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    shot(m_wizard.get(), u"wizard-cloudstack-where"_s, {1032, 740});
    m_wizard->findChild<QComboBox *>(u"zone"_s)->setCurrentText(u"Zürich 2, isolated"_s);
    QVERIFY(!next()->isEnabled()); // it is being asked
    QTRY_VERIFY(next()->isEnabled());
    shot(m_wizard.get(), u"wizard-cloudstack-isolated"_s, {1032, 740});
    theme::apply(theme::Mode::Dark);
    shot(m_wizard.get(), u"wizard-cloudstack-isolated-dark"_s, {1032, 740});
    theme::apply(theme::Mode::Light);
    click(next());
    m_wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(true);
    QVERIFY(!m_wizard->findChild<QCheckBox *>(u"managerOptions.antiAffinity"_s)->isVisible());
    QVERIFY(!m_wizard->findChild<QLineEdit *>(u"consul-dns"_s)->isVisible());
    auto *type = m_wizard->findChild<QComboBox *>(u"managerType"_s);
    QCOMPARE(type->count(), 2);
    QCOMPARE(type->currentData().toString(), u"Small"_s); // enough memory, not the first of the list
    shot(m_wizard.get(), u"wizard-cloudstack-shape-isolated"_s, {1032, 1300});
    theme::apply(theme::Mode::Dark);
    shot(m_wizard.get(), u"wizard-cloudstack-shape-isolated-dark"_s, {1032, 1300});
    theme::apply(theme::Mode::Light);
    click(next());
    QTRY_COMPARE(page(), 2);
    shot(m_wizard.get(), u"wizard-cloudstack-review-isolated"_s, {1032, 1500});
    const auto boxes = m_wizard->findChildren<QPlainTextEdit *>();
    const auto shows = [&](const QString &words) {
        return std::any_of(boxes.begin(), boxes.end(),
                           [&](QPlainTextEdit *box) { return box->toPlainText().contains(words); });
    };
    QVERIFY(shows(u"cs createNetwork name=hive-nodes"_s));
    QVERIFY(!shows(u"exo compute"_s));
}

void TestWizardZones::anotherZoneKeepsWhatWasTyped()
{
    QSignalSpy created(m_wizard.get(), &Wizard::created);
    const auto choose = [this](const QString &box, int index) {
        auto *combo = m_wizard->findChild<QComboBox *>(box);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    };
    const auto zone = [this](const QString &name) {
        click(m_wizard->findChild<QPushButton *>(u"WizardBack"_s));
        m_wizard->findChild<QComboBox *>(u"zone"_s)->setCurrentText(name);
        QTRY_VERIFY(next()->isEnabled());
        click(next());
    };
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    click(next());
    m_wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(true);
    shot(m_wizard.get(), u"wizard-cloudstack-shape"_s, {1032, 1300});
    QCOMPARE(m_wizard->findChild<QComboBox *>(u"consulType"_s)->currentData().toString(), u"Tiny"_s);
    m_wizard->findChild<QLineEdit *>(u"name"_s)->setText(u"orchard"_s);
    m_wizard->findChild<QCheckBox *>(u"workerOptions.antiAffinity"_s)->setChecked(true);
    m_wizard->findChild<QLineEdit *>(u"consul-dns"_s)->setText(u"203.0.113.0/24"_s);
    choose(u"workerType"_s, 3);
    choose(u"workerOptions.templateName"_s, 3);
    zone(u"Zürich 2, isolated"_s);
    QVERIFY(m_wizard->findChild<QComboBox *>(u"workerType"_s)->currentData().toString() != u"Large"_s);
    click(next());
    QTRY_COMPARE(page(), 2);
    click(next());
    QCOMPARE(created.size(), 1);
    auto spec = created[0][0].value<cluster::ClusterSpec>();
    QCOMPARE(spec.zone, u"Zürich 2, isolated"_s);
    QVERIFY(spec.isolatedNetwork && !spec.workerOptions.antiAffinity && spec.exposures.isEmpty());
    QCOMPARE(spec.workerOptions.templateName, QString()); // there is none of that name here
    click(m_wizard->findChild<QPushButton *>(u"WizardBack"_s));
    zone(u"Basel 1, firewall groups"_s);
    click(next());
    QTRY_COMPARE(page(), 2);
    shot(m_wizard.get(), u"wizard-cloudstack-review"_s, {1032, 1500});
    click(next());
    QCOMPARE(created.size(), 2);
    spec = created[1][0].value<cluster::ClusterSpec>();
    QCOMPARE(spec.name, u"orchard"_s);
    QVERIFY(!spec.isolatedNetwork && spec.workerOptions.antiAffinity);
    QCOMPARE(spec.exposures.size(), 1);
    QCOMPARE(spec.workerType, u"Large"_s);
    QCOMPARE(spec.workerOptions.templateName, u"Ubuntu 24.04"_s);
}

void TestWizardZones::aZoneForNoClusterSaysSo()
{
    cloud::Abilities none;
    none.obstacle =
        u"No cluster can be made here: this cloud, or the role of this key, has no createNetwork."_s;
    m_services->abilitiesOfZone[u"Zürich 2, isolated"_s] = none;
    m_wizard->begin();
    QTRY_VERIFY(next()->isEnabled());
    m_wizard->findChild<QComboBox *>(u"zone"_s)->setCurrentText(u"Zürich 2, isolated"_s);
    const QList<MessageBar *> bars = m_wizard->findChildren<MessageBar *>();
    const auto isTold = [&] {
        return std::any_of(bars.begin(), bars.end(), [](MessageBar *each) {
            return each->isVisible() && each->text().contains(u"createNetwork"_s);
        });
    };
    QTRY_VERIFY(isTold());
    QVERIFY(!next()->isEnabled());
    shot(m_wizard.get(), u"wizard-cloudstack-obstacle"_s, {1032, 740});
    m_wizard->findChild<QComboBox *>(u"zone"_s)->setCurrentText(u"Basel 1, firewall groups"_s);
    QTRY_VERIFY(next()->isEnabled());
    QVERIFY(!isTold());
}

Q_DECLARE_METATYPE(skep::cluster::ClusterSpec)
QTEST_MAIN(TestWizardZones)
#include "tst_wizardzones.moc"
