// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "tests/ui/workbench.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/difftable.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/workloads/formsection.h"
#include "ui/workloads/rowlist.h"
#include "ui/workloads/serviceform.h"
#include "ui/workloads/servicespage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabBar>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestServiceForm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void aServiceIsMadeByTyping();
    void theCommandAndTheSpecFollow();
    void aMistakeIsToldAtItsField();
    void whatWasTypedStaysThroughAnError();
    void editingShowsTheDifferenceFirst();
    void somebodyElseWasFaster();
    void somebodyRemovedItMeanwhile();
    void aPortThatIsTakenIsTold();
    void aRefusalIsToldAtItsField();
    void aWrongLoginIsNotSent();
    void policiesAreInTheSpecAndInTheCommand();
    void anUntouchedPolicyIsNotWritten();
    void allSections();

private:
    static docker::ServiceDetail webDetail();
    static FieldRow *rowOf(QWidget *control);
};

docker::ServiceDetail TestServiceForm::webDetail()
{
    docker::ServiceDetail detail;
    detail.id = u"s1"_s;
    detail.version = 7;
    detail.spec.name = u"web"_s;
    detail.spec.image = u"registry.example.org/shop/web:2.4"_s;
    detail.spec.environment = {u"MODE=live"_s};
    detail.spec.replicas = 3;
    detail.spec.raw = docker::toJson(detail.spec);
    return detail;
}

FieldRow *TestServiceForm::rowOf(QWidget *control)
{
    return qobject_cast<FieldRow *>(control->parentWidget());
}

void TestServiceForm::aServiceIsMadeByTyping()
{
    Workbench bench;
    bench.view->showPage(ClusterView::Services);
    bench.press(u"NewService"_s);
    auto *form = bench.page<ServiceForm>();
    QVERIFY(form->isVisible());
    QTest::keyClicks(form->findChild<QLineEdit *>(u"name"_s), u"shop"_s);
    QTest::keyClicks(form->findChild<QLineEdit *>(u"image"_s), u"nginx:1.25"_s);
    form->findChild<QSpinBox *>(u"replicas"_s)->setValue(2);
    form->findChild<QPlainTextEdit *>(u"environment"_s)->setPlainText(u"MODE=live\nNAME=a=b\n"_s);
    form->findChild<QComboBox *>(u"login"_s)->setCurrentIndex(1);
    form->findChild<QLineEdit *>(u"login.user"_s)->setText(u"me"_s);
    form->findChild<QLineEdit *>(u"login.password"_s)->setText(u"secret"_s);
    shot(bench.view.get(), u"form-new"_s, {1032, 776});
    bench.press(u"SubmitForm"_s);
    QTRY_COMPARE(bench.operations.calls, (QStringList{u"login me at  by "_s, u"create shop"_s}));
    QCOMPARE(bench.operations.sent.replicas, 2);
    QCOMPARE(bench.operations.sent.environment, (QStringList{u"MODE=live"_s, u"NAME=a=b"_s}));
    QCOMPARE(bench.operations.sentSecret, QByteArray("secret"));
    QTRY_VERIFY(!form->isVisible());
    QVERIFY(form->findChild<QLineEdit *>(u"login.password"_s)->text().isEmpty());
}

void TestServiceForm::theCommandAndTheSpecFollow()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginNew();
    form.resize(1000, 700);
    form.show();
    auto *preview = form.findChild<QPlainTextEdit *>(u"Preview"_s);
    QTest::keyClicks(form.findChild<QLineEdit *>(u"name"_s), u"shop"_s);
    QTest::keyClicks(form.findChild<QLineEdit *>(u"image"_s), u"nginx"_s);
    QVERIFY(preview->toPlainText().startsWith(u"docker service create"_s));
    QVERIFY(preview->toPlainText().contains(u"--name shop"_s));
    form.findChild<QTabBar *>()->setCurrentIndex(1);
    QVERIFY(preview->toPlainText().contains(u"\"Name\": \"shop\""_s));
    form.findChild<QLineEdit *>(u"limits.memory"_s)->setText(u"512M"_s);
    QVERIFY(preview->toPlainText().contains(u"536870912"_s));
    form.findChild<QLineEdit *>(u"login.password"_s)->setText(u"topsecret"_s);
    for (int view = 0; view < 2; ++view) {
        form.findChild<QTabBar *>()->setCurrentIndex(view);
        QVERIFY(!preview->toPlainText().contains(u"topsecret"_s));
    }
}

