// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/registrylogin.h"
#include "core/secrets/secretstore.h"

namespace skep::cluster {

//! Who pulls from which registry, for all clusters: names in a file, passwords in the keychain alone. Main
//! thread.
class RegistryLogins final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RegistryLogins)

public:
    struct Known
    {
        QString server; //!< empty: Docker Hub
        QString user;
        bool operator==(const Known &) const = default;
    };
    //! \p secrets is not owned and must outlive the logins.
    RegistryLogins(QString path, secrets::SecretStore *secrets, QObject *parent = nullptr);

    const QList<Known> &known(); //!< in the order of their servers
    Pending<docker::RegistryLogin> login(const QString &server); //!< with its password
    Pending<> keep(const docker::RegistryLogin &login); //!< in place of one for the same registry
    Pending<> forget(const QString &server);

signals:
    void changed();

private:
    Result<> change(const std::function<void(QList<Known> &)> &apply);

    QString m_path;
    secrets::SecretStore *m_secrets;
    std::optional<QList<Known>> m_known; //!< none: the file has not been read yet
};

//! The registry that an image is pulled from, as a login names it; empty: Docker Hub. Pure.
QString registryOf(const QString &image);
//! As people type it → as the engine and registryOf() name it. Pure.
QString registryName(const QString &typed);

} // namespace skep::cluster
