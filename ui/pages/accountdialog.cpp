// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/accountdialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QUuid>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

static const QString exoscaleEndpoint = QStringLiteral("https://api-ch-gva-2.exoscale.com/v2");

AccountDialog::AccountDialog(Adder adder, QWidget *parent)
    : QDialog(parent)
    , m_adder(std::move(adder))
    , m_found(new QComboBox(this))
    , m_foundRow(new FieldRow(tr("Found on this computer"), m_found, {}, this))
    , m_kind(new QComboBox(this))
    , m_name(new QLineEdit(u"Exoscale"_s, this))
    , m_endpoint(new QLineEdit(exoscaleEndpoint, this))
    , m_project(new QLineEdit(this))
    , m_key(new QLineEdit(this))
    , m_secret(new QLineEdit(this))
    , m_nameRow(new FieldRow(tr("Name"), m_name, tr("As it is shown in Skep."), this))
    , m_endpointRow(new FieldRow(tr("Endpoint"), m_endpoint, tr("An Exoscale API, version 2."), this))
    , m_projectRow(new FieldRow(tr("Project"), m_project,
                                tr("By name, if the machines belong to a project; else leave it empty."),
                                this))
    , m_keyRow(new FieldRow(tr("API key"), m_key, QString(), this))
    , m_secretRow(new FieldRow(tr("API secret"), m_secret,
                               tr("Goes into the keychain of your system, nowhere else."), this))
    , m_message(new MessageBar(this))
    , m_add(button(tr("&Add account"), ButtonKind::Primary, this))
{
    setWindowTitle(tr("Add account"));
    growToFit(this);
    setMinimumWidth(480);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    m_found->setObjectName(u"FoundCredentials"_s);
    m_found->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_foundRow->hide();
    m_kind->setObjectName(u"AccountKind"_s);
    m_kind->addItem(tr("Exoscale"), u"exoscale"_s);
    m_kind->addItem(tr("Apache CloudStack"), u"cloudstack"_s);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AccountDialog::setKind);
    m_project->setObjectName(u"AccountProject"_s);
    m_project->installEventFilter(this);
    m_projectRow->hide();
    m_name->setObjectName(u"AccountName"_s);
    m_endpoint->setObjectName(u"AccountEndpoint"_s);
    m_key->setObjectName(u"AccountKey"_s);
    m_secret->setObjectName(u"AccountSecret"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(
        new PlainLabel(tr("Add a cloud account"), theme::Text::Title, PlainLabel::Tone::Normal, this));
    auto *kindRow = new FieldRow(tr("Kind of cloud"), m_kind, QString(), this);
    for (FieldRow *row : {m_foundRow, kindRow, m_nameRow, m_endpointRow, m_keyRow, m_secretRow, m_projectRow})
        layout->addWidget(row);
    layout->addWidget(m_message);
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    layout->addLayout(buttons);
    m_add->setObjectName(u"AddAccount"_s);
    m_add->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &AccountDialog::submit);
}

void AccountDialog::offer(const local::FoundCredentials &found)
{
    m_found->addItem(found.usable.isEmpty() ? tr("Nothing that can be used")
                                            : tr("Choose one to fill in the fields"));
    for (const auto &credentials : found.usable)
        m_found->addItem(credentials.source);
    m_found->setEnabled(!found.usable.isEmpty());
    QStringList hints = found.notes;
    if (!found.usable.isEmpty())
        hints.prepend(
            tr("The file or the environment stays as it is; Skep keeps the secret in your keychain."));
    m_foundRow->setHint(hints.join(u'\n'));
    m_foundRow->setVisible(!found.usable.isEmpty() || !found.notes.isEmpty());
    connect(m_found, &QComboBox::activated, this, [this, found](int row) {
        if (row > 0)
            fillIn(found.usable.at(row - 1));
    });
}

bool AccountDialog::isCloudStack() const
{
    return m_kind->currentData().toString() == "cloudstack"_L1;
}

