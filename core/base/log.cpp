// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

namespace skep {

Q_LOGGING_CATEGORY(lcFile, "skep.file")
Q_LOGGING_CATEGORY(lcNet, "skep.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSsh, "skep.ssh", QtInfoMsg)
Q_LOGGING_CATEGORY(lcCloud, "skep.cloud", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDocker, "skep.docker", QtInfoMsg)
Q_LOGGING_CATEGORY(lcConsul, "skep.consul", QtInfoMsg)
Q_LOGGING_CATEGORY(lcPlan, "skep.plan", QtInfoMsg)
Q_LOGGING_CATEGORY(lcCluster, "skep.cluster", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "skep.ui", QtInfoMsg)

} // namespace skep
