// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QStringList>

namespace skep::crypto {

enum class Strength { TooShort, Weak, Fair, Strong };

//! How long somebody would have to guess who has a sealed file. \p known: words that a guesser tries first,
//! such as the cluster's name.
Strength strengthOf(const SecretPtr &passphrase, const QStringList &known);

} // namespace skep::crypto
