// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/remotefilesmodel.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

QString permissionsText(quint32 mode)
{
    if (mode == 0)
        return {};
    const quint32 type = mode & 0170000U;
    QString text(type == 0040000U ? u'd' : type == 0120000U ? u'l' : type == 0100000U ? u'-' : u'?');
    for (int shift = 6; shift >= 0; shift -= 3) {
        const quint32 bits = mode >> quint32(shift);
        text += (bits & 4U) ? u'r' : u'-';
        text += (bits & 2U) ? u'w' : u'-';
        text += (bits & 1U) ? u'x' : u'-';
    }
    return text;
}

void RemoteFilesModel::setEntries(QList<ssh::RemoteEntry> entries)
{
    std::sort(entries.begin(), entries.end(), [](const ssh::RemoteEntry &a, const ssh::RemoteEntry &b) {
        return std::pair(!a.attributes.isFolder(), a.name) < std::pair(!b.attributes.isFolder(), b.name);
    });
    beginResetModel(); // another folder is another truth
    m_entries = std::move(entries);
    endResetModel();
}

int RemoteFilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int RemoteFilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString RemoteFilesModel::text(const ssh::RemoteEntry &entry, int column) const
{
    const ssh::FileAttributes &known = entry.attributes;
    switch (column) {
    case Name:
        return ssh::shownName(entry.name);
    case Size:
        return known.isFolder() ? QString() : QLocale().formattedDataSize(qint64(known.size), 1);
    case Modified:
        return known.modified > 0
            ? QLocale().toString(QDateTime::fromSecsSinceEpoch(known.modified), QLocale::ShortFormat)
            : QString();
    case Permissions:
        return permissionsText(known.mode);
    default:
        return {};
    }
}

QVariant RemoteFilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ssh::RemoteEntry &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(text(entry, index.column()));
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(icon(entry.attributes.isFolder() ? u"folder"_s : u"file"_s))
                                      : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

Qt::ItemFlags RemoteFilesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QVariant RemoteFilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Size)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter)); // as its numbers
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Size:
        return tr("Size");
    case Modified:
        return tr("Changed");
    case Permissions:
        return tr("Permissions");
    default:
        return {};
    }
}

} // namespace skep::ui
