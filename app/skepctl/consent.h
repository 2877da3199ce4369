// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace skep::ctl {

class Session;

//! Whether it was meant that everybody on the internet may reach \p ports: never a slip of the hand, so it
//! takes an option of its own, or a word typed at a terminal. Nothing is asked where \p ports is empty.
Result<> everybodyIsMeant(const Session &session, const QStringList &ports);
//! The word typed at a terminal; refused where stdin is none.
Result<> typedConsent(const Session &session, const QString &word, const QString &option);

} // namespace skep::ctl
