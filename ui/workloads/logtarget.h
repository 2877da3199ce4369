// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skep::ui {

//! A container whose log somebody wants to read.
struct LogTarget
{
    QString machine;
    QString container; //!< its id
    QString name; //!< "web.1"
    QString node; //!< for people
    bool operator==(const LogTarget &) const = default;
};

} // namespace skep::ui
