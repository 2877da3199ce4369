// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/ssh/sftp.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace skep::ctl {

struct CopyPlace
{
    QString node; //!< a machine's whole name; empty: this computer
    QString path;

    bool operator==(const CopyPlace &) const = default;
};

//! "NODE:PATH" is on a node; what has no colon before its first slash is here. \p machineNamed knows the
//! nodes.
using MachineNamed = std::function<Result<QString>(const QString &node)>;
Result<CopyPlace> copyPlace(const QString &text, const MachineNamed &machineNamed);

struct CopyOrder
{
    QList<CopyPlace> sources;
    CopyPlace target;
    bool isRecursive = false;
};

//! Copies files between this computer and nodes, or from node to node, one source after the other. When a
//! connection breaks it goes on with another one, a few times. Main thread.
class FileCopy final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileCopy)

public:
    using Reach = std::function<Pending<ssh::Target>(const QString &machine)>;

    FileCopy(Reach reach, CopyOrder order, Backoff backoff, QObject *parent);
    Pending<ssh::TransferReport> run(); //!< once
    void stop(); //!< run() ends with Cancelled when what is not whole has been removed

signals:
    void progressed(const skep::ssh::TransferProgress &now);
    void broken(const QString &message); //!< and it is tried again

private:
    Result<> check() const;
    Pending<> reachNodes(QStringList nodes);
    Pending<ssh::FileAttributes> stat(const CopyPlace &place);
    Pending<> checkTarget();
    Pending<> checkSource(const CopyPlace &source);
    Pending<ssh::TransferReport> copyFrom(qsizetype index);
    Pending<ssh::TransferReport> copyOne(const CopyPlace &source);
    Pending<ssh::TransferReport> attempt(const CopyPlace &source, const ssh::UnfinishedCopy &unfinished);

    Reach m_reach;
    CopyOrder m_order;
    Backoff m_backoff;
    QHash<QString, ssh::Target> m_targets;
    QHash<QString, ssh::Sftp *> m_nodes;
    ssh::TransferReport m_report;
    Pending<ssh::TransferReport> m_current; //!< the copy that is under way
    Pending<ssh::TransferReport> m_all;
    bool m_isStopped = false;
};

} // namespace skep::ctl
