// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace skep::test {

//! One parser of what comes from a network or from another program's files.
struct Target
{
    QByteArray name; //!< also the folder of its own seeds
    void (*feed)(const QByteArray &bytes); //!< ends the program where a promise is broken
    QStringList seeds = {}; //!< more of them: captured answers, below tests/core/data
};

const QList<Target> &targets();
const Target *targetNamed(const QByteArray &name); //!< null: there is none

QList<Target> cloudTargets();
QList<Target> dockerTargets();
QList<Target> consulTargets();
QList<Target> streamTargets();
QList<Target> fileTargets();

//! Ends the program with \p what where \p holds is false.
void demand(bool holds, const char *what);

//! A result that is an error has a sentence.
template <typename Result>
void demandSentence(const Result &result)
{
    demand(result.has_value() || !result.error().message.isEmpty(), "an error without a sentence");
}

//! Bytes in pieces, as a network brings them: whatever is fed in one way must give what it gives in another.
template <typename Feed>
void inPieces(const QByteArray &bytes, qsizetype size, Feed feed)
{
    for (qsizetype from = 0; from < bytes.size(); from += size)
        feed(bytes.mid(from, size));
}

} // namespace skep::test
