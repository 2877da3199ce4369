// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/entryroute.h"
#include "core/cluster/serverprobe.h"

namespace skep::cluster {

//! The talk with a person before a host is logged in to for the first time: each host on the way shows its
//! key, which known_hosts knows or the person confirms, and is given what it asks for. Main thread.
class Approach final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Approach)

public:
    explicit Approach(Entry entry, QObject *parent = nullptr); //!< by SSH

    void start();
    void trust(); //!< the key that hostKeyAsked() told of
    void answer(const SecretPtr &secret); //!< to secretAsked()
    void failed(const Error &error); //!< what the login by arrived()'s target ended with

signals:
    void hostKeyAsked(const skep::cluster::HostKeyQuestion &question);
    void secretAsked(const skep::ssh::Question &question, const QString &sentence);
    void arrived(const skep::ssh::Target &target); //!< all keys are known; a login may be tried
    void refused(const skep::Error &error); //!< HostKey: says both fingerprints

private:
    void look();

    Entry m_entry;
    ssh::Way m_way;
    QMap<QString, QByteArray> m_hostKeys;
    EntrySecrets m_secrets;
    std::optional<HostKeyQuestion> m_keyQuestion;
    QString m_asked; //!< the login that it is about
    std::optional<ssh::Question> m_secretQuestion;
};

} // namespace skep::cluster
