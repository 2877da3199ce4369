// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/site.h"

#include "core/cluster/compose.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace skep::cluster {

Site::Site(QString clusterId, ClusterSpec spec, secrets::SecretStore *secrets, net::Gateway *gateway,
           QObject *parent)
    : QObject(parent)
    , m_clusterId(std::move(clusterId))
    , m_spec(std::move(spec))
    , m_machines(cluster::machines(m_spec))
    , m_secrets(secrets)
    , m_gateway(gateway)
    , m_links(gateway, [this](const QString &purpose) { return secret(purpose); })
{
}

QString Site::fingerprintOf(const Secret &secret)
{
    return QString::fromLatin1(QCryptographicHash::hash(secret.reveal(), QCryptographicHash::Sha256).toHex());
}

cloud::Labels Site::labels() const
{
    return {{clusterLabel, m_clusterId}};
}

QString Site::key(const QString &purpose) const
{
    return u"cluster-%1/%2"_s.arg(m_clusterId, purpose);
}

Pending<SecretPtr> Site::answer(const QString &purpose)
{
    if (const auto held = m_held.value(purpose))
        return ready<SecretPtr>(held);
    const auto read = orElse(m_secrets->read(key(purpose)), this, [](const Error &error) {
        return ready<SecretPtr>(error.code == ErrorCode::NotFound ? Result<SecretPtr>(SecretPtr())
                                                                  : fail(error));
    });
    return transform<SecretPtr>(read, this, [this, purpose](const SecretPtr &secret) -> Result<SecretPtr> {
        return secret ? holdFirst(purpose, secret) : secret;
    });
}

// Two may have asked before either was answered. The first stays: another one in its place would wipe bytes
// that are in use.
SecretPtr Site::holdFirst(const QString &purpose, const SecretPtr &secret)
{
    if (!m_held.contains(purpose))
        m_held.insert(purpose, secret);
    return m_held.value(purpose);
}

Pending<SecretPtr> Site::secret(const QString &purpose)
{
    if (const auto held = m_held.value(purpose))
        return ready<SecretPtr>(held);
    const auto read = orElse(m_secrets->read(key(purpose)), this, [purpose](const Error &error) {
        if (error.code != ErrorCode::NotFound)
            return ready<SecretPtr>(fail(error));
        return ready<SecretPtr>(
            fail(ErrorCode::Keychain,
                 tr("The cluster's secret “%1” is missing. %2 Skep never makes a new one in its place.")
                     .arg(purpose, error.message),
                 error.detail));
    });
    return transform<SecretPtr>(read, this, [this, purpose](const SecretPtr &secret) -> Result<SecretPtr> {
        const QString known = m_fingerprints.value(purpose).toString();
        if (!known.isEmpty() && known != fingerprintOf(*secret))
            return fail(ErrorCode::Keychain,
                        tr("The keychain holds another secret “%1” of this cluster than the one that the "
                           "cluster was made with. Skep does not use it, and makes no new one.")
                            .arg(purpose));
        return holdFirst(purpose, secret);
    });
}

Pending<> Site::keep(const QString &purpose, const SecretPtr &secret)
{
    return transform<void>(m_secrets->write(key(purpose), secret), this,
                           [this, purpose, secret]() -> Result<> {
                               m_held.insert(purpose, secret);
                               return {};
                           });
}

void Site::hold(const QString &purpose, const SecretPtr &secret)
{
    if (secret)
        m_held.insert(purpose, secret);
    else
        m_held.remove(purpose);
}

Pending<> Site::forget(const QString &purpose)
{
    m_held.remove(purpose);
    return m_secrets->remove(key(purpose));
}

QStringList Site::purposes() const
{
    QStringList list;
    if (!m_spec.isOnOwnServers()) // there the user's own key lets us in
        list << u"ssh-key"_s;
    if (isOpen(OpenPort::Engine, m_spec.exposures))
        list << engineAuthorityKey << engineAuthorityCertificate;
    if (m_spec.consulServers == 0)
        return list;
    list << u"authority"_s << u"gossip"_s << u"consul-management"_s << u"consul-dns"_s
         << u"consul-registrar"_s;
    for (const auto &machine : m_machines)
        list.append(u"consul-agent-"_s + machine.name);
    return list;
}

QString Site::firstManager() const
{
    if (!m_manager.isEmpty())
        return m_manager;
    for (const auto &machine : m_machines) {
        if (machine.role == MachineRole::Manager)
            return machine.name;
    }
    return {};
}

QStringList Site::consulServers() const
{
    QStringList names;
    for (const auto &machine : m_machines) {
        if (machine.runsConsulServer)
            names.append(machine.name);
    }
    return names;
}

PlannedMachine Site::machine(const QString &name) const
{
    for (const auto &machine : m_machines) {
        if (machine.name == name)
            return machine;
    }
    return {};
}

QString groupDescription(const QString &clusterId)
{
    return clusterLabel + u'=' + clusterId;
}

} // namespace skep::cluster
