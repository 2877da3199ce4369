// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/keychainstore.h"
#include "core/secrets/sessionstore.h"

namespace skep::app {

//! The user's keychain, or where the system has none the memory of this run; told once which it is.
class UserKeychain final : public secrets::SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UserKeychain)

public:
    explicit UserKeychain(QObject *parent = nullptr);

    Pending<SecretPtr> read(const QString &key) override;
    Pending<> write(const QString &key, const SecretPtr &secret) override;
    Pending<> remove(const QString &key) override;
    bool isPersistent() const override { return m_isPersistent; }

signals:
    void warned(const skep::Error &error); //!< that secrets live as long as this run only

private:
    Pending<secrets::SecretStore *> store(); //!< asks the system at the first use

    secrets::KeychainStore m_keychain;
    secrets::SessionStore m_session;
    Pending<secrets::SecretStore *> m_store;
    bool m_isAsked = false;
    bool m_isPersistent = true;
};

} // namespace skep::app
