// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/passphrase.h"

#include "core/crypto/sealed.h"

#include <zxcvbn.h>

#include <vector>

namespace skep::crypto {

// In bits. Each guess costs half a second and 128 MiB: 2^30 of them take a thousand machines a week, 2^45
// take them centuries.
static constexpr double weakBelow = 30;
static constexpr double strongFrom = 45;
static constexpr int longestJudged = 128; // the time that judging takes grows with the square

Strength strengthOf(const SecretPtr &passphrase, const QStringList &known)
{
    if (passphrase->reveal().size() < shortestPassphrase)
        return Strength::TooShort;
    QList<QByteArray> words;
    for (const QString &word : known)
        words.append(word.toLower().toUtf8());
    std::vector<const char *> list;
    for (const QByteArray &word : std::as_const(words))
        list.push_back(word.constData());
    list.push_back(nullptr);
    const Secret judged(passphrase->reveal().left(longestJudged));
    const double bits = ZxcvbnMatch(judged.reveal().constData(), list.data(), nullptr);
    return bits < weakBelow ? Strength::Weak : bits < strongFrom ? Strength::Fair : Strength::Strong;
}

} // namespace skep::crypto
