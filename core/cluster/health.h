// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace skep::cluster {
Q_NAMESPACE

//! From good to bad; Unknown means that nothing is known now and never counts as good.
enum class Health { Ok, Converging, Degraded, Down, Unknown };
Q_ENUM_NS(Health)

struct HealthReason
{
    Health health = Health::Unknown;
    QString reason; //!< one sentence; empty when Ok
    bool operator==(const HealthReason &) const = default;
};

} // namespace skep::cluster
