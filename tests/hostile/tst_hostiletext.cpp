// SPDX-License-Identifier: GPL-3.0-or-later
// Text of others in every window that shows some: never markup, never a file that is opened, never a window
// that bursts. A widget of ours that no case shows fails the test. SKEP_PAYLOADS=all: with each text, not
// with every sixth.
#include "core/cluster/clusterfile.h"
#include "core/cluster/storewriter.h"
#include "core/cluster/workspace.h"
#include "core/crypto/keys.h"
#include "core/secrets/sessionstore.h"
#include "core/ssh/terminalsource.h"
#include "tests/hostile/hostilecluster.h"
#include "tests/hostile/hostileconnecting.h"
#include "tests/hostile/textcrawler.h"
#include "tests/hostile/textpayloads.h"
#include "tests/support/sshdfixture.h"
#include "tests/ui/scriptedchanges.h"
#include "tests/ui/scriptedservices.h"
#include "tests/ui/uisupport.h"
#include "ui/dashboard/proofcard.h"
#include "ui/discovery/auditdialog.h"
#include "ui/discovery/openportdialog.h"
#include "ui/dock/dock.h"
#include "ui/files/filespanel.h"
#include "ui/files/transferrow.h"
#include "ui/nodes/addnodesdialog.h"
#include "ui/nodes/changebar.h"
#include "ui/nodes/changedialog.h"
#include "ui/nodes/labelsdialog.h"
#include "ui/pages/accountdialog.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/destroydialog.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/receiptpage.h"
#include "ui/palette/commandpalette.h"
#include "ui/plan/planview.h"
#include "ui/terminal/linkbar.h"
#include "ui/terminal/questionbar.h"
#include "ui/ways/addressbar.h"
#include "ui/ways/addressdialog.h"
#include "ui/ways/dockerdialog.h"
#include "ui/ways/exportdialog.h"
#include "ui/ways/importdialog.h"
#include "ui/ways/keysdialog.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/wizard/wizard.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/logtext.h"
#include "ui/workloads/logview.h"
#include "ui/workloads/networkdialog.h"
#include "ui/workloads/serviceform.h"
#include "ui/workloads/stackform.h"
#include "ui/workloads/swarmfiledialog.h"
#include "ui/workloads/volumedialog.h"

#include <QAbstractItemView>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <sys/inotify.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

namespace {

//! A picture that nobody may open.
class Canary
{
public:
    Canary()
        : m_notes(inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        QImage picture(64, 64, QImage::Format_RGB32);
        picture.fill(Qt::red);
        picture.save(path());
        inotify_add_watch(m_notes, QFile::encodeName(path()).constData(), IN_OPEN | IN_ACCESS);
    }
    ~Canary() { close(m_notes); }
    QString path() const { return m_folder.filePath(u"canary.png"_s); }
    bool wasOpened() const
    {
        char notes[4096];
        return read(m_notes, notes, sizeof notes) > 0;
    }

private:
    QTemporaryDir m_folder;
    int m_notes;
};

using Show = std::function<void(const QString &text, const std::function<void()> &inspect)>;

void settle()
{
    QTest::qWait(1);
}

//! The first row of each table that can be seen, for its details.
void chooseFirstRows(const QWidget &view)
{
    for (auto *table : view.findChildren<QAbstractItemView *>()) {
        if (table->isVisible() && table->model() && table->model()->rowCount() > 0)
            table->setCurrentIndex(table->model()->index(0, 0));
    }
    settle();
}

struct HostileView
{
    cluster::Store store{true};
    cluster::StoreWriter writer{&store};
    ScriptedOperations operations;
    ScriptedDiscovery discovery;
    ClusterView view;

