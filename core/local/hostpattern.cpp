// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/hostpattern.h"

#include <QStringList>

namespace skep::local {

// Goes back to the last star alone, so that a hostile pattern costs no more than both lengths multiplied.
bool matchesPattern(const QString &text, const QString &pattern)
{
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype covered = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern.at(p) == u'*') {
            star = p++;
            covered = t;
        } else if (p < pattern.size() && (pattern.at(p) == u'?' || pattern.at(p) == text.at(t))) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++covered;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

ListMatch matchPatternList(const QString &text, const QString &patterns, Qt::CaseSensitivity sensitivity)
{
    const auto folded = [&](const QString &one) {
        return sensitivity == Qt::CaseSensitive ? one : one.toLower();
    };
    auto match = ListMatch::None;
    const auto parts = patterns.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const bool isExclusion = part.startsWith(u'!');
        if (!matchesPattern(folded(text), folded(isExclusion ? part.mid(1) : part)))
            continue;
        if (isExclusion)
            return ListMatch::Excluded;
        match = ListMatch::Matched;
    }
    return match;
}

} // namespace skep::local
