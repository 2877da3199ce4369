// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

//! The patterns of ssh's files: "*" stands for any text, "?" for one character. Any thread.
namespace skep::local {

bool matchesPattern(const QString &text, const QString &pattern);

//! Of a list "a*,!ab": Excluded where a pattern with "!" matches, whatever the others do.
enum class ListMatch { None, Matched, Excluded };
ListMatch matchPatternList(const QString &text, const QString &patterns, Qt::CaseSensitivity sensitivity);

} // namespace skep::local