    explicit HostileView(const QString &text)
        : view(text, &store, &operations)
    {
        fillHostile(writer.edit(), text);
        fillHostile(operations, text);
        fillHostile(discovery, text);
        writer.commit();
        view.addDiscovery(&store, &discovery);
        view.resize(1032, 776);
        view.show();
    }
};

void showPages(const QString &text, const std::function<void()> &inspect)
{
    HostileView bench(text);
    for (int page = ClusterView::Overview; page <= ClusterView::Totals; ++page) {
        bench.view.showPage(ClusterView::Page(page));
        settle();
        chooseFirstRows(bench.view);
        (void)bench.view.grab();
    }
    inspect();
    bench.view.showPage(ClusterView::Services);
    if (auto *scale = bench.view.findChild<QPushButton *>(u"RemoveService"_s); scale && scale->isEnabled())
        scale->click();
    settle();
    inspect();
}

void showDiscovery(const QString &text, const std::function<void()> &inspect)
{
    HostileView bench(text);
    bench.view.showDiscovery(text);
    settle();
    inspect();
    if (auto *probe = bench.view.findChild<QPushButton *>(u"Probe"_s))
        probe->click();
    settle();
    inspect();
    AuditDialog audit(&bench.discovery);
    audit.show();
    OpenPortDialog open;
    open.show();
    settle();
    inspect();
}

template <typename Dialog, typename... Arguments>
void showDialog(const std::function<void()> &inspect, Arguments &&...arguments)
{
    Dialog dialog(std::forward<Arguments>(arguments)...);
    dialog.show();
    settle();
    inspect();
}

void showQuestions(const QString &text, const std::function<void()> &inspect)
{
    ConfirmDialog confirm({text, text, text, u"&Do it"_s});
    confirm.setDiff({{text, text, text}}, text, text);
    confirm.show();
    DestroyDialog destroy(text, 3);
    destroy.show();
    MessageBar bar;
    bar.showError({ErrorCode::Remote, text, text});
    bar.show();
    AccountDialog account([](const cluster::Account &, const SecretPtr &) {
        return ready<>(fail(ErrorCode::Remote, u"no"_s));
    });
    account.show();
    settle();
    inspect();
}

void showCards(const QString &text, const std::function<void()> &inspect)
{
    ChangeBar change;
    change.setFacts({text, false, text, 1, 2});
    change.show();
    ProofCard proof;
    proof.setProof({false,
                    QDateTime::currentDateTimeUtc(),
                    {{u"dns-node"_s, text, cluster::ProofStage::State::Failed, text}}});
    proof.show();
    ReceiptPage receipt(text);
    receipt.setReceipt({{text, text}, {text}, QDateTime::currentDateTimeUtc()});
    receipt.show();
    settle();
    inspect();
}

void showPlan(const QString &text, const std::function<void()> &inspect)
{
    PlanView view;
    const auto steps = samplePlan();
    const Error error{ErrorCode::Remote, text, text};
    const auto record = [error](const QString &) {
        plan::Record made;
        made.state = plan::StepState::Failed;
        made.error = error;
        return made;
    };
    view.setPlan(text, {steps, record, [text](const plan::Step &) { return text; }});
    view.setMode(PlanView::Mode::Interrupted, error);
    view.addLine(steps.first().id, text);
    view.resize(1032, 776);
    view.show();
    settle();
    inspect();
}

void showNodeDialogs(const QString &text, const std::function<void()> &inspect)
{
    ScriptedChanges changes;
    cluster::Store store(true);
    cluster::StoreWriter writer(&store);
    fillHostile(writer.edit(), text);
    writer.commit();
    changes.refusal = Error{ErrorCode::Remote, text, text};
    AddNodesDialog add(&changes);
    add.show();
    if (auto *deed = add.findChild<QPushButton *>(u"AddNodes"_s))
        deed->click();
    LabelsDialog labels(text, {{text, text}}, &changes);
    labels.show();
    ChangeDialog change(NodeVerb::Remove, {text}, &changes, &store);
    change.show();
    settle();
    inspect();
}

void showForms(const QString &text, const std::function<void()> &inspect)
{
    ScriptedOperations operations;
    fillHostile(operations, text);
    operations.refusal = Error{ErrorCode::Remote, text, text};
    ServiceForm service(&operations);
    service.beginEdit(operations.detail);
    service.resize(1032, 776);
    service.show();
    StackForm stack(&operations);
    stack.beginUpdate(text);
    stack.resize(1032, 776);
    stack.show();
    if (auto *file = stack.findChild<QPlainTextEdit *>())
        file->setPlainText(u"services:\n  web:\n    image: a\n"_s);
    for (auto *button : stack.findChildren<QPushButton *>()) {
        if (button->isEnabled() && button->isDefault())
            button->click();
    }
    settle();
    inspect();
    const QList<ContainerDialog::Node> nodes{{text, text}};
    showDialog<ContainerDialog>(inspect, nodes, &operations);
    showDialog<NetworkDialog>(inspect, QStringList{text}, &operations);
    showDialog<VolumeDialog>(inspect, nodes, QStringList{text}, &operations);
    showDialog<SwarmFileDialog>(inspect, SwarmFileDialog::Kind::Secret, QStringList{text}, &operations);
}

void showLog(const QString &text, const std::function<void()> &inspect)
{
    LogView view({{u"c"_s, text, text,
                   [text] { return ready<docker::Client *>(fail(ErrorCode::Network, text, text, true)); }}});
    view.resize(900, 300);
    view.show();
    view.take({{u"c"_s, 0, false, text.toUtf8()}, {u"c"_s, 0, true, text.toUtf8()}});
    QCOMPARE(view.text()->count(), 2);
    settle();
    inspect();
}

//! A far side that sends the text as its title and says why it is gone.
class HostileSource final : public TerminalSource
{
public:
    HostileSource(QString text, QObject *parent)
        : TerminalSource(parent)
        , m_text(std::move(text))
    {
    }
    void start(int, int) override
    {
        setState({Phase::Open});
        emit received("\x1b]2;" + m_text.toUtf8() + "\x07" + m_text.toUtf8());
        setState({Phase::Waiting, m_text, m_text});
    }
    void write(const QByteArray &) override { }
    void resize(int, int) override { }
    void acknowledge(qsizetype) override { }
    void reconnectNow() override { }
    void close() override { }

private:
    QString m_text;
};

void showDock(const QString &text, const std::function<void()> &inspect)
{
    Dock dock;
    dock.resize(1000, 400);
    dock.show();
    dock.openTerminal({u"id"_s, text, text, cluster::MachineRole::Worker,
                       [text](QObject *parent) { return new HostileSource(text, parent); }});
    QTest::qWait(80); // the view tells its size after 50 ms
    inspect();
}

//! What a terminal and a copy say beside themselves.
void showBars(const QString &text, const std::function<void()> &inspect)
{
    QWidget window;
    window.resize(900, 400);
    LinkBar link(&window);
    link.showTarget(QUrl(u"http://example.org/"_s + text));
    QuestionBar question(&window);
    question.ask(text, text, u"&Paste"_s, u"&Cancel"_s);
    TransferRow row(text, &window);
    row.setProgress({text, 1, 2, 1, 0});
    row.run([text] { return ready<ssh::TransferReport>(fail(ErrorCode::Remote, text, text)); });
    window.show();
    settle();
    inspect();
}

void showPalette(const QString &text, const std::function<void()> &inspect)
{
    QWidget window;
    window.resize(900, 600);
    window.show();
    CommandPalette palette(&window, [text] {
        return QList<PaletteEntry>{{text, text, text, u"Ctrl+X"_s, {}, true, [] {}}};
    });
    palette.open();
    settle();
    inspect();
}

void showWizard(const QString &text, const std::function<void()> &inspect)
{
    ScriptedServices services;
    services.accountList.first().name = text;
    services.catalogueError = Error{ErrorCode::Remote, text, text};
    {
        Wizard wizard(&services);
        wizard.resize(1032, 740);
        wizard.show();
        wizard.begin();
        settle();
        inspect();
    }
    services.catalogueError.reset();
    services.cloudProblems = {{u"name"_s, text}};
    services.estimateAnswer = cluster::Estimate{{{text, 3, 5, 4}}, cluster::Cost{text, 1, {text}, text}};
    Wizard wizard(&services);
    wizard.resize(1032, 740);
    wizard.show();
    wizard.begin();
    for (int page = 0; page < 2; ++page) {
        settle();
        if (auto *next = wizard.findChild<QPushButton *>(u"WizardNext"_s); next && next->isEnabled())
            next->click();
    }
    settle();
    inspect();
}

cluster::ClusterFile hostileFile(const QString &text)
{
    cluster::ClusterFile file;
    file.id = u"hive-id"_s;
    file.phase = cluster::Phase::Ready;
    file.spec.name = u"hive"_s;
    file.spec.account = u"Cloud"_s;
    file.spec.consulServers = 0;
    file.spec.operatorCidrs = {u"198.51.100.7/32"_s};
    file.account.id = u"account-id"_s;
    file.account.name = text;
    file.error = {ErrorCode::Remote, text, text};
    for (const auto &planned : cluster::machines(file.spec)) {
        file.machines.append(
            {planned.name, planned.role, text, u"127.255.255.254"_s, u"127.255.255.254"_s, planned});
        file.hostKeys.insert(planned.name, crypto::generateSshKey("host")->publicKey);
    }
    return file;
}

//! The whole window with a cluster whose file has the text wherever a cloud has spoken.
void showWindow(const QString &text, const std::function<void()> &inspect)
{
    QTemporaryDir folder;
    secrets::SessionStore secrets;
    const auto file = hostileFile(text);
    const QString own = folder.filePath(u"state/clusters/hive-id"_s);
    QVERIFY(QDir().mkpath(own));
    QFile journal(own + u"/journal"_s);
    QVERIFY(journal.open(QIODevice::WriteOnly));
    QVERIFY(cluster::saveCluster(own, file));
    secrets.write(u"cluster-hive-id/ssh-key"_s, crypto::generateSshKey("hive")->privateKey);
    cluster::Workspace workspace(folder.filePath(u"state"_s), &secrets);
    QVERIFY(workspace.load());
    cluster::Cluster *cluster = workspace.cluster(u"hive"_s);
    if (!cluster)
        return; // a file that nobody can read
    ScriptedServices services;
    MainWindow window(&workspace, &services);
    window.show();
    window.showHome();
    window.showError({ErrorCode::Remote, text, text});
    window.showCluster(cluster);
    settle();
    inspect();
    const local::Places places{folder.filePath(u"ssh"_s), folder.filePath(u"docker"_s)};
    showDialog<AddressBar>(inspect, cluster);
    showDialog<AddressDialog>(inspect, cluster);
    showDialog<ExportDialog>(inspect, cluster);
    showDialog<KeysDialog>(inspect, cluster, places);
    showDialog<DockerDialog>(inspect, cluster, places);
    showDialog<ImportDialog>(inspect, &workspace);
}

} // namespace

