// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverreport.h"
#include "core/ssh/way.h"

#include <QObject>

#include <memory>

namespace skep::cluster {

//! Looks at servers stage by stage before anything is changed there: nothing is written or installed. All at
//! once, 32 at most. Main thread.
class ServerProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerProbe)

public:
    ServerProbe(const ssh::SshConfig &config, const QList<ProbePort> &ports, QObject *parent = nullptr);
    ~ServerProbe() override;

    void start(const QStringList &servers); //!< ends what ran before
    void repeat(int row); //!< from its first stage, with the answers there are
    const QList<ServerReport> &reports() const;
    bool isRunning() const;

    // Answers go to all servers that wait for the same one, and are kept while the probe lives.
    void trust(const HostKeyQuestion &question);
    void answer(const ssh::Question &question, const SecretPtr &secret);

signals:
    void changed(int row);
    void finished(); //!< nothing runs any more; questions may be open

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::cluster