void TestServiceForm::aMistakeIsToldAtItsField()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginNew();
    form.resize(1000, 700);
    form.show();
    auto *image = form.findChild<QLineEdit *>(u"image"_s);
    auto *name = form.findChild<QLineEdit *>(u"name"_s);
    QVERIFY(rowOf(image)->problem().isEmpty()); // nobody has come to it yet
    QTest::keyClicks(image, u"Not An Image"_s);
    QVERIFY(!rowOf(image)->problem().isEmpty());
    image->setText(u"nginx"_s);
    QVERIFY(rowOf(image)->problem().isEmpty());
    auto *memory = form.findChild<QLineEdit *>(u"limits.memory"_s);
    memory->setText(u"much"_s);
    QVERIFY(!memory->isVisible()); // its section is folded
    QTest::mouseClick(form.findChild<QPushButton *>(u"SubmitForm"_s), Qt::LeftButton);
    QVERIFY(operations.calls.isEmpty());
    QVERIFY(memory->isVisible());
    QVERIFY(!rowOf(memory)->problem().isEmpty());
    QVERIFY(!rowOf(name)->problem().isEmpty());
    shot(&form, u"form-mistakes"_s, {984, 660});
}

void TestServiceForm::whatWasTypedStaysThroughAnError()
{
    Workbench bench;
    bench.operations.refusal = Error{ErrorCode::Conflict, u"The name web is taken."_s};
    bench.view->showPage(ClusterView::Services);
    bench.press(u"NewService"_s);
    auto *form = bench.page<ServiceForm>();
    form->findChild<QLineEdit *>(u"name"_s)->setText(u"web"_s);
    form->findChild<QLineEdit *>(u"image"_s)->setText(u"nginx"_s);
    QVERIFY(rowOf(form->findChild<QLineEdit *>(u"name"_s))->problem().contains(u"There is a service"_s));
    bench.press(u"SubmitForm"_s);
    QTRY_COMPARE(form->findChild<MessageBar *>()->text(), u"The name web is taken."_s);
    QCOMPARE(form->findChild<QLineEdit *>(u"name"_s)->text(), u"web"_s);
    bench.writer.edit().services.removeFirst(); // the cluster changes under the form
    bench.writer.commit();
    bench.view->showPage(ClusterView::Overview);
    bench.view->showPage(ClusterView::Services);
    QVERIFY(form->isVisible());
    QCOMPARE(form->findChild<QLineEdit *>(u"image"_s)->text(), u"nginx"_s);
}

void TestServiceForm::editingShowsTheDifferenceFirst()
{
    Workbench bench;
    bench.operations.detail = webDetail();
    bench.view->showPage(ClusterView::Services);
    bench.page<ServicesPage>()->showKey(u"s1"_s);
    bench.press(u"EditService"_s);
    auto *form = bench.page<ServiceForm>();
    QTRY_VERIFY(form->isVisible());
    bench.press(u"SubmitForm"_s); // nothing was changed: nothing is asked
    QVERIFY(!form->findChild<ConfirmDialog *>());
    form->findChild<QLineEdit *>(u"image"_s)->setText(u"registry.example.org/shop/web:2.5"_s);
    bench.press(u"SubmitForm"_s);
    auto *dialog = form->findChild<ConfirmDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<DiffTable *>()->topLevelItemCount(), 1);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.operations.calls.constLast(), u"update s1 7"_s);
}

void TestServiceForm::somebodyElseWasFaster()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginEdit(webDetail());
    form.resize(984, 660);
    form.show();
    form.findChild<QLineEdit *>(u"image"_s)->setText(u"registry.example.org/shop/web:2.6"_s);
    operations.refusal = Error{ErrorCode::Conflict, u"The service was changed meanwhile."_s};
    operations.detail = webDetail();
    operations.detail.version = 9;
    operations.detail.spec.image = u"registry.example.org/shop/web:2.5"_s;
    operations.detail.spec.replicas = 5;
    operations.detail.spec.raw = docker::toJson(operations.detail.spec);
    QTest::mouseClick(form.findChild<QPushButton *>(u"SubmitForm"_s), Qt::LeftButton);
    QTest::mouseClick(form.findChild<ConfirmDialog *>()->findChild<QPushButton *>(u"Confirm"_s),
                      Qt::LeftButton);
    auto *bar = form.findChild<MessageBar *>();
    QTRY_VERIFY(bar->text().contains(u"web:2.5"_s) && bar->text().contains(u"web:2.6"_s));
    shot(&form, u"form-conflict"_s, {984, 660});
    QCOMPARE(form.spec().image, u"registry.example.org/shop/web:2.6"_s); // mine stays
    QCOMPARE(form.spec().replicas, 5); // what is only theirs is taken over
    operations.refusal.reset();
    QTest::mouseClick(form.findChild<QPushButton *>(u"SubmitForm"_s), Qt::LeftButton);
    const auto dialogs = form.findChildren<ConfirmDialog *>();
    QTest::mouseClick(dialogs.constLast()->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QTRY_COMPARE(operations.calls.constLast(), u"update s1 9"_s);
}

