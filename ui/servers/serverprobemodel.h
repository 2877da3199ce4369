// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverlook.h"

#include <QAbstractTableModel>

namespace skep::ui {

//! The servers that are looked at, a row each, and their stages: a sign in each cell, which is a sentence for
//! those who do not see it.
class ServerProbeModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerProbeModel)

public:
    explicit ServerProbeModel(const cluster::ServerLook *look, QObject *parent = nullptr); //!< not owned

    static std::optional<cluster::ProbeStage> stageOf(int column); //!< none: the server's name

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();

    const cluster::ServerLook *m_look;
    int m_rows = 0;
};

QString probeStateWord(cluster::ProbeState state); //!< for a screen reader: "failed"

} // namespace skep::ui