Q_DECLARE_METATYPE(Show)
Q_DECLARE_METATYPE(skep::test::TextPayload)

class TestHostileText : public QObject
{
    Q_OBJECT

private:
    Canary m_canary;
    TextCrawler m_crawler;
    SshdFixture m_sshd;

    //! Those of ui/ that are widgets, by their headers.
    static QSet<QString> widgetClasses()
    {
        static const QRegularExpression declaration(u"^class (\\w+)(?: final)? : public (\\w+)$"_s,
                                                    QRegularExpression::MultilineOption);
        QHash<QString, QString> bases;
        QDirIterator walk(QStringLiteral(SKEP_SOURCE_DIR "/ui"), {u"*.h"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("a header cannot be read");
            auto found = declaration.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                const auto match = found.next();
                bases.insert(match.captured(1), match.captured(2));
            }
        }
        static const QSet<QString> widgets{u"QWidget"_s,
                                           u"QDialog"_s,
                                           u"QFrame"_s,
                                           u"QLabel"_s,
                                           u"QAbstractButton"_s,
                                           u"QListView"_s,
                                           u"QTableView"_s,
                                           u"QTabBar"_s,
                                           u"QMenu"_s,
                                           u"QMainWindow"_s,
                                           u"QAbstractScrollArea"_s,
                                           u"QTreeView"_s,
                                           u"QTreeWidget"_s,
                                           u"QPlainTextEdit"_s};
        QSet<QString> all;
        for (auto it = bases.cbegin(); it != bases.cend(); ++it) {
            QString base = it.value();
            while (bases.contains(base))
                base = bases.value(base);
            if (widgets.contains(base))
                all.insert(it.key());
        }
        return all;
    }

private slots:
    void initTestCase()
    {
        prepareApplication();
        if (SshdFixture::missing().isEmpty())
            QVERIFY(m_sshd.start({u"Subsystem sftp internal-sftp"_s}));
        QCOMPARE_GE(textPayloads(m_canary.path()).size(), 60);
    }
    void cleanupTestCase() { m_sshd.stop(); }

