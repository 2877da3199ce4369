// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"

class QSettings;

//! A half-filled wizard, kept between runs. Never a secret: a spec has none.
namespace skep::ui {

cluster::ClusterSpec loadDraft(const QSettings &settings);
void saveDraft(QSettings &settings, const cluster::ClusterSpec &spec);
void clearDraft(QSettings &settings);
QString freeName(const QStringList &taken); //!< a first name for a new cluster

} // namespace skep::ui
