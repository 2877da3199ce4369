// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftp.h"

#include <QElapsedTimer>
#include <QWidget>

#include <functional>

class QProgressBar;
class QPushButton;
class QToolButton;

namespace skep::ui {

class PlainLabel;

//! One copy between this computer and a node: how far it is, how fast, how it ended; can be cancelled.
class TransferRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferRow)

public:
    explicit TransferRow(const QString &title, QWidget *parent = nullptr);

    using Start = std::function<Pending<ssh::TransferReport>()>;
    void run(Start start); //!< kept, for when a person wants it tried again
    void setDoneText(const QString &text) { m_doneText = text; } //!< instead of how much it was
    void setProgress(const ssh::TransferProgress &progress);
    bool isOver() const { return m_isOver; }
    QString text() const;

signals:
    void ended(bool complete);
    void dismissed(); //!< after its end: nobody will try it again

private:
    void begin();
    void finish(const Result<ssh::TransferReport> &result);

    QString m_title;
    QString m_doneText;
    Start m_start;
    Pending<ssh::TransferReport> m_transfer;
    PlainLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_again;
    QToolButton *m_cancel;
    QElapsedTimer m_clock;
    bool m_isOver = false;
};

} // namespace skep::ui
