// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

namespace skep::docker {

class Client;

//! One line of a container's output. The text is the far side's: bytes without the end of the line.
struct LogLine
{
    QString source; //!< LogSource::id
    qint64 nanos = 0; //!< since 1970, by the node's clock
    bool isError = false; //!< stderr
    QByteArray text;
    bool operator==(const LogLine &) const = default;
};

//! A container whose output is wanted, and the way to its engine.
struct LogSource
{
    QString id; //!< the container's
    QString name; //!< for people: "web.1"
    QString node;
    std::function<Pending<Client *>()> open; //!< connects where needed; asked again after a loss
};

//! What is wanted of the past, and whether of the future.
struct LogRequest
{
    int tail = -1; //!< so many last lines of each source; -1: all
    qint64 sinceNanos = 0; //!< nothing older
    bool follow = true;
};

} // namespace skep::docker
