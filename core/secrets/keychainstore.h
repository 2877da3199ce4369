// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

namespace QKeychain {
class Job;
}

namespace skep::secrets {

//! The user's keychain (Secret Service, KWallet) by QtKeychain, without its plain-text fallback. Main thread.
class KeychainStore : public SecretStore
{
    Q_OBJECT

public:
    enum class State {
        Ready,
        Locked, //!< or never set up: using it asks the person for a password
        Absent, //!< no session bus, or no keychain service on it
        Silent, //!< it is there and does not answer
        Denied, //!< it does not let Skep ask
        Lost //!< the session bus has ended while Skep ran
    };
    Q_ENUM(State)

    using SecretStore::SecretStore;

    Pending<State> state(); //!< asks the keychain service; never prompts
    static Error describe(State state); //!< a sentence for each but Ready

    Pending<SecretPtr> read(const QString &key) override;
    Pending<> write(const QString &key, const SecretPtr &secret) override;
    Pending<> remove(const QString &key) override;
    bool isPersistent() const override { return true; }

private:
    Pending<bool> hasAnything(); //!< of Skep, also under another key
    void start(QKeychain::Job *job, const QString &key);
    template <typename T>
    Pending<T> bounded(const Pending<T> &answer); //!< a prompt that nobody sees would wait for ever
    template <typename T>
    void explain(const Completer<T> &completer, int jobError, const QString &text, const QString &key);
    Pending<> put(const QString &key, const SecretPtr &secret);

    bool m_hadBus = false;
};

} // namespace skep::secrets
