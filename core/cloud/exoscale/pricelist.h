// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"

#include <QUrl>

//! The public price list, which is outside of the API and needs no key. It is not documented, so that
//! whatever is missing in it is missing in the answer, and nothing depends on it.
namespace skep::cloud::exoscale {

inline const QUrl priceListUrl{QStringLiteral("https://portal.exoscale.com/api/pricing/opencompute")};

//! Errors: Protocol.
Result<Prices> parsePrices(const QByteArray &answer, const QStringList &typeNames);
//! Errors: those of HTTP; Protocol.
Pending<Prices> askPrices(const QUrl &url, const QStringList &typeNames, QObject *context);

} // namespace skep::cloud::exoscale
