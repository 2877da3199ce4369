// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/facts.h"

namespace skep::cluster {

//! What needs a person's eye, worst first, each under an id that stays while it lasts. Pure but for the
//! memory.
std::vector<Attention> attention(const Facts &facts, const Picture &picture, Memory &memory,
                                 const QDateTime &now);

//! The line on top of everything: how it is, how many failures it can take, whether that is known.
QString overviewSentence(const Facts &facts, const Overview &overview, std::size_t matters);

} // namespace skep::cluster
