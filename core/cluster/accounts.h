// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cluster/account.h"

#include <QList>

namespace skep::cluster {

Result<QList<Account>> loadAccounts(const QString &path); //!< a missing file: none
Result<> saveAccounts(const QString &path, const QList<Account> &accounts);

//! Name, endpoint and key as far as they can be judged without asking the cloud.
Result<> checkAccount(const Account &account);
QString accountSecretKey(const Account &account); //!< in the keychain: "account-<id>/secret"

} // namespace skep::cluster
