// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/specdiff.h"

#include <QTreeWidget>

namespace skep::ui {

//! What differs between two specs, side by side.
class DiffTable final : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffTable)

public:
    DiffTable(const QString &before, const QString &after, QWidget *parent = nullptr);
    void setRows(const QList<docker::DiffRow> &rows);
    QSize sizeHint() const override;
};

} // namespace skep::ui
