// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/newesttemplates.h"

#include <algorithm>

namespace skep::cloud {

QList<MachineTemplate> newestOfEachName(const QList<MachineTemplate> &templates)
{
    QList<MachineTemplate> newest;
    for (const MachineTemplate &each : templates) {
        const auto same = std::find_if(newest.begin(), newest.end(), [&each](const MachineTemplate &other) {
            return other.name == each.name;
        });
        if (same == newest.end())
            newest.append(each);
        else if (each.createdAt > same->createdAt)
            *same = each;
    }
    return newest;
}

} // namespace skep::cloud
