// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/loginbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QString sentenceFor(const ssh::Question &question)
{
    using Kind = ssh::Question::Kind;
    switch (question.kind) {
    case Kind::Passphrase:
        return LoginBar::tr("The key %1 needs its passphrase.").arg(question.keyFile);
    case Kind::WrongPassphrase:
        return LoginBar::tr("This is not the passphrase of the key %1.").arg(question.keyFile);
    case Kind::Password:
        return LoginBar::tr("%1 asks for the password of %2.").arg(question.host, question.user);
    case Kind::WrongPassword:
        return LoginBar::tr("%1 refuses the password of %2. If it was changed there, give the new one.")
            .arg(question.host, question.user);
    }
    return {};
}

} // namespace

LoginBar::LoginBar(cluster::Cluster *cluster, QWidget *parent)
    : Card(parent, Kind::Note)
    , m_cluster(cluster)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_secret(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep it in the keychain"), this))
{
    setObjectName(u"LoginBar"_s);
    m_sentence->setObjectName(u"LoginSentence"_s);
    m_secret->setObjectName(u"LoginSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    m_secret->setMinimumWidth(200);
    m_keep->setObjectName(u"KeepLogin"_s);
    m_keep->setChecked(!cluster->connected()); // what own servers asked when they were looked at is kept, too
    auto *unlock = button(tr("&Unlock"), ButtonKind::Primary, this);
    unlock->setObjectName(u"AnswerLogin"_s);
    body()->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_sentence, 1);
    for (QWidget *each : std::initializer_list<QWidget *>{m_secret, m_keep, unlock})
        row->addWidget(each);
    body()->addLayout(row);
    connect(unlock, &QPushButton::clicked, this, &LoginBar::answer);
    connect(m_secret, &QLineEdit::returnPressed, this, &LoginBar::answer);
    connect(cluster, &cluster::Cluster::loginQuestionChanged, this, &LoginBar::refresh);
    refresh();
}

void LoginBar::answer()
{
    if (m_secret->text().isEmpty())
        return m_secret->setFocus();
    const auto secret = makeSecret(m_secret->text().toUtf8());
    m_secret->clear();
    m_cluster->answerLogin(secret, m_keep->isChecked());
}

void LoginBar::refresh()
{
    const auto question = m_cluster->loginQuestion();
    if (question) {
        m_secret->setAccessibleName(question->isPassphrase() ? tr("Passphrase") : tr("Password"));
        m_sentence->setText(sentenceFor(*question));
    }
    setVisible(question.has_value());
}

} // namespace skep::ui
