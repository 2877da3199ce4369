// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace skep::torture {

//! Counts what was tried and what was lost; prints a line for each part of the torture.
class Tally
{
public:
    explicit Tally(QString part)
        : m_part(std::move(part))
    {
    }

    //! One try; \p what is printed when it went wrong.
    void check(bool isGood, const QString &what);
    bool print() const; //!< true: nothing went wrong

private:
    QString m_part;
    int m_tried = 0;
    int m_wrong = 0;
};

QByteArray contentOf(const QString &path);
void put(const QString &path, const QByteArray &bytes);

// A cluster's file of about 20 KB; \p number tells the generations apart.
Result<> saveNumbered(const QString &folder, int number);
int loadNumbered(const QString &folder); //!< -1: an error

// Each part gives whether nothing was lost. \p every: how many cases are left out, 1 is all of them.
bool damageSweep(const QString &folder, int every);
bool newerSchemas(const QString &folder);
bool fullDisk(const QString &folder);
bool failingCalls(const QString &folder, const QString &program);
bool killedSaves(const QString &folder, int rounds);
bool killedRecords(const QString &folder, int rounds);

} // namespace skep::torture
