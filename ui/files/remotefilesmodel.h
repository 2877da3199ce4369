// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/remoteentry.h"

#include <QAbstractTableModel>

namespace skep::ui {

//! What is in one folder of a node: folders first, then by name.
class RemoteFilesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RemoteFilesModel)

public:
    enum Column { Name, Size, Modified, Permissions, Columns };

    explicit RemoteFilesModel(QObject *parent = nullptr)
        : QAbstractTableModel(parent)
    {
    }

    void setEntries(QList<ssh::RemoteEntry> entries);
    const ssh::RemoteEntry &entry(int row) const { return m_entries[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override; //!< can be dragged out
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ssh::RemoteEntry &entry, int column) const;

    QList<ssh::RemoteEntry> m_entries;
};

QString permissionsText(quint32 mode); //!< "drwxr-xr-x"

} // namespace skep::ui
