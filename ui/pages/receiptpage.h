// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class Card;
class PlainLabel;

//! What a destroy deleted, and what is left.
class ReceiptPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptPage)

public:
    explicit ReceiptPage(const QString &clusterName, QWidget *parent = nullptr);
    void setReceipt(const cluster::Receipt &receipt);

signals:
    void forgetRequested();
    void destroyRequested(); //!< again, for what is left

private:
    PlainLabel *m_sentence;
    Card *m_leftCard;
    QPlainTextEdit *m_left;
    QPlainTextEdit *m_deleted;
    PlainLabel *m_deletedTitle;
    QPushButton *m_again;
};

} // namespace skep::ui
