// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

#include <QDateTime>

namespace skep::cloud {

QDateTime httpDate(const QByteArray &text); //!< invalid for what is none

//! Signatures expire, so a wrong clock looks like a wrong key. What a refusal's own date says about the clock
//! of this computer; nothing, if it is right within a minute.
std::optional<Error> wrongClock(const net::HttpResponse &refusal, const QDateTime &now);

} // namespace skep::cloud
