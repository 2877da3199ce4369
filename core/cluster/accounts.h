// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cluster/account.h"

#include <QList>

#include <functional>

namespace skep::cluster {

Result<QList<Account>> loadAccounts(const QString &path); //!< a missing file: none
//! Reads them, changes them and writes them, while no other program can; gives what is there then. What
//! cannot be read is never written over.
Result<QList<Account>> changeAccounts(const QString &path,
                                      const std::function<void(QList<Account> &)> &change);

//! Name, endpoint and key as far as they can be judged without asking the cloud.
Result<> checkAccount(const Account &account);
QString accountSecretKey(const Account &account); //!< in the keychain: "account-<id>/secret"

} // namespace skep::cluster
