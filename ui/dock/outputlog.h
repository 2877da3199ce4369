// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFile>

namespace skep::ui {

//! The bytes of one terminal as they come, in a file that only its owner may read: what a shell prints can be
//! secret.
class OutputLog final
{
public:
    Result<> start(const QString &path); //!< appends to what is there
    Result<> write(const QByteArray &bytes); //!< an error ends the log
    void stop() { m_file.close(); }
    bool isRunning() const { return m_file.isOpen(); }
    QString path() const { return m_file.fileName(); }

private:
    QFile m_file;
};

} // namespace skep::ui
