// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/cluster/account.h"

namespace skep::app {

struct SandboxAccount
{
    cluster::Account account;
    SecretPtr secret;
};

//! Reads what skep-sandbox printed when it was ready. The account's name is always the same, so that a
//! sandbox that was started anew takes the place of the one before.
Result<SandboxAccount> readSandboxAccount(const QString &path);

} // namespace skep::app
