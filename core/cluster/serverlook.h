// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverlogins.h"
#include "core/cluster/serverprobe.h"
#include "core/cluster/spec.h"
#include "core/ssh/sshconfig.h"

#include <QHash>

namespace skep::cluster {

//! A look at the servers of a cluster that is to be: the probe, then, where sudo asks for a password, whether
//! root can be had and what root sees. Nothing is changed there. What their user has answered counts for the
//! next look, too. Main thread.
class ServerLook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerLook)

public:
    explicit ServerLook(QObject *parent = nullptr);
    ~ServerLook() override;

    //! Ends a look that runs. Errors: the ssh configuration cannot be read.
    Result<> start(const ClusterSpec &spec,
                   const ssh::SshConfig::Places &places = ssh::SshConfig::Places::ofUser());
    void forget(); //!< what was seen counts no more; the answers do
    bool isRunning() const;
    bool isGood() const; //!< all were seen and can be used
    const QList<ServerReport> &reports() const { return m_reports; } //!< what sudo asks is in them
    QList<OwnServer> servers() const; //!< as they were seen
    ServerAnswers answers() const; //!< right ones that lead to these servers

    std::optional<HostKeyQuestion> hostKeyQuestion() const; //!< the first that is open
    std::optional<ssh::Question> loginQuestion() const; //!< of a login or of sudo, the first
    void trust(const HostKeyQuestion &question);
    void answer(const ssh::Question &question, const SecretPtr &secret);

signals:
    void changed();
    void settled(); //!< nothing runs; questions may be open

private:
    //! Whether sudo lets one server's user become root, where it asks for a password.
    struct Root
    {
        bool isAsked = false; //!< being tried
        std::optional<ServerFacts> facts = {}; //!< as root sees them
        std::optional<Error> refusal = {};
    };
    void onProbeChanged(int row);
    void onSettled();
    void refresh();
    void showRoot(ServerReport &report, const Root &root) const;
    void tryRoots();
    void tryRoot(int row, const ssh::Target &target);

    std::unique_ptr<ServerProbe> m_probe;
    std::unique_ptr<QObject> m_tries; //!< the connections that try for root
    QHash<int, Root> m_roots; //!< by row
    QList<ServerReport> m_reports;
    QList<OwnServer> m_servers;
    QList<HostKeyQuestion> m_trusted;
    ServerAnswers m_answers;
};

} // namespace skep::cluster
