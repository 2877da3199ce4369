// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/calls.h"

namespace skep::cloud::cloudstack {

class IsolatedNetworks;

//! The machines of an account in the zone that each call names. Main thread.
class Machines : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Machines)

public:
    Machines(Calls *calls, IsolatedNetworks *networks);

    Pending<Started> create(const ZoneRow &zone, const MachineRequest &request);
    Pending<MachineRow> row(const QString &id); //!< NotFound, if there is none
    Pending<QList<Machine>> located(const ZoneRow &zone, const QList<MachineRow> &rows); //!< with addresses
    Pending<QList<Machine>> list(const ZoneRow &zone, const Labels &labels);
    Pending<Started> destroy(const QString &id); //!< a missing one is no error
    Pending<> setMembership(const QString &id, const QString &groupId, bool isMember);

private:
    Pending<Parameters> deployment(const MachineRequest &request);
    Pending<Parameters> withNetwork(const ZoneRow &zone, const MachineRequest &request,
                                    Parameters parameters);
    Pending<> tag(const QString &machineId, const Labels &labels);

    Calls *m_calls;
    IsolatedNetworks *m_networks;
};

} // namespace skep::cloud::cloudstack
