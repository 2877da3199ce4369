// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace skep::test {

//! A text that somebody else chose, in the hope that a window does more with it than show it.
struct TextPayload
{
    QByteArray name;
    QString text;
};

//! Sixty of them. Those that would open a file name \p canary.
QList<TextPayload> textPayloads(const QString &canary);

} // namespace skep::test
