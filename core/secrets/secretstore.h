// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"

#include <QObject>

namespace skep::secrets {

//! Where secrets lie: one entry per secret, named "<owner id>/<purpose>". "Not found" never means "make a new
//! one".
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Errors: NotFound; Keychain (absent, locked or denied, with a sentence of its own).
    virtual Pending<SecretPtr> read(const QString &key) = 0;
    virtual Pending<> write(const QString &key,
                            const SecretPtr &secret) = 0; //!< read back before it succeeds
    virtual Pending<> remove(const QString &key) = 0; //!< a missing entry is no error
    virtual bool isPersistent() const = 0; //!< false: secrets live as long as this run only
};

} // namespace skep::secrets
