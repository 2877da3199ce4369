// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/encoding.h"

#include <nlohmann/json.hpp>

#include <string>

namespace skep::sandbox::cloudstack {

//! The one account of the sandbox, as CloudStack names it everywhere.
inline constexpr auto accountName = "sandbox";
inline constexpr auto domainName = "ROOT";

inline std::string accountId()
{
    return uuidFrom("cloudstack/account");
}

inline std::string userId()
{
    return uuidFrom("cloudstack/user");
}

inline std::string domainId()
{
    return uuidFrom("cloudstack/domain");
}

//! Whose an object is.
inline void addOwner(nlohmann::json &row)
{
    row["account"] = accountName;
    row["domainid"] = domainId();
    row["domain"] = domainName;
}

} // namespace skep::sandbox::cloudstack
