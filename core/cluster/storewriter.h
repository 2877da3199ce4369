// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/facts.h"

namespace skep::cluster {

//! What the clock on the wall said when the program started, and what has passed since, asleep or awake. Ages
//! do not jump with it when somebody sets the clock.
QDateTime steadyNow();

//! The monitor's end of a store: takes facts, and tells the world once per batch what differs. Main thread.
class StoreWriter
{
public:
    explicit StoreWriter(Store *store); //!< not owned; must outlive the writer

    const Facts &facts() const;
    Facts &edit(); //!< what was changed here is seen after commit()
    void commit(const QDateTime &now = steadyNow());

private:
    Store *m_store;
};

} // namespace skep::cluster
