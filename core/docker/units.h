// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>

//! Sizes, processors and durations as people and Docker's client write them. Pure; any thread.
namespace skep::docker {

Result<qint64> parseMemory(const QString &text); //!< "512m", "1.5 GiB", "1073741824"; units of 1024
Result<qint64> parseCpus(const QString &text); //!< "0.5" → 500000000
Result<std::chrono::nanoseconds> parseDuration(const QString &text); //!< "1m30s", "500ms", "10" (seconds)

QString cpusText(qint64 nanoCpus); //!< "0.5"
QString memoryText(qint64 bytes); //!< "512M", exact: what is no multiple is told in bytes
QString durationText(std::chrono::nanoseconds duration); //!< "1m30s"

} // namespace skep::docker
