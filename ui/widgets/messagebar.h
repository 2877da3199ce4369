// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/widgets/card.h"

class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class PlainLabel;

//! An error in the page that asked: the sentence, what the far side said behind "Details", and one way on.
class MessageBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    explicit MessageBar(QWidget *parent = nullptr);
    void showError(const Error &error, const QString &action = {});
    void showText(const QString &text, Kind kind);
    QString text() const;

signals:
    void actionTriggered();

private:
    void toggleDetails(bool open);
    QPlainTextEdit *details();

    PlainLabel *m_sentence;
    QPushButton *m_fold;
    QPushButton *m_action;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace skep::ui
