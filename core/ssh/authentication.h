// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/agentview.h"
#include "core/ssh/keyfile.h"
#include "core/ssh/question.h"
#include "core/ssh/target.h"

#include <QStringList>

#include <functional>

namespace skep::ssh {

class Interruption;

//! The part of a login that proves who asks: keys in the order of Target, then the password, as far as the
//! server wants more than one of them. Session thread.
class Authentication
{
public:
    Authentication(const Target &target, ssh_session session, Interruption &interruption);

    Result<> run();
    const QString &banner() const { return m_banner; } //!< what the server says to whoever logs in

private:
    //! One key that can be offered. What is known of it before a passphrase is its public half.
    struct Candidate
    {
        QByteArray publicKey;
        SecretPtr text = {}; //!< a private key; without one the agent signs
        bool isEncrypted = false;
        Identity identity = {};
    };

    Result<> meetAgent();
    void collect();
    QList<Candidate> readIdentities();
    Result<int> tryAll(); //!< an SSH_AUTH_…
    Result<int> tryKeys();
    Result<int> tryKey(const Candidate &candidate);
    int tryAgentKey(const QByteArray &key);
    int tryPassword();
    int answerQuestions();
    void readBanner();
    bool isAccepted(unsigned method) const;
    void learnMethods();
    int ask(const std::function<int()> &call) const;
    void putOff(Question::Kind kind, const QString &keyFile = {});
    tl::unexpected<Error> refused(const QString &said) const;
    tl::unexpected<Error> brokeOff(const QString &detail) const;
    QString refusal() const;
    QString shortDetail() const;

    const Target &m_target;
    ssh_session m_session;
    Interruption &m_interruption;
    const bool m_hasOwnKey; //!< one that Skep has made: its user cannot answer anything
    std::unique_ptr<AgentView> m_agent;
    bool m_isAgentSet = false;
    QList<Candidate> m_candidates; //!< not tried yet
    unsigned m_methods = 0; //!< that the server takes; 0: it has not said yet
    int m_offered = 0; //!< keys
    bool m_isPasswordTried = false;
    bool m_asksMore = false; //!< the server asks something else than a password
    std::optional<Question> m_question; //!< the first that came up; asked when nothing else helps
    QString m_banner;
    QStringList m_tried; //!< for who reads why it failed
};

} // namespace skep::ssh
