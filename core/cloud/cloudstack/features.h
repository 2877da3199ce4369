// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/abilities.h"
#include "core/cloud/cloudstack/calls.h"

#include <QSet>

namespace skep::cloud::cloudstack {

//! What an account may call and what that makes possible: versions, plug-ins and roles differ, so the cloud
//! is asked and nothing is taken from a version number. Main thread.
class Features : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Features)

public:
    explicit Features(Calls *calls);

    Pending<Abilities> in(const ZoneRow &zone);

private:
    Pending<QSet<QString>> callNames(); //!< empty where the cloud does not tell
    Pending<bool> knowsAntiAffinity();

    Calls *m_calls;
    QSet<QString> m_names; //!< once asked
};

//! \p names: of the calls that the account may make; empty: not known, so all of them.
Abilities abilitiesFrom(const QSet<QString> &names, bool knowsAntiAffinity, bool hasGroups);

} // namespace skep::cloud::cloudstack
