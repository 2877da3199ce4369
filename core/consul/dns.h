// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QNetworkProxy>

namespace skep::consul {

struct DnsRecord
{
    QString name;
    QString type; //!< "A", "AAAA", "SRV"
    QString address; //!< A, AAAA
    QString target; //!< SRV
    int port = 0; //!< SRV
    bool operator==(const DnsRecord &) const = default;
};

//! Asks a DNS server over TCP through the gateway (messages by c-ares). An empty answer (NXDOMAIN) is an
//! empty list. \p host is a gateway name such as "port.<node>.skep".
Pending<QList<DnsRecord>> queryDns(const QNetworkProxy &proxy, const QString &host, quint16 port,
                                   const QString &name, const QString &type, QObject *context);

} // namespace skep::consul
