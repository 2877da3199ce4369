// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/questionbar.h"

#include "ui/terminal/terminallabel.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace skep::ui {

namespace {
constexpr qsizetype shownCharacters = 100'000; // more is not read by anyone, and would be slow to lay out
} // namespace

QString withVisibleControls(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown) {
        if (c == u'\n' || c == u'\t')
            continue;
        if (c < u' ')
            c = QChar(0x2400 + c.unicode());
        else if (c.unicode() == 0x7F)
            c = QChar(0x2421);
        else if ((c.unicode() >= 0x80 && c.unicode() < 0xA0) || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return shown;
}

QuestionBar::QuestionBar(QWidget *parent)
    : QFrame(parent)
    , m_question(new TerminalLabel({}, this))
    , m_preview(new QPlainTextEdit(this))
    , m_accept(new QPushButton(this))
    , m_decline(new QPushButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_question->setWordWrap(true);
    m_preview->setReadOnly(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setAccessibleName(tr("The text"));
    m_preview->setTabChangesFocus(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_decline);
    buttons->addWidget(m_accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_question);
    layout->addWidget(m_preview, 1);
    layout->addLayout(buttons);
    connect(m_accept, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_decline, &QPushButton::clicked, this, [this] { answer(false); });
    hide();
}

void QuestionBar::ask(const QString &question, const QString &text, const QString &accept,
                      const QString &decline)
{
    m_text = text;
    m_question->setText(question);
    m_preview->setPlainText(withVisibleControls(text.left(shownCharacters)));
    m_accept->setText(accept);
    m_decline->setText(decline);
    show();
    raise();
}

QString QuestionBar::question() const
{
    return m_question->text();
}

QString QuestionBar::preview() const
{
    return m_preview->toPlainText();
}

void QuestionBar::answer(bool isAccepted)
{
    const QString text = std::exchange(m_text, QString());
    hide();
    emit closed();
    if (isAccepted)
        emit accepted(text);
}

void QuestionBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        answer(false);
    // All other keys end here: what is typed while the question stands is not for the far side.
}

} // namespace skep::ui
