// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

#include <QDateTime>
#include <QJsonObject>

//! What the cloud says when it does not do what it was asked: every shape of body becomes one sentence.
namespace skep::cloud::exoscale {

//! \p what names the call in the details ("POST /v2/instance"); \p now is this computer's clock.
Error refusal(const net::HttpResponse &response, const QString &what, const QDateTime &now);

//! Of an operation that ended in failure or timeout.
Error operationFailure(const QJsonObject &operation);

//! How long the cloud asks to wait before the next call; 0: it does not say.
std::chrono::milliseconds retryAfter(const net::HttpResponse &response, const QDateTime &now);

} // namespace skep::cloud::exoscale
