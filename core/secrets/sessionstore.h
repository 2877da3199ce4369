// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

#include <QHash>

namespace skep::secrets {

//! Secrets for this run only, where there is no keychain; the program says so. Main thread.
class SessionStore : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;

    Pending<SecretPtr> read(const QString &key) override;
    Pending<> write(const QString &key, const SecretPtr &secret) override;
    Pending<> remove(const QString &key) override;
    bool isPersistent() const override { return false; }

private:
    QHash<QString, SecretPtr> m_secrets;
};

} // namespace skep::secrets
