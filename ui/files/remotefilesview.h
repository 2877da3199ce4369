// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace skep::ui {

//! The table of a node's files. What is dragged out of it lies elsewhere, so its owner makes the drag.
class RemoteFilesView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RemoteFilesView)

public:
    using QTableView::QTableView;

signals:
    void dragWanted();

protected:
    void startDrag(Qt::DropActions) override { emit dragWanted(); }
};

} // namespace skep::ui
