// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace skep::app {

struct Options
{
    QString sandboxFile; //!< the sandbox's ready line, whose account is to be added
    QString help; //!< not empty: print it and leave
};

Result<Options> parseOptions(const QStringList &arguments);

} // namespace skep::app
