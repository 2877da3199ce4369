// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/loginchooser.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Login;
using cluster::RegistryLogins;

LoginChooser::LoginChooser(cluster::Operations *operations, QWidget *parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_choice(new QComboBox(this))
    , m_forget(button(tr("For&get this login"), ButtonKind::Quiet, this))
    , m_server(new QLineEdit(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep it in the keychain, for all clusters"), this))
{
    m_choice->setObjectName(u"login"_s);
    m_server->setObjectName(u"login.server"_s);
    m_user->setObjectName(u"login.user"_s);
    m_password->setObjectName(u"login.password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(u"login.keep"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    const auto row = [this](const QString &field, const QString &title, QWidget *control,
                            const QString &hint) {
        return m_rows[field] = new FieldRow(title, control, hint, this);
    };
    layout->addWidget(
        row(u"login"_s, tr("Registry login"), m_choice, tr("For images that not everybody may pull.")));
    layout->addWidget(m_forget, 0, Qt::AlignLeft);
    layout->addWidget(row(u"server"_s, tr("Registry"), m_server,
                          tr("Such as registry.example.org:5000. Empty: Docker Hub.")));
    auto *who = new QHBoxLayout;
    who->setSpacing(2 * theme::grid);
    who->addWidget(row(u"user"_s, tr("User"), m_user, QString()), 1);
    who->addWidget(row(u"password"_s, tr("Password or token"), m_password,
                       tr("Goes to the engine with this call, and to the registry from there.")),
                   1);
    layout->addLayout(who);
    layout->addWidget(m_keep);
    connect(m_choice, &QComboBox::activated, this, [this] { m_isChosen = true; });
    connect(m_choice, &QComboBox::currentIndexChanged, this, &LoginChooser::showChoice);
    connect(m_forget, &QPushButton::clicked, this, &LoginChooser::forgetKept);
    for (QLineEdit *edit : {m_server, m_user, m_password})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            clearProblems();
            emit changed();
        });
    connect(operations->registryLogins(), &RegistryLogins::changed, this, &LoginChooser::fill);
    fill();
}

void LoginChooser::fill()
{
    const QSignalBlocker quiet(m_choice);
    const QVariant chosen = m_choice->currentData();
    const Choice before = m_choice->count() > 0 ? choice() : None;
    m_choice->clear();
    m_choice->addItem(tr("None: everybody may pull the image"));
    for (const RegistryLogins::Known &known : m_operations->registryLogins()->known()) {
        const QString server = known.server.isEmpty() ? u"Docker Hub"_s : known.server;
        m_choice->addItem(tr("%1 at %2").arg(known.user, server), known.server);
    }
    m_choice->addItem(tr("Another one…"));
    if (before == Typed)
        m_choice->setCurrentIndex(m_choice->count() - 1);
    else if (before == Kept)
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen)));
    showChoice();
}

LoginChooser::Choice LoginChooser::choice() const
{
    const int at = m_choice->currentIndex();
    return at <= 0 ? None : at == m_choice->count() - 1 ? Typed : Kept;
}

bool LoginChooser::isUsed() const
{
    return choice() != None;
}

void LoginChooser::showChoice()
{
    const bool typed = choice() == Typed;
    for (const QString &field : {u"server"_s, u"user"_s, u"password"_s})
        m_rows[field]->setVisible(typed);
    m_keep->setVisible(typed);
    m_forget->setVisible(choice() == Kept);
    if (typed && m_server->text().isEmpty())
        m_server->setText(m_registry);
    clearProblems();
    emit changed();
}

void LoginChooser::reset()
{
    m_isChosen = false;
    m_registry.clear();
    m_choice->setCurrentIndex(0);
    for (QLineEdit *edit : {m_server, m_user, m_password})
        edit->clear();
    m_keep->setChecked(false);
}

void LoginChooser::setImage(const QString &image)
{
    const QString registry = cluster::registryOf(image);
    if (registry == m_registry)
        return;
    m_registry = registry;
    // Docker Hub is where most images come from that everybody may pull: there a person chooses.
    if (m_isChosen)
        return;
    const int kept = registry.isEmpty() ? -1 : m_choice->findData(registry);
    m_choice->setCurrentIndex(std::max(0, kept));
}

void LoginChooser::clearProblems()
{
    for (FieldRow *row : std::as_const(m_rows))
        row->setProblem({});
}

void LoginChooser::forgetKept()
{
    if (choice() != Kept)
        return;
    onResult(m_operations->registryLogins()->forget(m_choice->currentData().toString()), this,
             [this](const Result<> &gone) {
                 if (!gone)
                     m_rows[u"login"_s]->setProblem(gone.error().message);
             });
}

Pending<docker::RegistryLogin> LoginChooser::wanted()
{
    if (choice() == Kept)
        return m_operations->registryLogins()->login(m_choice->currentData().toString());
    const QString user = m_user->text().trimmed();
    if (user.isEmpty())
        m_rows[u"user"_s]->setProblem(tr("Enter the user."));
    if (m_password->text().isEmpty())
        m_rows[u"password"_s]->setProblem(tr("Enter the password."));
    if (user.isEmpty() || m_password->text().isEmpty())
        return ready<docker::RegistryLogin>(fail(ErrorCode::Config, tr("The registry login is incomplete.")));
    return ready<docker::RegistryLogin>(docker::RegistryLogin{cluster::registryName(m_server->text()), user,
                                                              makeSecret(m_password->text().toUtf8())});
}

Pending<Login> LoginChooser::take(const QString &machine)
{
    clearProblems();
    if (!isUsed())
        return ready<Login>(Login());
    const bool keeps = choice() == Typed && m_keep->isChecked();
    const auto checked = andThen(wanted(), this, [this, machine](const docker::RegistryLogin &login) {
        const auto asked = m_operations->checkLogin(login, machine);
        onResult(asked, this, [this](const Result<> &good) {
            if (!good)
                told(good.error());
        });
        return andThen(asked, this, [login] { return ready<Login>(Login(login)); });
    });
    const auto kept = andThen(checked, this, [this, keeps](const Login &login) {
        if (!keeps)
            return ready<Login>(login);
        return andThen(m_operations->registryLogins()->keep(*login), this,
                       [login] { return ready<Login>(login); });
    });
    onResult(kept, this, [this](const Result<Login> &login) {
        if (login)
            m_password->clear();
        else if (login.error().code == ErrorCode::Keychain || login.error().code == ErrorCode::NotFound)
            m_rows[u"login"_s]->setProblem(login.error().message);
    });
    return kept;
}

void LoginChooser::told(const Error &error)
{
    const bool refused = error.code == ErrorCode::Auth;
    const QString field = choice() == Kept ? u"login"_s : refused ? u"password"_s : u"server"_s;
    m_rows[field]->setProblem(refused
                                  ? tr("The registry refuses this user and password. %1").arg(error.message)
                                  : tr("The registry cannot be asked. %1").arg(error.message));
}

} // namespace skep::ui
