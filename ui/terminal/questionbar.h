// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class TerminalLabel;

//! Asks before text goes somewhere: a paste to the far side, or the far side's text to the clipboard. Shows
//! the whole text, and does nothing unless the button is pressed.
class QuestionBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuestionBar)

public:
    explicit QuestionBar(QWidget *parent);
    void ask(const QString &question, const QString &text, const QString &accept, const QString &decline);
    QString question() const;
    QString preview() const;
    QPushButton *acceptButton() const { return m_accept; }
    QPushButton *declineButton() const { return m_decline; }

signals:
    void accepted(const QString &text);
    void closed(); //!< either way

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void answer(bool isAccepted);

    TerminalLabel *m_question;
    QPlainTextEdit *m_preview;
    QPushButton *m_accept;
    QPushButton *m_decline;
    QString m_text;
};

//! Control characters as the pictures that Unicode has for them, so that none hides.
QString withVisibleControls(const QString &text);

} // namespace skep::ui
