// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/lifecycle.h"

namespace skep::sandbox {

//! The calls under /sandbox/ that no cloud has: ledger, fault rules, power cuts. Unsigned, for this computer
//! only. Belongs to the API's thread.
class Control
{
public:
    Control(Cloud &cloud, Lifecycle &lifecycle, Faults &faults);

    void handle(const Request &request, const Respond &respond);

private:
    nlohmann::json status() const;
    Response ledger() const;
    void power(const std::string &instanceId, bool on, const Respond &respond);
    bool answerPower(const Request &request, const Respond &respond);

    Cloud &m_cloud;
    Lifecycle &m_lifecycle;
    Faults &m_faults;
    Router m_router; //!< calls that answer at once
    Router m_power; //!< calls that answer when the machine did it
};

} // namespace skep::sandbox
