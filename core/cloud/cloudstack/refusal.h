// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

#include <QDateTime>
#include <QJsonObject>

//! What a CloudStack cloud says when it does not do what it was asked, as one sentence.
namespace skep::cloud::cloudstack {

//! The one object of an answer, or the refusal in it: the body counts first, then the status. \p command is
//! named in the details, \p now is this computer's clock.
Result<QJsonObject> contentOf(const net::HttpResponse &response, const QString &command,
                              const QDateTime &now);

//! Of a job that has failed: \p job is the answer about it.
Error jobFailure(const QJsonObject &job);

//! Whether the host is of a vendor whose CloudStack API is switched off.
bool isRetired(const QUrl &endpoint);
Error retired();

} // namespace skep::cloud::cloudstack
