// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/step.h"

//! The journal's bytes, without the file: one line per record, "LLLLLLLL CCCCCCCC {json}\n", with the length
//! of the JSON and its CRC-32C in hex, so that a person can read it and a program can tell a torn end from
//! damage.
namespace skep::plan::format {

QByteArray frame(const QByteArray &json);
QByteArray header(); //!< the first line of every journal: schema and kind
QByteArray encode(const QString &stepId, const Record &record);

struct Content
{
    QHash<QString, Record> records;
    qsizetype goodBytes = 0; //!< up to here all is whole; what follows is a torn record
};

//! Errors: Config with one sentence (damaged, of a newer version, no journal at all).
Result<Content> parse(const QByteArray &bytes, const QString &path);

} // namespace skep::plan::format
