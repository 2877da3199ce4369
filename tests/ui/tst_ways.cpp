// SPDX-License-Identifier: GPL-3.0-or-later
// The ways into a cluster in the window: another address, another computer, another person, docker. The
// cluster is a real one whose machines do not answer; files are real, in a folder of the test.
#include "core/cluster/clusterfile.h"
#include "core/cluster/workspace.h"
#include "core/crypto/keys.h"
#include "core/local/dockercontexts.h"
#include "core/local/knownhosts.h"
#include "core/secrets/sessionstore.h"
#include "tests/ui/uisupport.h"
#include "ui/pages/accountdialog.h"
#include "ui/pages/firstrunpage.h"
#include "ui/theme/theme.h"
#include "ui/ways/addressbar.h"
#include "ui/ways/addressdialog.h"
#include "ui/ways/dockerdialog.h"
#include "ui/ways/exportdialog.h"
#include "ui/ways/importdialog.h"
#include "ui/ways/keysdialog.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using cluster::Cluster;

namespace {

const QString passphrase = u"a long walk on a short pier"_s;

QString newKey(const QByteArray &comment)
{
    return QString::fromLatin1(crypto::generateSshKey(comment)->publicKey);
}

void put(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Nothing listens there, so what needs a machine is refused at once.
constexpr auto nowhere = "127.255.255.254"_L1;

cluster::ClusterFile hive()
{
    cluster::ClusterFile file;
    file.id = u"hive-id"_s;
    file.phase = cluster::Phase::Ready;
    file.spec.name = u"hive"_s;
    file.spec.account = u"Cloud"_s;
    file.spec.consulServers = 0;
    file.spec.workers = 1;
    file.spec.operatorCidrs = {u"198.51.100.7/32"_s};
    file.account.id = u"account-id"_s;
    file.account.name = u"Cloud"_s;
    file.account.operatorCidr = u"203.0.113.9/32"_s;
    for (const auto &planned : cluster::machines(file.spec)) {
        file.machines.append({planned.name, planned.role, u"m"_s, nowhere, nowhere, planned});
        file.hostKeys.insert(planned.name, newKey("host").toLatin1());
    }
    return file;
}

//! A user's computer: Skep's state with the cluster in it, and the folders of ssh and docker.
struct Desk
{
    QTemporaryDir folder;
    secrets::SessionStore secrets;
    local::Places places{folder.filePath(u"ssh"_s), folder.filePath(u"docker"_s)};
    std::unique_ptr<cluster::Workspace> workspace;
    Cluster *cluster = nullptr;

    explicit Desk(const std::optional<cluster::ClusterFile> &file = hive())
    {
        const QString state = folder.filePath(u"state"_s);
        if (file) {
            const QString own = state + u"/clusters/"_s + file->id;
            QDir().mkpath(own);
            put(own + u"/journal"_s, "");
            if (!cluster::saveCluster(own, *file))
                qFatal("the cluster could not be written");
            secrets.write(u"cluster-%1/ssh-key"_s.arg(file->id), crypto::generateSshKey("hive")->privateKey);
        }
        workspace = std::make_unique<cluster::Workspace>(state, &secrets);
        if (!workspace->load())
            qFatal("the workspace could not be read");
        cluster = workspace->cluster(u"hive"_s);
    }
    QString ownKey(const QString &name = u"id_ed25519.pub"_s) const
    {
        const QString line = newKey("me@laptop");
        put(places.ssh + u'/' + name, line.toLatin1() + '\n');
        return line;
    }
};

QString textOf(const QWidget *parent, const QString &name)
{
    const auto *label = parent->findChild<PlainLabel *>(name);
    return label && label->isVisible() ? label->text() : QString();
}

QString messageOf(const QWidget *dialog)
{
    const auto *bar = dialog->findChild<MessageBar *>();
    return bar->isVisible() ? bar->text() : QString();
}

QString problemAt(const QWidget *dialog, const QString &name)
{
    QWidget *field = dialog->findChild<QWidget *>(name);
    while (field && !qobject_cast<FieldRow *>(field))
        field = field->parentWidget();
    return field ? qobject_cast<FieldRow *>(field)->problem() : u"no such field"_s;
}

QLineEdit *field(const QWidget *dialog, const QString &name)
{
    return dialog->findChild<QLineEdit *>(name);
}

void press(const QWidget *parent, const QString &name)
{
    auto *button = parent->findChild<QPushButton *>(name);
    QVERIFY2(button && button->isVisible() && button->isEnabled(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

QStringList labelsOf(const QWidget *parent)
{
    QStringList texts;
    const auto labels = parent->findChildren<PlainLabel *>();
    for (const auto *label : labels)
        texts.append(label->text());
    return texts;
}

void shots(QWidget *dialog, const QString &name, QSize size = {})
{
    if (size.isEmpty())
        size = dialog->sizeHint().expandedTo(dialog->minimumSize());
    test::shot(dialog, name, size);
    theme::apply(theme::Mode::Dark);
    test::shot(dialog, name + u"-dark"_s, size);
    theme::apply(theme::Mode::Light);
}

} // namespace

class TestWays : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::prepareApplication(); }

    void theBarSaysBothAddresses()
    {
        const Desk desk;
        AddressBar bar(desk.cluster);
        shots(&bar, u"address-bar"_s, {1000, 64});
        QVERIFY(bar.isVisibleTo(nullptr));
        const QString sentence = textOf(&bar, u"AddressSentence"_s);
        QVERIFY2(sentence.contains(u"198.51.100.7/32"_s) && sentence.contains(u"203.0.113.9/32"_s),
                 qPrintable(sentence));
        QVERIFY(bar.findChild<QPushButton *>(u"MoveAddress"_s)->text().contains(u"203.0.113.9/32"_s));
        // The account's secret is not in this keychain: told, and the offer stays.
        press(&bar, u"MoveAddress"_s);
        QTRY_VERIFY(labelsOf(&bar).join(u' ').contains(u"keychain"_s));
        QVERIFY(bar.findChild<QPushButton *>(u"MoveAddress"_s)->isEnabled());
        QVERIFY(!desk.cluster->change());
    }
    void theBarIsHiddenWhereTheRangeFits()
    {
        auto file = hive();
        file.account.operatorCidr = u"198.51.100.7/32"_s;
        const Desk desk(file);
        QVERIFY(!AddressBar(desk.cluster).isVisibleTo(nullptr));
        file.account.operatorCidr.clear(); // nobody knows, and nothing has failed yet
        const Desk other(file);
        QVERIFY(!AddressBar(other.cluster).isVisibleTo(nullptr));
    }
    void severalRangesAreAddedTo()
    {
        auto file = hive();
        file.spec.operatorCidrs = {u"198.51.100.7/32"_s, u"192.0.2.0/24"_s};
        const Desk desk(file);
        AddressBar bar(desk.cluster);
        bar.show();
        QVERIFY(!bar.findChild<QPushButton *>(u"MoveAddress"_s)->isVisible()); // whose are the others?
        QVERIFY(bar.findChild<QPushButton *>(u"AddAddress"_s)->isVisible());
    }
    void aMoveThatStoppedCanGoElsewhere()
    {
        auto file = hive();
        cluster::Change change;
        change.id = u"change-id"_s;
        change.operatorCidrs = {u"203.0.113.9/32"_s};
        file.change = change;
        file.error = {ErrorCode::Timeout, u"The new firewall rules do not let this computer in."_s, {}, true};
        const Desk desk(file);
        AddressBar bar(desk.cluster);
        QSignalSpy asked(&bar, &AddressBar::dialogRequested);
        shots(&bar, u"address-bar-stopped"_s, {1000, 84});
        QVERIFY(textOf(&bar, u"AddressSentence"_s).contains(u"old ranges are still open"_s));
        QVERIFY(!bar.findChild<QPushButton *>(u"MoveAddress"_s)->isVisible());
        press(&bar, u"OtherAddress"_s);
        QCOMPARE(asked.count(), 1);
    }
    void rangesAreCheckedAtTheField()
    {
        const Desk desk;
        auto *dialog = new AddressDialog(desk.cluster);
        shots(dialog, u"address-dialog"_s);
        auto *ranges = field(dialog, u"Ranges"_s);
        QCOMPARE(ranges->text(), u"198.51.100.7/32"_s);
        for (const QString &wrong : {u""_s, u" , "_s, u"300.1.1.1"_s, u"office"_s, u"198.51.100.7/99"_s}) {
            ranges->setText(wrong);
            press(dialog, u"Deed"_s);
            QTRY_VERIFY2(!problemAt(dialog, u"Ranges"_s).isEmpty(), qPrintable(wrong));
            QCOMPARE(ranges->text(), wrong);
        }
        ranges->setText(u"0.0.0.0/0"_s);
        press(dialog, u"Deed"_s);
        auto *question = dialog->findChild<ConfirmDialog *>();
        QVERIFY(question && question->isVisible());
        question->reject();
        QVERIFY(!desk.cluster->change());
        delete dialog;
    }

    void aClusterGoesFromOneComputerToAnother()
    {
        const Desk desk;
        const QString path = desk.folder.filePath(u"hive.skep"_s);
        auto *dialog = new ExportDialog(desk.cluster);
        dialog->show();
        field(dialog, u"Path"_s)->setText(path);
        field(dialog, u"Passphrase"_s)->setText(u"short"_s);
        press(dialog, u"Deed"_s);
        QVERIFY(!problemAt(dialog, u"Passphrase"_s).isEmpty());
        field(dialog, u"Passphrase"_s)->setText(passphrase);
        field(dialog, u"PassphraseAgain"_s)->setText(passphrase + u'x');
        press(dialog, u"Deed"_s);
        QVERIFY(!problemAt(dialog, u"PassphraseAgain"_s).isEmpty());
        QCOMPARE(field(dialog, u"Passphrase"_s)->text(), passphrase);
        field(dialog, u"PassphraseAgain"_s)->setText(passphrase);
        shots(dialog, u"export"_s);
        press(dialog, u"Deed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(dialog).contains(path), 20'000);
        QVERIFY(QFileInfo(path).size() > 0);
        delete dialog;
        secondExportLeavesTheFile(desk, path);
        importsElsewhere(path);
    }

    void strengthIsTold()
    {
        const Desk desk;
        auto *dialog = new ExportDialog(desk.cluster);
        dialog->show();
        const auto hint = [&](const QString &typed) {
            field(dialog, u"Passphrase"_s)->setText(typed);
            return labelsOf(dialog).join(u'\n');
        };
        QVERIFY(hint(u"short"_s).contains(u"At least 10"_s));
        for (const QString &weak : {u"password123"_s, u"aaaaaaaaaaaa"_s, u"hivehivehive"_s, u"1234567890"_s})
            QVERIFY2(hint(weak).contains(u"Weak"_s), qPrintable(weak));
        QVERIFY(hint(u"copper Violin sand 19 lantern"_s).contains(u"Strong"_s));
        QVERIFY(hint(QString(5000, u'x')).contains(u"Weak"_s));
        delete dialog;
    }

    void keysOfPeopleAreListedAndAdded()
    {
        auto file = hive();
        file.spec.sshPublicKeys = {newKey("anna@office"),
                                   newKey("a very long name of a key that somebody made "
                                          "on a machine with a long host name.example.org")};
        const Desk desk(file);
        desk.ownKey();
        desk.ownKey(u"work.pub"_s);
        auto *dialog = new KeysDialog(desk.cluster, desk.places);
        dialog->show();
        auto *own = dialog->findChild<QComboBox *>(u"OwnKeys"_s);
        QTRY_COMPARE(own->count(), 3);
        QVERIFY(own->itemText(0).startsWith(u"id_ed25519.pub"_s));
        QVERIFY(labelsOf(dialog).contains(u"anna@office"_s));
        shots(dialog, u"keys"_s);
        own->setCurrentIndex(2);
        auto *pasted = field(dialog, u"PastedKey"_s);
        for (const QString &wrong :
             {u""_s, u"hello"_s, u"ssh-ed25519 AAAA"_s, u"-----BEGIN OPENSSH PRIVATE KEY-----"_s,
              file.spec.sshPublicKeys.first()}) {
            pasted->setText(wrong);
            press(dialog, u"Deed"_s);
            QVERIFY2(!problemAt(dialog, u"PastedKey"_s).isEmpty(), qPrintable(wrong));
        }
        shots(dialog, u"keys-wrong"_s);
        const QString good = newKey("bob");
        pasted->setText(good);
        press(dialog, u"Deed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(dialog).contains(u"hive-manager-1"_s),
                                 20'000); // it does not answer
        QCOMPARE(pasted->text(), good);
        QCOMPARE(desk.cluster->spec().sshPublicKeys, file.spec.sshPublicKeys);
        press(dialog, u"RemoveKey"_s);
        auto *question = dialog->findChild<ConfirmDialog *>();
        QVERIFY(question && labelsOf(question).join(u' ').contains(u"anna@office"_s));
        question->reject();
        delete dialog;
    }

    // With the key on the machines already nothing has to be asked of them.
    void aDockerContextIsWrittenAndTakenAway()
    {
        auto file = hive();
        Desk desk(std::nullopt);
        const QString key = desk.ownKey();
        file.spec.sshPublicKeys = {key};
        const Desk other(file);
        put(desk.places.ssh + u"/known_hosts"_s, "example.org ssh-rsa AAAA\n");
        auto *dialog = new DockerDialog(other.cluster, desk.places);
        dialog->show();
        const auto text = [dialog] { return labelsOf(dialog).join(u'\n'); };
        QTRY_VERIFY(text().contains(u"ssh://root@127.255.255.254"_s));
        QVERIFY(text().contains(u"me@laptop"_s) && text().contains(desk.places.ssh + u"/known_hosts"_s));
        shots(dialog, u"docker"_s);
        press(dialog, u"Deed"_s);
        QTRY_VERIFY(messageOf(dialog).contains(u"docker --context hive node ls"_s));
        const local::DockerContexts contexts(desk.places.docker);
        QCOMPARE(contexts.find(u"hive"_s)->host, u"ssh://root@127.255.255.254"_s);
        QVERIFY(contentOf(desk.places.ssh + u"/known_hosts"_s).contains("127.255.255.254 ssh-ed25519"));
        QTRY_VERIFY(!dialog->findChild<QPushButton *>(u"Deed"_s)->isEnabled()); // all is there
        shots(dialog, u"docker-done"_s);
        press(dialog, u"RemoveContext"_s);
        QTRY_VERIFY(dialog->findChild<ConfirmDialog *>());
        shots(dialog->findChild<ConfirmDialog *>(), u"docker-remove"_s);
        press(dialog->findChild<ConfirmDialog *>(), u"Confirm"_s);
        QTRY_VERIFY(!contexts.find(u"hive"_s));
        QTRY_COMPARE(contentOf(desk.places.ssh + u"/known_hosts"_s), "example.org ssh-rsa AAAA\n");
        delete dialog;
    }
    void whatIsForeignStaysAndIsTold()
    {
        const Desk desk;
        desk.ownKey();
        const local::DockerContexts contexts(desk.places.docker);
        QVERIFY(contexts.write({u"hive"_s, {}, u"ssh://me@there"_s, u"another"_s, {}}));
        auto *dialog = new DockerDialog(desk.cluster, desk.places);
        dialog->show();
        QTRY_VERIFY(messageOf(dialog).contains(u"ssh://me@there"_s));
        auto *deed = dialog->findChild<QPushButton *>(u"Deed"_s);
        QVERIFY(!deed->isEnabled());
        shots(dialog, u"docker-foreign"_s);
        field(dialog, u"ContextName"_s)->setText(u"a b"_s);
        QTRY_VERIFY(!problemAt(dialog, u"ContextName"_s).isEmpty());
        field(dialog, u"ContextName"_s)->setText(u"my-hive"_s);
        QTRY_VERIFY(deed->isEnabled());
        // A host key of somebody else's is a stop.
        put(desk.places.ssh + u"/known_hosts"_s,
            QByteArray(nowhere.data()) + ' ' + newKey("x").toLatin1() + '\n');
        field(dialog, u"ContextName"_s)->setText(u"my-hive-2"_s);
        QTRY_VERIFY(messageOf(dialog).count(u"SHA256:"_s) == 2);
        QVERIFY(!deed->isEnabled());
        delete dialog;
    }

    void anAccountOfCloudStack()
    {
        cluster::Account added;
        AccountDialog dialog([&](const cluster::Account &account, const SecretPtr &) {
            added = account;
            return ready<>(fail(ErrorCode::Auth, u"The cloud refuses this key."_s));
        });
        dialog.show();
        auto *kind = dialog.findChild<QComboBox *>(u"AccountKind"_s);
        QVERIFY(!field(&dialog, u"AccountProject"_s)->isVisible());
        QTest::keyClick(kind, Qt::Key_Down);
        QVERIFY(field(&dialog, u"AccountProject"_s)->isVisible());
        QVERIFY(field(&dialog, u"AccountEndpoint"_s)->text().isEmpty()); // no proposal of another cloud
        field(&dialog, u"AccountEndpoint"_s)->setText(u"https://cloud.example.org/client/api"_s);
        field(&dialog, u"AccountKey"_s)->setText(u"abcdefghij"_s);
        field(&dialog, u"AccountSecret"_s)->setText(u"hush"_s);
        field(&dialog, u"AccountProject"_s)->setText(u"web"_s);
        shots(&dialog, u"account-cloudstack"_s);
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"AddAccount"_s), Qt::LeftButton);
        QTRY_COMPARE(added.kind, u"cloudstack"_s);
        QCOMPARE(added.project, u"web"_s);
        QCOMPARE(added.name, u"CloudStack"_s);
    }

    void foundCredentialsAreOfferedNotTaken()
    {
        cluster::Account added;
        QByteArray secret;
        AccountDialog dialog([&](const cluster::Account &account, const SecretPtr &bytes) {
            added = account;
            secret = QByteArray(bytes->reveal().constData()); // a copy: the bytes are wiped
            return ready<>(fail(ErrorCode::Auth, u"The cloud refuses this key."_s));
        });
        dialog.show();
        QVERIFY(!dialog.findChild<QComboBox *>(u"FoundCredentials"_s)->isVisible());
        dialog.offer(
            {{{u"/home/me/.config/exoscale/exoscale.toml, account “prod”"_s, u"prod"_s,
               QUrl(u"https://api-de-fra-1.exoscale.com/v2"_s), u"EXOabcdefgh1234"_s, makeSecret("hush")}},
             {u"/home/me/.cloudstack.ini, section “lab” has no complete key and secret."_s}});
        auto *found = dialog.findChild<QComboBox *>(u"FoundCredentials"_s);
        QVERIFY(found->isVisible());
        QVERIFY(field(&dialog, u"AccountKey"_s)->text().isEmpty()); // nothing before a person chooses
        shots(&dialog, u"account-found"_s);
        QTest::keyClick(found, Qt::Key_Down);
        QCOMPARE(field(&dialog, u"AccountKey"_s)->text(), u"EXOabcdefgh1234"_s);
        press(&dialog, u"AddAccount"_s);
        QTRY_VERIFY(messageOf(&dialog).contains(u"refuses"_s));
        QCOMPARE(added.name, u"prod"_s);
        QCOMPARE(secret, "hush");
        QCOMPARE(field(&dialog, u"AccountSecret"_s)->text(), u"hush"_s);
    }
    void theFirstPageOffersAnImport()
    {
        FirstRunPage page;
        page.setAccounts(1, 1);
        QSignalSpy asked(&page, &FirstRunPage::importRequested);
        shots(&page, u"first-run"_s, {1032, 760});
        QTest::mouseClick(page.findChild<QWidget *>(u"CardImport"_s), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

private:
    void secondExportLeavesTheFile(const Desk &desk, const QString &path)
    {
        const QByteArray before = contentOf(path);
        auto *dialog = new ExportDialog(desk.cluster);
        dialog->show();
        field(dialog, u"Path"_s)->setText(path);
        field(dialog, u"Passphrase"_s)->setText(passphrase);
        field(dialog, u"PassphraseAgain"_s)->setText(passphrase);
        press(dialog, u"Deed"_s);
        QTRY_VERIFY(problemAt(dialog, u"Path"_s).contains(u"already"_s));
        QCOMPARE(field(dialog, u"Passphrase"_s)->text(), passphrase);
        QCOMPARE(contentOf(path), before);
        delete dialog;
    }
    void importsElsewhere(const QString &path)
    {
        const Desk elsewhere(std::nullopt);
        auto *dialog = new ImportDialog(elsewhere.workspace.get());
        QSignalSpy imported(dialog, &ImportDialog::imported);
        dialog->show();
        const auto take = [&](const QString &file, const QString &words) {
            field(dialog, u"Path"_s)->setText(file);
            field(dialog, u"Passphrase"_s)->setText(words);
            press(dialog, u"Deed"_s);
        };
        take(path, passphrase + u'x');
        QTRY_VERIFY_WITH_TIMEOUT(!problemAt(dialog, u"Passphrase"_s).isEmpty(), 20'000);
        QCOMPARE(field(dialog, u"Path"_s)->text(), path);
        QCOMPARE(field(dialog, u"Passphrase"_s)->text(), passphrase + u'x');
        shots(dialog, u"import-wrong"_s);
        const QString bad = elsewhere.folder.filePath(u"bad.skep"_s);
        put(bad, contentOf(path).left(200));
        take(bad, passphrase);
        QTRY_VERIFY_WITH_TIMEOUT(!problemAt(dialog, u"Path"_s).isEmpty(), 20'000);
        take(elsewhere.folder.filePath(u"none.skep"_s), passphrase);
        QTRY_VERIFY_WITH_TIMEOUT(problemAt(dialog, u"Path"_s).contains(u"none.skep"_s), 20'000);
        QCOMPARE(imported.count(), 0);
        take(path, passphrase);
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        QVERIFY(messageOf(dialog).contains(u"Cloud"_s)); // the account is not on this computer
        QCOMPARE(elsewhere.workspace->cluster(u"hive"_s)->phase(), cluster::Phase::Ready);
        delete dialog;
        auto *again = new ImportDialog(elsewhere.workspace.get());
        again->show();
        field(again, u"Path"_s)->setText(path);
        field(again, u"Passphrase"_s)->setText(passphrase);
        press(again, u"Deed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(again).contains(u"hive"_s), 20'000);
        delete again;
    }
};

QTEST_MAIN(TestWays)
#include "tst_ways.moc"
