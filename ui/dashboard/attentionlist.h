// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "ui/widgets/card.h"

namespace skep::ui {

class PlainLabel;

//! What wants a person's eye, each with the action that most often helps, and sometimes a second one. Hidden
//! when there is nothing.
class AttentionList final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttentionList)

public:
    explicit AttentionList(QWidget *parent = nullptr);
    void setItems(const std::vector<cluster::Attention> &items);

signals:
    void triggered(const QString &action, const QString &subject);

private:
    QWidget *row(const cluster::Attention &item);

    std::vector<cluster::Attention> m_items;
    PlainLabel *m_title;
    QWidget *m_rows = nullptr;
};

//! The words of an action's button; empty for an action that these windows do not have.
QString actionTitle(const QString &action);

} // namespace skep::ui
