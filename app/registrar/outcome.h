// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <string>

namespace skep::registrar {

//! A value, or one sentence that says what went wrong. The registrar is free of Qt, so it has its own.
template <typename T = void>
using Outcome = tl::expected<T, std::string>;

inline tl::unexpected<std::string> failure(std::string sentence)
{
    return tl::unexpected(std::move(sentence));
}

} // namespace skep::registrar