void TestServiceForm::somebodyRemovedItMeanwhile()
{
    Workbench bench;
    bench.operations.detail = webDetail();
    bench.view->showPage(ClusterView::Services);
    bench.page<ServicesPage>()->showKey(u"s1"_s);
    bench.press(u"EditService"_s);
    auto *form = bench.page<ServiceForm>();
    QTRY_VERIFY(form->isVisible());
    form->findChild<QLineEdit *>(u"image"_s)->setText(u"registry.example.org/shop/web:2.5"_s);
    bench.writer.edit().services.removeFirst();
    bench.writer.commit();
    QTRY_VERIFY(form->findChild<MessageBar *>()->text().contains(u"removed web meanwhile"_s));
    shot(bench.view.get(), u"form-removed"_s, {1032, 776});
    bench.press(u"SubmitForm"_s);
    QTRY_COMPARE(bench.operations.calls.constLast(), u"create web"_s);
    QCOMPARE(bench.operations.sent.image, u"registry.example.org/shop/web:2.5"_s);
    QCOMPARE(bench.operations.sent.replicas, 3);
}

void TestServiceForm::aPortThatIsTakenIsTold()
{
    Workbench bench; // its web has 18080 on the mesh
    bench.view->showPage(ClusterView::Services);
    bench.press(u"NewService"_s);
    auto *form = bench.page<ServiceForm>();
    auto *list = form->findChild<RowList *>();
    auto *row = qobject_cast<PortRow *>(list->add());
    row->setPort({u"tcp"_s, 80, 18080, false});
    QVERIFY(rowOf(list)->problem().contains(u"by the service web"_s));
    row->setPort({u"tcp"_s, 80, 18080, true}); // on the task's own node it may be free
    QVERIFY(rowOf(list)->problem().isEmpty());
    row->setPort({u"udp"_s, 80, 18080, false});
    QVERIFY(rowOf(list)->problem().isEmpty());
    row->setPort({u"tcp"_s, 80, 18080, false});
    for (FormSection *section : form->findChildren<FormSection *>().mid(0, 1))
        section->setOpen(true);
    shot(bench.view.get(), u"form-port-taken"_s, {1032, 776});
    bench.writer.edit().services.removeFirst(); // the other service goes
    bench.writer.commit();
    QTRY_VERIFY(rowOf(list)->problem().isEmpty());
}

void TestServiceForm::aRefusalIsToldAtItsField()
{
    const std::pair<QString, QString> cases[] = {
        {u"Name conflicts with an existing object: service web already exists."_s, u"name"_s},
        {u"ContainerSpec: \"ngi nx\" is not a valid repository/tag."_s, u"image"_s},
        {u"There is no secret “key”."_s, u"secrets"_s},
        {u"Network inner not found."_s, u"networks"_s}};
    for (const auto &[sentence, field] : cases) {
        ScriptedOperations operations;
        ServiceForm form(&operations);
        form.beginNew();
        form.resize(984, 660);
        form.show();
        form.findChild<QLineEdit *>(u"name"_s)->setText(u"web"_s);
        form.findChild<QLineEdit *>(u"image"_s)->setText(u"nginx"_s);
        form.findChild<QPlainTextEdit *>(u"secrets"_s)->setPlainText(u"key"_s);
        form.findChild<QPlainTextEdit *>(u"networks"_s)->setPlainText(u"inner"_s);
        operations.refusal = Error{ErrorCode::NotFound, sentence};
        auto *submit = form.findChild<QPushButton *>(u"SubmitForm"_s);
        QTest::mouseClick(submit, Qt::LeftButton);
        auto *control = form.findChild<QWidget *>(field);
        QTRY_COMPARE(rowOf(control)->problem(), sentence);
        QTRY_VERIFY(control->isVisible()); // its section is unfolded
        QCOMPARE(form.spec().image, u"nginx"_s);
        form.findChild<QLineEdit *>(u"image"_s)->setText(u"nginx:2"_s); // another spec, not refused yet
        QVERIFY(rowOf(control)->problem().isEmpty());
        operations.refusal.reset();
        QTest::mouseClick(submit, Qt::LeftButton);
        QTRY_COMPARE(operations.calls.count(u"create web"_s), 2);
    }
}

void TestServiceForm::aWrongLoginIsNotSent()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginNew();
    form.resize(984, 660);
    form.show();
    form.findChild<QLineEdit *>(u"name"_s)->setText(u"web"_s);
    form.findChild<QLineEdit *>(u"image"_s)->setText(u"registry.example.org/web"_s);
    form.findChild<QComboBox *>(u"login"_s)->setCurrentIndex(1);
    form.findChild<QLineEdit *>(u"login.user"_s)->setText(u"me"_s);
    auto *password = form.findChild<QLineEdit *>(u"login.password"_s);
    password->setText(u"wrong"_s);
    operations.loginRefusal = Error{ErrorCode::Auth, u"Unauthorized."_s};
    QTest::mouseClick(form.findChild<QPushButton *>(u"SubmitForm"_s), Qt::LeftButton);
    QTRY_VERIFY(rowOf(password)->problem().contains(u"refuses"_s));
    QTRY_VERIFY(!password->visibleRegion().isEmpty()); // unfolded and scrolled to
    QCOMPARE(operations.calls, QStringList{u"login me at registry.example.org by "_s});
    shot(&form, u"form-login-refused"_s, {984, 660});
}

