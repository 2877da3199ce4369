// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace skep::cluster {
class Workspace;
}

namespace skep::ui {

//! The dialog for a new account over \p parent: with what other programs keep, checked and kept by the
//! workspace; afterwards an offer to take the secret out of the file that it came from.
void openNewAccount(cluster::Workspace *workspace, QWidget *parent);

} // namespace skep::ui
