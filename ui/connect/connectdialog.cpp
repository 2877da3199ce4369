// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectdialog.h"

#include "ui/ways/filefield.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Entry;
using cluster::WayIn;

namespace {

QString titleOf(const WayIn &way)
{
    switch (way.source) {
    case WayIn::Source::LocalEngine:
        return ConnectDialog::tr("The engine of this computer");
    case WayIn::Source::Environment:
        return ConnectDialog::tr("DOCKER_HOST: %1").arg(way.address);
    case WayIn::Source::StoredMachine:
        return ConnectDialog::tr("docker-machine’s “%1”: %2").arg(way.name, way.address);
    case WayIn::Source::DockerContext:
        break;
    }
    return ConnectDialog::tr("Docker context “%1”: %2").arg(way.name, way.address);
}

//! "hive" of "me@hive.example.org:22": what people would call it.
QString nameFrom(const QString &address)
{
    const auto entry = cluster::entryFrom(address);
    const QString server = !entry ? QString() : entry->server.section(u'@', -1);
    const QString host =
        entry && entry->kind == Entry::Kind::Endpoint ? entry->url.host() : QUrl("ssh://"_L1 + server).host();
    const bool isNumber = host.contains(u':') || (!host.isEmpty() && host.back().isDigit());
    QString name = (isNumber ? host : host.section(u'.', 0, 0)).toLower();
    for (QChar &letter : name) {
        if (!letter.isLetterOrNumber())
            letter = u'-';
    }
    return name;
}

} // namespace

ConnectDialog::ConnectDialog(cluster::Workspace *workspace, const local::Places &places, QWidget *parent)
    : FormDialog({tr("Connect to a cluster"),
                  tr("A swarm, a classic Swarm or a single engine that is there already. Skep only looks at "
                     "it until you allow changes: nothing is installed, nothing is written there."),
                  tr("&Connect"), tr("Connecting…")},
                 parent)
    , m_workspace(workspace)
    , m_places(places)
    , m_way(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_key(new FileField(QFileDialog::AcceptOpen, tr("The private key"), {}, this))
    , m_certificates(new FileField(QFileDialog::AcceptOpen, tr("The folder of the certificates"), {}, this))
    , m_wayRow(new FieldRow(tr("Way in"), m_way,
                            tr("A manager: a host of your ssh configuration, user@host, tcp://host:2376 with "
                               "certificates, or one of the list."),
                            this))
    , m_nameRow(new FieldRow(tr("Name"), m_name, tr("As it is shown in Skep."), this))
    , m_keyRow(new FieldRow(tr("Key"), m_key, tr("A private key's file. Empty: the keys that ssh would use."),
                            this))
    , m_certificatesRow(new FieldRow(
          tr("Certificates"), m_certificates,
          tr("The folder with ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH names it."), this))
    , m_secret(new QLineEdit(this))
    , m_secretRow(new FieldRow(tr("Passphrase"), m_secret, {}, this))
    , m_keep(new QCheckBox(tr("Keep it in the keychain"), this))
{
    m_way->setObjectName(u"WayIn"_s);
    m_way->setEditable(true);
    m_way->setInsertPolicy(QComboBox::NoInsert);
    m_way->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_way->setCompleter(nullptr);
    m_way->lineEdit()->setPlaceholderText(u"root@manager.example.org"_s);
    m_name->setObjectName(u"ClusterName"_s);
    m_key->setObjectName(u"Key"_s);
    m_certificates->setObjectName(u"Certificates"_s);
    m_certificates->takeFolders();
    m_secret->setObjectName(u"LoginSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    for (QWidget *row : std::initializer_list<QWidget *>{m_wayRow, m_keyRow, m_certificatesRow, m_nameRow,
                                                         m_secretRow, m_keep})
        form()->addWidget(row);
    m_secretRow->hide();
    m_keep->hide();
    form()->addStretch(1);
    connect(m_way, &QComboBox::editTextChanged, this, &ConnectDialog::follow);
    for (FileField *field : {m_key, m_certificates})
        connect(field, &FileField::changed, this, &ConnectDialog::startOver);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_nameIsTyped = !text.isEmpty();
        m_nameRow->setProblem({});
    });
    m_way->setFocus();
    follow();
    QStringList known;
    for (const cluster::Cluster *each : workspace->clusters())
        known << each->id();
    const auto found = QtConcurrent::run(
        [places, known]() -> Result<QList<WayIn>> { return cluster::waysIn(places, known); });
    onResult(found, this, [this](const Result<QList<WayIn>> &ways) {
        if (ways)
            offer(*ways);
    });
}

void ConnectDialog::offer(const QList<WayIn> &ways)
{
    const QString typed = m_way->currentText();
    {
        const QSignalBlocker quiet(m_way);
        for (const WayIn &way : ways)
            m_way->addItem(titleOf(way), QVariant::fromValue(way));
        m_way->setCurrentIndex(-1);
        m_way->setEditText(typed);
    }
    if (typed.isEmpty() && ways.size() == 1)
        m_way->setCurrentIndex(0);
}

