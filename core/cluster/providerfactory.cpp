// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/providerfactory.h"

#include "core/cloud/exoscale/exoscaleprovider.h"

namespace skep::cluster {

Pending<cloud::CloudProvider *> makeProvider(const Account &account, const QString &zone,
                                             const SecretPtr &apiSecret, QObject *parent)
{
    auto *provider = new cloud::ExoscaleProvider(account.endpoint, account.apiKey, apiSecret, parent);
    if (zone.isEmpty())
        return ready<cloud::CloudProvider *>(provider);
    return andThen(provider->useZone(zone), provider,
                   [provider] { return ready<cloud::CloudProvider *>(provider); });
}

} // namespace skep::cluster
