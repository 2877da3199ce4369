// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/providerfactory.h"

#include "core/cloud/cloudstack/cloudstackprovider.h"
#include "core/cloud/exoscale/exoscaleprovider.h"

namespace skep::cluster {

template <typename Provider>
static Pending<cloud::CloudProvider *> inZone(Provider *provider, const QString &zone)
{
    if (zone.isEmpty())
        return ready<cloud::CloudProvider *>(provider);
    return andThen(provider->useZone(zone), provider,
                   [provider] { return ready<cloud::CloudProvider *>(provider); });
}

Pending<cloud::CloudProvider *> makeProvider(const Account &account, const QString &zone,
                                             const SecretPtr &apiSecret, QObject *parent)
{
    if (account.kind == QLatin1StringView("cloudstack"))
        return inZone(new cloud::CloudStackProvider(account.endpoint, account.apiKey, apiSecret,
                                                    account.project, parent),
                      zone);
    return inZone(new cloud::ExoscaleProvider(account.endpoint, account.apiKey, apiSecret, parent), zone);
}

Pending<QStringList> projectsOf(const Account &account, const SecretPtr &apiSecret, QObject *context)
{
    if (account.kind != QLatin1StringView("cloudstack"))
        return ready<QStringList>(QStringList());
    auto *provider = new cloud::CloudStackProvider(account.endpoint, account.apiKey, apiSecret, {}, context);
    const auto names = provider->projects();
    onResult(names, provider, [provider](const Result<QStringList> &) { provider->deleteLater(); });
    return names;
}

} // namespace skep::cluster
