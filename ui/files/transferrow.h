// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftp.h"

#include <QElapsedTimer>
#include <QWidget>

class QProgressBar;
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

    void follow(const Pending<ssh::TransferReport> &transfer);
    void setProgress(const ssh::TransferProgress &progress);
    bool isOver() const { return m_isOver; }
    QString text() const;

signals:
    void ended(bool complete);

private:
    void finish(const Result<ssh::TransferReport> &result);

    QString m_title;
    Pending<ssh::TransferReport> m_transfer;
    PlainLabel *m_text;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    QElapsedTimer m_clock;
    bool m_isOver = false;
};

} // namespace skep::ui
