// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

namespace skep::net {

//! The service that is asked; a person sees its name before.
inline constexpr QLatin1StringView addressService{"checkip.amazonaws.com"};

//! As which address this computer is seen on the Internet. Nothing but the connection itself tells the
//! service anything. Errors: those of HTTP; Protocol (the answer is no public address).
Pending<QString> askPresentAddress(QObject *context,
                                   const QUrl &url = QUrl(QStringLiteral("https://") + addressService));

} // namespace skep::net
