// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>

namespace skep::ctl {

class Session;

//! The first line of stdin. At a terminal it is asked for by \p question and nothing of it is shown.
SecretPtr typedSecret(const Session &session, const QString &question);

} // namespace skep::ctl
