// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/fuzzymatch.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace skep::ui {

namespace {

constexpr int wordStart = 12;
constexpr int neighbour = 14;
constexpr int letter = 2;
constexpr int textStart = 6;
constexpr qsizetype longest = 256; // nobody searches in more, and the work is the product of both lengths
constexpr int impossible = std::numeric_limits<int>::min() / 2;

bool beginsWord(const QString &text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    const QChar here = text[at];
    return !before.isLetterOrNumber() || (before.isDigit() != here.isDigit())
        || (before.isLower() && here.isUpper());
}

int worth(const QString &text, qsizetype at)
{
    return letter + (beginsWord(text, at) ? wordStart : 0) + (at == 0 ? textStart : 0);
}

QString withoutBlanks(const QString &pattern)
{
    QString kept;
    std::copy_if(pattern.begin(), pattern.end(), std::back_inserter(kept),
                 [](QChar c) { return !c.isSpace(); });
    return kept.left(longest);
}

} // namespace

// The best of all ways to place the letters: score(i, j) is the best for the first i letters of the pattern
// with the last of them at place j of the text.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    const QString wanted = withoutBlanks(pattern);
    const qsizetype letters = wanted.size();
    const qsizetype places = std::min(text.size(), longest);
    if (letters == 0)
        return FuzzyMatch{};
    if (letters > places)
        return std::nullopt;
    const auto index = [places](qsizetype i, qsizetype j) { return size_t(i * places + j); };
    std::vector<int> score(size_t(letters * places), impossible);
    std::vector<qsizetype> from(score.size(), -1);
    for (qsizetype i = 0; i < letters; ++i) {
        int best = impossible; // of the letter before, at any place two or more to the left
        qsizetype bestAt = -1;
        for (qsizetype j = i; j < places; ++j) {
            if (i > 0 && j >= 2 && score[index(i - 1, j - 2)] > best) {
                best = score[index(i - 1, j - 2)];
                bestAt = j - 2;
            }
            if (wanted[i].toCaseFolded() != text[j].toCaseFolded())
                continue;
            const int own = worth(text, j);
            if (i == 0) {
                score[index(i, j)] = own;
                continue;
            }
            const int next = j > 0 ? score[index(i - 1, j - 1)] : impossible;
            const bool follows = next > impossible && next + neighbour >= best;
            if (!follows && best == impossible)
                continue;
            score[index(i, j)] = own + (follows ? next + neighbour : best);
            from[index(i, j)] = follows ? j - 1 : bestAt;
        }
    }
    const auto last = score.begin() + std::ptrdiff_t(index(letters - 1, 0));
    const auto top = std::max_element(last, score.end());
    if (*top <= impossible)
        return std::nullopt;
    FuzzyMatch match;
    match.score = *top * 4 - int(places); // of two texts the shorter one was more likely meant
    qsizetype at = top - last;
    for (qsizetype i = letters - 1; i >= 0; --i) {
        match.places.prepend(int(at));
        at = from[index(i, at)];
    }
    return match;
}

} // namespace skep::ui
