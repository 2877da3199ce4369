// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/facts.h"
#include "tests/ui/scripteddiscovery.h"
#include "tests/ui/scriptedoperations.h"

//! A cluster in which everything that others chose is one text.
namespace skep::test {

void fillHostile(cluster::Facts &facts, const QString &text);
void fillHostile(ScriptedOperations &operations, const QString &text);
void fillHostile(ScriptedDiscovery &discovery, const QString &text);

} // namespace skep::test
