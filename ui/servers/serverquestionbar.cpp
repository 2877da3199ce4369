// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/serverquestionbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ServerQuestionBar::ServerQuestionBar(cluster::ServerLook *look, QWidget *parent)
    : Card(parent, Kind::Warning)
    , m_look(look)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_secret(new QLineEdit(this))
    , m_answer(button(QString(), ButtonKind::Primary, this))
{
    m_secret->setObjectName(u"ServerSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_answer->setObjectName(u"ServerAnswer"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_secret, 1);
    row->addStretch(1);
    row->addWidget(m_answer);
    body()->addWidget(m_sentence);
    body()->addLayout(row);
    connect(m_answer, &QPushButton::clicked, this, &ServerQuestionBar::submit);
    connect(m_secret, &QLineEdit::returnPressed, this, &ServerQuestionBar::submit);
    connect(m_look, &cluster::ServerLook::changed, this, &ServerQuestionBar::refresh);
    hide();
}

void ServerQuestionBar::refresh()
{
    const auto key = m_look->hostKeyQuestion();
    const auto login = m_look->loginQuestion();
    setVisible(key || login);
    m_secret->setVisible(!key && login);
    if (key) {
        m_sentence->setText(
            tr("%1 shows the host key %2, which is not in your known_hosts. Is it the right one? "
               "From then on only this key is accepted.")
                .arg(key->host, QString::fromLatin1(key->fingerprint())));
        m_answer->setText(tr("&It is the right one"));
    } else if (login) {
        m_sentence->setText(ssh::asking(*login).message);
        m_answer->setText(tr("&Go on"));
        if (!m_secret->hasFocus())
            m_secret->setFocus();
    }
}

void ServerQuestionBar::submit()
{
    if (const auto key = m_look->hostKeyQuestion())
        return m_look->trust(*key);
    const auto login = m_look->loginQuestion();
    if (!login || m_secret->text().isEmpty())
        return;
    const auto secret = makeSecret(m_secret->text().toUtf8());
    m_secret->clear();
    m_look->answer(*login, secret);
}

} // namespace skep::ui
