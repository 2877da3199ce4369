// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/provider.h"

#include <QHostAddress>

namespace skep::cloud {

// 10.1.2.3, 10.1.2.3/32 and a network written with host bits are the same to a cloud.
static bool sameNetwork(const QString &a, const QString &b)
{
    if (a == b)
        return true;
    const auto [addressA, lengthA] = QHostAddress::parseSubnet(a);
    const auto [addressB, lengthB] = QHostAddress::parseSubnet(b);
    return lengthA >= 0 && lengthA == lengthB && addressB.isInSubnet(addressA, lengthA);
}

Pending<Prices> CloudProvider::prices(const QStringList &)
{
    return ready<Prices>(Prices());
}

Pending<bool> CloudProvider::canKeepApart()
{
    return ready<bool>(true);
}

Pending<> CloudProvider::openAccess(const QString &)
{
    return ready<void>({});
}

bool FirewallRule::sameTraffic(const FirewallRule &other) const
{
    return protocol == other.protocol && startPort == other.startPort && endPort == other.endPort
        && sourceGroupId == other.sourceGroupId && sameNetwork(sourceCidr, other.sourceCidr);
}

} // namespace skep::cloud
