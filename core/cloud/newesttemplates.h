// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"

namespace skep::cloud {

//! One template for each name, the newest, in the order in which the names come first: clouds keep the old
//! ones of a name beside the new one.
QList<MachineTemplate> newestOfEachName(const QList<MachineTemplate> &templates);

} // namespace skep::cloud
