// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverlogins.h"
#include "core/cluster/serverprobe.h"
#include "core/cluster/spec.h"

namespace skep::cluster {

//! A look at the servers of a cluster that is to be: the probe, then whether root can be had where sudo asks
//! for a password. What must be asked of their user is asked one at a time. Nothing is changed. Main thread.
class ServerLook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerLook)

public:
    explicit ServerLook(QObject *parent = nullptr);
    ~ServerLook() override;

    Result<> start(const ClusterSpec &spec); //!< errors: the user's ssh configuration cannot be read
    void forget(); //!< what was seen counts no more
    bool isRunning() const;
    bool isGood() const; //!< all were seen and can be used
    QList<ServerReport> reports() const;
    QList<OwnServer> servers() const; //!< as they were seen
    const ServerAnswers &answers() const { return m_answers; }

    std::optional<HostKeyQuestion> hostKeyQuestion() const; //!< the first that is open
    std::optional<ssh::Question> loginQuestion() const; //!< of the login, or of sudo
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
        bool isGood = false;
        std::optional<Error> refusal;
    };
    bool needsPassword(const ServerReport &report) const;
    std::optional<ssh::Question> sudoQuestion(qsizetype row) const;
    void tryRoots();
    void tryRoot(qsizetype row, const ssh::Target &target);
    void onProbed();

    std::unique_ptr<ServerProbe> m_probe;
    std::unique_ptr<QObject> m_tries; //!< the connections that try for root
    QHash<qsizetype, Root> m_roots; //!< by row
    QList<OwnServer> m_servers;
    ServerAnswers m_answers;
};

} // namespace skep::cluster