// What was typed stays; only the proposals of the other kind go.
void AccountDialog::setKind(int)
{
    const bool isOther = isCloudStack();
    m_projectRow->setVisible(isOther);
    m_endpointRow->setHint(isOther ? tr("The address of the API; it usually ends in /client/api.")
                                   : tr("An Exoscale API, version 2."));
    m_endpoint->setPlaceholderText(isOther ? u"https://cloud.example.org/client/api"_s : QString());
    if (isOther && m_endpoint->text() == exoscaleEndpoint)
        m_endpoint->clear();
    else if (!isOther && m_endpoint->text().isEmpty())
        m_endpoint->setText(exoscaleEndpoint);
    if (m_name->text() == (isOther ? u"Exoscale"_s : u"CloudStack"_s))
        m_name->setText(isOther ? u"CloudStack"_s : u"Exoscale"_s);
}

void AccountDialog::fillIn(const local::CloudCredentials &credentials)
{
    m_kind->setCurrentIndex(m_kind->findData(credentials.kind));
    m_name->setText(credentials.name);
    m_endpoint->setText(credentials.endpoint.toString());
    m_key->setText(credentials.apiKey);
    m_secret->setText(QString::fromUtf8(credentials.secret->reveal()));
}

bool AccountDialog::checkInputs()
{
    const QUrl url(m_endpoint->text().trimmed(), QUrl::StrictMode);
    const bool isUrl = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && url.host().startsWith("127."_L1)));
    m_nameRow->setProblem(m_name->text().trimmed().isEmpty() ? tr("Give the account a name.") : QString());
    m_endpointRow->setProblem(isUrl ? QString()
                                    : tr("An https address, or http on this computer (127.0.0.1)."));
    m_keyRow->setProblem(!m_key->text().trimmed().isEmpty() ? QString()
                             : isCloudStack()
                             ? tr("The key is in your user's settings in the cloud's own interface.")
                             : tr("The key starts with EXO."));
    m_secretRow->setProblem(m_secret->text().isEmpty() ? tr("The secret is shown once, when the key is made.")
                                                       : QString());
    return m_nameRow->problem().isEmpty() && isUrl && m_keyRow->problem().isEmpty()
        && m_secretRow->problem().isEmpty();
}

void AccountDialog::submit()
{
    m_message->hide();
    if (!checkInputs())
        return;
    setBusy(true);
    onResult(m_adder(typed(), typedSecret()), this, [this](const Result<> &added) {
        setBusy(false);
        if (added)
            return accept();
        m_message->showError(added.error());
    });
}

cluster::Account AccountDialog::typed() const
{
    cluster::Account account;
    account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    account.name = m_name->text().trimmed();
    account.kind = m_kind->currentData().toString();
    account.project = isCloudStack() ? m_project->text().trimmed() : QString();
    account.endpoint = QUrl(m_endpoint->text().trimmed());
    account.apiKey = m_key->text().trimmed();
    return account;
}

SecretPtr AccountDialog::typedSecret() const
{
    return makeSecret(m_secret->text().trimmed().toUtf8());
}

bool AccountDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_project && event->type() == QEvent::FocusIn)
        askProjects();
    return QDialog::eventFilter(watched, event);
}

// What is wrong with the key or the address is told when the account is added, not here.
void AccountDialog::askProjects()
{
    cluster::Account account = typed();
    account.project.clear();
    const QString asked = account.endpoint.toString() + u' ' + account.apiKey;
    if (!m_projects || account.apiKey.isEmpty() || m_secret->text().isEmpty() || asked == m_askedFor)
        return;
    m_askedFor = asked;
    onResult(m_projects(account, typedSecret()), this, [this, asked](const Result<QStringList> &names) {
        if (asked != m_askedFor)
            return;
        if (!names) {
            m_askedFor.clear(); // another try, when it has been mended
            return;
        }
        m_projectRow->setHint(
            names->isEmpty()
                ? tr("This key sees no projects: leave it empty.")
                : tr("Empty for the account's own machines, or one of: %1.").arg(names->join(u", "_s)));
        auto *completer = new QCompleter(*names, m_project);
        completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
        m_project->setCompleter(completer);
        if (m_project->hasFocus() && m_project->text().isEmpty() && !names->isEmpty())
            completer->complete();
    });
}

void AccountDialog::setBusy(bool busy)
{
    m_add->setEnabled(!busy);
    m_add->setText(busy ? tr("Checking with the cloud…") : tr("&Add account"));
}

} // namespace skep::ui
