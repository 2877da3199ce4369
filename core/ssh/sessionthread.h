// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QObject;

namespace skep::ssh {

//! Moves \p worker to a started thread of its own, which deletes it when it ends by QThread::quit(). The
//! program's end waits for all such threads, so that it does not tear its globals down under one. Main
//! thread.
void startSessionThread(QObject *worker, const QString &host);

} // namespace skep::ssh
