// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skep::ssh {

// When this program is killed, or its connection is lost, a command at the far side sees its input end, and
// takes half of a file for the whole. So no command begins before all of its input is there.

//! A command line for any login shell that runs \p command, with what was \p input of allInput() as its
//! stdin, and does nothing when that was cut short. What the far side needs: sh and base64.
QByteArray onlyWithAllInput(const QByteArray &command);
QByteArray allInput(const QByteArray &input);

} // namespace skep::ssh
