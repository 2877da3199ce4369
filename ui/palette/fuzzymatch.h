// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace skep::ui {

struct FuzzyMatch
{
    int score = 0; //!< the more, the better
    QList<int> places; //!< of the matched letters in the text
};

//! Whether the letters of \p pattern stand in \p text in this order, without regard to case and blanks.
//! Letters that begin a word or follow each other count more, so "w2" finds "hive-worker-2" before
//! "network-12".
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace skep::ui
