// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace skep::ui {

//! What a classic swarm's manager says of how it places containers, and what is reserved on its nodes.
class ClassicCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClassicCard)

public:
    explicit ClassicCard(cluster::Store *store, QWidget *parent = nullptr); //!< the store must outlive it

private:
    void refresh();
    void addLine(const QString &title, const QString &text);

    cluster::Store *m_store;
    QVBoxLayout *m_lines;
    QWidget *m_content;
};

} // namespace skep::ui
