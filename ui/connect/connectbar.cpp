// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Cluster;

ConnectBar::ConnectBar(Cluster *cluster, QWidget *parent)
    : Card(parent, Kind::Note)
    , m_cluster(cluster)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_secret(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep it in the keychain"), this))
    , m_answer(button(tr("&Unlock"), ButtonKind::Primary, this))
    , m_keys(button(tr("Host &keys…"), ButtonKind::Normal, this))
    , m_allow(button(tr("&Allow changes…"), ButtonKind::Normal, this))
{
    setObjectName(u"ConnectBar"_s);
    m_sentence->setObjectName(u"ConnectSentence"_s);
    m_secret->setObjectName(u"LoginSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    m_secret->setMinimumWidth(200);
    m_answer->setObjectName(u"AnswerLogin"_s);
    m_keys->setObjectName(u"NodeKeys"_s);
    m_allow->setObjectName(u"AllowChanges"_s);
    body()->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_sentence, 1);
    for (QWidget *each : std::initializer_list<QWidget *>{m_secret, m_keep, m_answer, m_keys, m_allow})
        row->addWidget(each);
    body()->addLayout(row);
    const auto answer = [this] {
        if (m_secret->text().isEmpty())
            return m_secret->setFocus();
        const auto secret = makeSecret(m_secret->text().toUtf8());
        m_secret->clear();
        m_cluster->answerLogin(secret, m_keep->isChecked());
    };
    connect(m_answer, &QPushButton::clicked, this, answer);
    connect(m_secret, &QLineEdit::returnPressed, this, answer);
    connect(m_keys, &QPushButton::clicked, this, &ConnectBar::keysRequested);
    connect(m_allow, &QPushButton::clicked, this, &ConnectBar::leaveRequested);
    for (const auto signal :
         {&Cluster::phaseChanged, &Cluster::machinesChanged, &Cluster::loginQuestionChanged})
        connect(cluster, signal, this, &ConnectBar::refresh);
    refresh();
}

void ConnectBar::refresh()
{
    const auto question = m_cluster->loginQuestion();
    const auto unconfirmed = m_cluster->unconfirmedNodes().size();
    const bool isAllowed = m_cluster->connected()->changesAllowed;
    for (QWidget *each : std::initializer_list<QWidget *>{m_secret, m_keep, m_answer})
        each->setVisible(question.has_value());
    m_keys->setVisible(!question && unconfirmed > 0);
    m_allow->setVisible(!question && !isAllowed);
    setVisible(question || unconfirmed > 0 || !isAllowed);
    if (question) {
        const QString what = question->isPassphrase()
            ? tr("The key %1 needs its passphrase.").arg(question->keyFile)
            : tr("%1 asks for the password of %2.").arg(question->host, question->user);
        m_secret->setAccessibleName(question->isPassphrase() ? tr("Passphrase") : tr("Password"));
        m_sentence->setText(what);
        return;
    }
    QStringList parts;
    if (!isAllowed)
        parts << tr("Skep only looks at this cluster.");
    if (unconfirmed > 0)
        parts << tr("%n other node(s) can be reached once you have confirmed their host keys.", nullptr,
                    int(unconfirmed));
    m_sentence->setText(parts.join(u' '));
}

} // namespace skep::ui