void TestServiceForm::policiesAreInTheSpecAndInTheCommand()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginNew();
    form.resize(984, 660);
    form.show();
    form.findChild<QLineEdit *>(u"name"_s)->setText(u"web"_s);
    form.findChild<QLineEdit *>(u"image"_s)->setText(u"nginx"_s);
    const auto set = [&](const QString &field, const QString &text) {
        if (auto *edit = form.findChild<QLineEdit *>(field))
            edit->setText(text);
        else if (auto *box = form.findChild<QComboBox *>(field))
            box->setCurrentText(text);
        else
            form.findChild<QSpinBox *>(field)->setValue(text.toInt());
    };
    const std::pair<const char *, const char *> fields[] = {{"restart", "on-failure"},
                                                            {"restart.delay", "7s"},
                                                            {"restart.maxAttempts", "4"},
                                                            {"restart.window", "2m"},
                                                            {"update", "2"},
                                                            {"update.delay", "10s"},
                                                            {"update.order", "start-first"},
                                                            {"update.monitor", "30s"},
                                                            {"update.failureAction", "rollback"},
                                                            {"update.maxFailureRatio", "0.25"},
                                                            {"rollback", "0"},
                                                            {"rollback.monitor", "15s"},
                                                            {"rollback.failureAction", "continue"}};
    for (const auto &[field, text] : fields)
        set(QString::fromLatin1(field), QString::fromLatin1(text));
    const QString command = form.findChild<QPlainTextEdit *>(u"Preview"_s)->toPlainText();
    for (const auto *option :
         {"--restart-condition on-failure", "--restart-delay 7s", "--restart-max-attempts 4",
          "--restart-window 2m", "--update-parallelism 2", "--update-delay 10s", "--update-order start-first",
          "--update-monitor 30s", "--update-failure-action rollback", "--update-max-failure-ratio 0.25",
          "--rollback-parallelism 0", "--rollback-monitor 15s", "--rollback-failure-action continue"})
        QVERIFY2(command.contains(QString::fromLatin1(option)), qPrintable(command));
    QTest::mouseClick(form.findChild<QPushButton *>(u"SubmitForm"_s), Qt::LeftButton);
    QTRY_COMPARE(operations.calls, QStringList{u"create web"_s});
    QCOMPARE(operations.sent.restart->maxAttempts, 4);
    QCOMPARE(operations.sent.update->monitor, std::chrono::nanoseconds(std::chrono::seconds(30)));
    QCOMPARE(operations.sent.rollback->parallelism, 0);
    set(u"update.maxFailureRatio"_s, u"2"_s);
    set(u"restart.delay"_s, u"soon"_s);
    QTest::mouseClick(form.findChild<QPushButton *>(u"SubmitForm"_s), Qt::LeftButton);
    QVERIFY(!rowOf(form.findChild<QLineEdit *>(u"update.maxFailureRatio"_s))->problem().isEmpty());
    QVERIFY(!rowOf(form.findChild<QLineEdit *>(u"restart.delay"_s))->problem().isEmpty());
    QCOMPARE(operations.calls.size(), 1);
}

void TestServiceForm::anUntouchedPolicyIsNotWritten()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginNew();
    QVERIFY(!form.spec().restart && !form.spec().update && !form.spec().rollback);
    docker::ServiceDetail detail = webDetail();
    detail.spec.update = docker::UpdateSpec{.parallelism = 3, .failureAction = u"rollback"_s};
    detail.spec.raw = docker::toJson(detail.spec);
    form.beginEdit(detail);
    QCOMPARE(form.spec().update, detail.spec.update);
    QVERIFY(docker::updateDiff(detail, form.spec()).isEmpty());
}

void TestServiceForm::allSections()
{
    ScriptedOperations operations;
    ServiceForm form(&operations);
    form.beginEdit(webDetail());
    for (FormSection *section : form.findChildren<FormSection *>())
        section->setOpen(true);
    for (RowList *list : form.findChildren<RowList *>())
        list->add();
    shot(&form, u"form-sections"_s, {984, 2300});
    theme::apply(theme::Mode::Dark);
    shot(&form, u"form-dark"_s, {984, 900});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestServiceForm)
#include "tst_serviceform.moc"
