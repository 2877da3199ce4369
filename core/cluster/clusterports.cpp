// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster's ports that others may use by choice.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/crypto/authority.h"
#include "core/local/certificatefolder.h"

namespace skep::cluster {

Pending<> Cluster::openPort(const Exposure &exposure)
{
    if (spec().exposures.contains(exposure))
        return ready<>(fail(ErrorCode::Conflict, tr("That is open already: %1.").arg(describe(exposure))));
    Change change;
    change.open = {exposure};
    return d->beginChange(change);
}

Pending<> Cluster::closePort(const Exposure &exposure)
{
    if (!spec().exposures.contains(exposure))
        return ready<>(fail(ErrorCode::NotFound, tr("That is not open: %1.").arg(describe(exposure))));
    Change change;
    change.close = {exposure};
    return d->beginChange(change);
}

Pending<QDate> Cluster::writeEngineCertificate(const QString &folder)
{
    constexpr int days = 365;
    if (!isOpen(OpenPort::Engine, spec().exposures))
        return ready<QDate>(fail(ErrorCode::NotFound,
                                 tr("The engines' port is not open. Open it first, to whoever may use it.")));
    return andThen(d->site->secret(engineAuthorityKey), this, [=, this](const SecretPtr &key) {
        return transform<QDate>(d->site->secret(engineAuthorityCertificate), this,
                                [=, this](const SecretPtr &authority) -> Result<QDate> {
                                    crypto::CertificateRequest request;
                                    request.commonName = tr("client of %1").arg(name());
                                    request.usage = crypto::Usage::Client;
                                    request.lifetime = std::chrono::hours(24 * days);
                                    const auto leaf = crypto::issue({authority->reveal(), key}, request);
                                    if (!leaf)
                                        return fail(leaf.error());
                                    const auto written = local::writeCertificates(folder, authority->reveal(),
                                                                                  leaf->certificate,
                                                                                  leaf->privateKey->reveal());
                                    if (!written)
                                        return fail(written.error());
                                    return QDate::currentDate().addDays(days);
                                });
    });
}

} // namespace skep::cluster
