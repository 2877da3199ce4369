// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace skep::test {

//! Shows all windows about clusters and servers that are there already, with the text wherever one of them, a
//! file of this computer or a cloud has spoken.
void showConnecting(const QString &text, const std::function<void()> &inspect);

} // namespace skep::test