    //! So that the crawler can fail.
    void aLabelThatGuessesIsFound()
    {
        TextCrawler crawler;
        QLabel guesses(u"<img src='%1'>"_s.arg(m_canary.path()));
        guesses.setToolTip(u"<b>x</b>"_s);
        guesses.show();
        crawler.inspect(u"<b>x</b>"_s);
        QCOMPARE(crawler.findings().size(), 2);
        QVERIFY(m_canary.wasOpened());
    }

    void nothingIsMoreThanText_data()
    {
        QTest::addColumn<Show>("show");
        QTest::addColumn<TextPayload>("payload");
        const std::initializer_list<std::pair<const char *, Show>> views{
            {"pages", &showPages},         {"discovery", &showDiscovery},
            {"questions", &showQuestions}, {"cards", &showCards},
            {"plan", &showPlan},           {"nodes", &showNodeDialogs},
            {"forms", &showForms},         {"log", &showLog},
            {"dock", &showDock},           {"palette", &showPalette},
            {"bars", &showBars},           {"wizard", &showWizard},
            {"window", &showWindow},       {"connecting", &showConnecting},
        };
        const bool isFull = qgetenv("SKEP_PAYLOADS") == "all";
        const auto payloads = textPayloads(m_canary.path());
        int place = 0;
        for (const auto &[name, show] : views) {
            for (qsizetype i = isFull ? 0 : place++ % 6; i < payloads.size(); i += isFull ? 1 : 6)
                QTest::addRow("%s, %s", name, payloads[i].name.constData()) << show << payloads[i];
        }
    }
    void nothingIsMoreThanText()
    {
        QFETCH(Show, show);
        QFETCH(TextPayload, payload);
        const auto before = m_crawler.findings().size();
        const int texts = m_crawler.texts();
        show(payload.text, [&] { m_crawler.inspect(payload.text); });
        const auto found = m_crawler.findings().mid(before);
        QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 12).join(u'\n')));
        QVERIFY2(!m_canary.wasOpened(), "the canary was opened");
        // The log draws itself, and says what it holds.
        const bool isDrawn = qstrncmp(QTest::currentDataTag(), "log", 3) == 0;
        QVERIFY(isDrawn || payload.text.trimmed().isEmpty() || m_crawler.texts() > texts
                || payload.text.contains(QChar(0)) || payload.text.at(0).isSurrogate());
    }

    void namesOfFilesAreText()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QTemporaryDir node;
        const auto payloads = textPayloads(m_canary.path());
        for (const TextPayload &payload : payloads) {
            QString name = payload.text.left(100);
            QFile file(node.filePath(name.remove(u'/').remove(QChar(0))));
            (void)file.open(QIODevice::WriteOnly);
        }
        FilesPanel panel(u"<b>node</b>"_s, [this] { return ready<ssh::Target>(m_sshd.target()); });
        panel.resize(1000, 360);
        QSignalSpy listed(&panel, &FilesPanel::listed);
        panel.show();
        QTRY_VERIFY_WITH_TIMEOUT(!listed.isEmpty(), 15'000);
        panel.open(node.path().toUtf8());
        QTRY_VERIFY_WITH_TIMEOUT(listed.size() > 1, 15'000);
        QVERIFY(panel.findChild<QTableView *>()->model()->rowCount() > 30);
        const auto before = m_crawler.findings().size();
        m_crawler.inspect(u"<b>"_s);
        const auto found = m_crawler.findings().mid(before);
        QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 12).join(u'\n')));
        QVERIFY(!m_canary.wasOpened());
    }

    void everyWidgetOfOursWasSeen()
    {
        const QHash<QString, QString> exempt{
            {u"SettingsDialog"_s, u"its own words and the user's choices only"_s},
            {u"FirstRunPage"_s, u"its own words and two numbers"_s},
            {u"PaneMenu"_s, u"its own words"_s},
            {u"SearchBar"_s, u"its own words, and what a person looks for"_s},
            {u"PortRow"_s, u"numbers in fields"_s},
            {u"TerminalLabel"_s, u"has no name at run time; plain by class, and in the bars"_s},
        };
        const QSet<QString> classes = widgetClasses();
        QCOMPARE_GT(classes.size(), 60);
        QStringList unseen;
        for (const QString &name : classes) {
            if (!m_crawler.seenClasses().contains(name) && !exempt.contains(name))
                unseen.append(name);
        }
        unseen.sort();
        QVERIFY2(unseen.isEmpty(), qPrintable(u"shown by no case: "_s + unseen.join(u", "_s)));
        qInfo("%d widget classes of ours, %d texts looked at", int(classes.size()), m_crawler.texts());
    }
};

QTEST_MAIN(TestHostileText)
#include "tst_hostiletext.moc"
