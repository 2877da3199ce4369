// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/cloud/provider.h"
#include "core/cluster/account.h"

namespace skep::cluster {

//! The account's cloud in a zone (empty: the endpoint's own); NotFound when there is no such zone. Owned by
//! \p parent.
Pending<cloud::CloudProvider *> makeProvider(const Account &account, const QString &zone,
                                             const SecretPtr &apiSecret, QObject *parent);

//! The names of the projects that the key sees; a cloud without projects has none.
Pending<QStringList> projectsOf(const Account &account, const SecretPtr &apiSecret, QObject *context);

} // namespace skep::cluster
