// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/target.h"

#include <QMimeData>

namespace skep::ui {

//! Files of a node while they are dragged: for the panel of another node where they are, for other programs
//! copies on this computer, once there are any. Its format is of this process alone, so no other program can
//! make one up.
class RemoteFilesMime final : public QMimeData
{
    Q_OBJECT

public:
    RemoteFilesMime(ssh::Target node, QList<QByteArray> paths)
        : m_node(std::move(node))
        , m_paths(std::move(paths))
    {
    }
    const ssh::Target &node() const { return m_node; }
    const QList<QByteArray> &paths() const { return m_paths; }

    static QString format() { return QStringLiteral("application/x-skep-node-files"); }
    QStringList formats() const override { return QMimeData::formats() << format(); }
    bool hasFormat(const QString &type) const override { return formats().contains(type); }

private:
    ssh::Target m_node;
    QList<QByteArray> m_paths;
};

} // namespace skep::ui