Result<Entry> ConnectDialog::entry() const
{
    const QString text = m_way->currentText().trimmed();
    const int row = m_way->findText(text);
    auto entry =
        row >= 0 ? cluster::entryOf(m_way->itemData(row).value<WayIn>(), m_places) : cluster::entryFrom(text);
    if (entry && entry->kind == Entry::Kind::Ssh && !m_key->path().isEmpty())
        entry->keyFile = m_key->path();
    if (entry && entry->kind == Entry::Kind::Endpoint && !m_certificates->path().isEmpty())
        entry->certificates = m_certificates->path();
    return entry;
}

void ConnectDialog::follow()
{
    startOver();
    m_wayRow->setProblem({});
    const auto way = entry();
    m_keyRow->setVisible(way && way->kind == Entry::Kind::Ssh);
    m_certificatesRow->setVisible(way && way->kind == Entry::Kind::Endpoint);
    if (m_nameIsTyped)
        return;
    const int row = m_way->findText(m_way->currentText().trimmed());
    const QString known = row < 0 ? QString() : m_way->itemData(row).value<WayIn>().name;
    const bool isLocal = way && way->kind == Entry::Kind::Socket;
    m_name->setText(!known.isEmpty() ? known
                        : isLocal    ? QSysInfo::machineHostName()
                                     : nameFrom(m_way->currentText().trimmed()));
}

void ConnectDialog::startOver()
{
    m_certificatesRow->setProblem({});
    if (!m_approach)
        return;
    m_approach.reset();
    m_asked = Asked::Nothing;
    m_secretRow->hide();
    m_keep->hide();
    message()->hide();
    setBusy(false);
}

void ConnectDialog::submit()
{
    const auto way = entry();
    const QString name = m_name->text().trimmed();
    m_wayRow->setProblem(m_way->currentText().trimmed().isEmpty()
                             ? tr("Name a manager, or choose one of the list.")
                             : way ? QString()
                                   : way.error().message);
    m_nameRow->setProblem(name.isEmpty() ? tr("Give the cluster a name.") : QString());
    const bool isBare = way && way->kind == Entry::Kind::Endpoint && way->certificates.isEmpty();
    m_certificatesRow->setProblem(isBare ? tr("Without certificates whoever reaches the engine has root "
                                              "there. Skep does not use such a way.")
                                         : QString());
    if (!way || name.isEmpty() || isBare)
        return;
    if (m_asked == Asked::Secret && m_secret->text().isEmpty())
        return m_secret->setFocus();
    setBusy(true);
    const Asked asked = std::exchange(m_asked, Asked::Nothing);
    if (asked == Asked::Key)
        return m_approach->trust();
    if (asked == Asked::Secret)
        return m_approach->answer(makeSecret(m_secret->text().toUtf8()));
    if (way->kind == Entry::Kind::Ssh)
        approach(*way);
    else
        connectBy({*way});
}

void ConnectDialog::approach(const Entry &way)
{
    m_approach = std::make_unique<cluster::Approach>(way);
    using cluster::Approach;
    connect(m_approach.get(), &Approach::hostKeyAsked, this, &ConnectDialog::askForKey);
    connect(m_approach.get(), &Approach::secretAsked, this, &ConnectDialog::askForSecret);
    connect(m_approach.get(), &Approach::refused, this, &ConnectDialog::showRefusal);
    connect(m_approach.get(), &Approach::arrived, this, [this, way](const ssh::Target &target) {
        connectBy({way, target, m_keep->isChecked()});
    });
    m_approach->start();
}

void ConnectDialog::askForKey(const cluster::HostKeyQuestion &question)
{
    setBusy(false);
    m_asked = Asked::Key;
    deed()->setText(tr("&Trust and connect"));
    message()->showText(tr("%1 is not in your known_hosts. It shows this host key:\n%2\nIs it the right one? "
                           "On the host, ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints it.")
                            .arg(question.host, QString::fromLatin1(question.fingerprint())),
                        Card::Kind::Warning);
}

void ConnectDialog::askForSecret(const ssh::Question &question, const QString &sentence)
{
    setBusy(false);
    m_asked = Asked::Secret;
    message()->hide();
    m_secret->clear();
    m_secretRow->setTitle(question.isPassphrase() ? tr("Passphrase") : tr("Password"));
    m_secretRow->setHint(sentence);
    m_secretRow->show();
    m_keep->show();
    m_secret->setFocus();
}

void ConnectDialog::connectBy(const cluster::Arrival &arrival)
{
    const auto made = m_workspace->connectTo(m_name->text().trimmed(), arrival);
    onResult(made, this, [this](const Result<cluster::Cluster *> &cluster) {
        setBusy(false);
        if (cluster) {
            emit connected(*cluster);
            return accept();
        }
        if (m_approach)
            m_approach->failed(cluster.error()); // asks for what is missing, or is a refusal
        else
            showRefusal(cluster.error());
    });
}

void ConnectDialog::showRefusal(const Error &error)
{
    startOver();
    setBusy(false);
    switch (error.code) {
    case ErrorCode::Conflict:
        m_nameRow->setProblem(error.message);
        m_name->setFocus();
        break;
    case ErrorCode::Config:
    case ErrorCode::NotFound:
        m_wayRow->setProblem(error.message);
        m_way->setFocus();
        break;
    default:
        message()->showError(error);
    }
}

} // namespace skep::ui
