// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"

namespace skep::cloud {

//! What a cloud can do in a zone, beyond machines with an address.
struct Abilities
{
    bool canKeepApart = true; //!< there are anti-affinity groups
    QStringList lacks = {}; //!< what is missing and may be missed: a sentence each
    QString obstacle = {}; //!< why no cluster can be made there: a sentence; empty: one can
    bool operator==(const Abilities &) const = default;
};

//! Of the provider's zone. Only CloudStack's clouds differ from one another; the others can do everything.
Pending<Abilities> abilitiesOf(CloudProvider *provider);

} // namespace skep::cloud
