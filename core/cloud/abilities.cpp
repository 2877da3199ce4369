// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/abilities.h"

#include "core/cloud/cloudstack/cloudstackprovider.h"

namespace skep::cloud {

Pending<Abilities> abilitiesOf(CloudProvider *provider)
{
    if (auto *cloudStack = qobject_cast<CloudStackProvider *>(provider))
        return cloudStack->abilities();
    return ready<Abilities>(Abilities());
}

} // namespace skep::cloud
