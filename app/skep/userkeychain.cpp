// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/userkeychain.h"

namespace skep::app {

using secrets::KeychainStore;
using secrets::SecretStore;

UserKeychain::UserKeychain(QObject *parent)
    : SecretStore(parent)
{
}

Pending<SecretStore *> UserKeychain::store()
{
    if (m_isAsked)
        return m_store;
    m_isAsked = true;
    m_store = andThen(m_keychain.state(), this, [this](KeychainStore::State state) {
        SecretStore *chosen = &m_keychain; // a locked one asks the person for the password by itself
        if (state == KeychainStore::State::Absent) {
            m_isPersistent = false;
            chosen = &m_session;
            emit warned(KeychainStore::describe(state));
        }
        return ready<SecretStore *>(chosen);
    });
    return m_store;
}

Pending<SecretPtr> UserKeychain::read(const QString &key)
{
    return andThen(store(), this, [key](SecretStore *chosen) { return chosen->read(key); });
}

Pending<> UserKeychain::write(const QString &key, const SecretPtr &secret)
{
    return andThen(store(), this, [key, secret](SecretStore *chosen) { return chosen->write(key, secret); });
}

Pending<> UserKeychain::remove(const QString &key)
{
    return andThen(store(), this, [key](SecretStore *chosen) { return chosen->remove(key); });
}

} // namespace skep::app
