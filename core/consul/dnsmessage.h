// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/consul/dns.h"

//! DNS messages without their way over the network. Pure; any thread.
namespace skep::consul {

Result<QByteArray> dnsQuestion(const QString &name, const QString &type, quint16 id); //!< "A" or "SRV"

//! The A and SRV records of the answer and of its additional section; NXDOMAIN is an empty list. Safe for any
//! bytes.
Result<QList<DnsRecord>> parseDnsAnswer(const QByteArray &question, const QByteArray &answer);

} // namespace skep::consul
