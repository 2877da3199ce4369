// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/sessionstore.h"

namespace skep::secrets {

Pending<SecretPtr> SessionStore::read(const QString &key)
{
    const auto found = m_secrets.constFind(key);
    if (found == m_secrets.constEnd())
        return ready<SecretPtr>(
            fail(ErrorCode::NotFound,
                 tr("There is no secret for this. It was perhaps made in an earlier run, and "
                    "without a keychain secrets end with the program."),
                 key));
    return ready<SecretPtr>(*found);
}

Pending<> SessionStore::write(const QString &key, const SecretPtr &secret)
{
    m_secrets.insert(key, makeSecret(QByteArray(secret->reveal().constData(), secret->reveal().size())));
    return ready<void>({});
}

Pending<> SessionStore::remove(const QString &key)
{
    m_secrets.remove(key);
    return ready<void>({});
}

} // namespace skep::secrets
