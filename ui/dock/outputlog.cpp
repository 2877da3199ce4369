// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/outputlog.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace skep::ui {

namespace {

struct OutputLogText
{
    Q_DECLARE_TR_FUNCTIONS(OutputLog)
};

} // namespace

Result<> OutputLog::start(const QString &path)
{
    stop();
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return fail(ErrorCode::Io, OutputLogText::tr("The file %1 cannot be written.").arg(path),
                    m_file.errorString());
    if (!m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
        const QString why = m_file.errorString();
        stop();
        return fail(ErrorCode::Io, OutputLogText::tr("The file %1 cannot be kept private.").arg(path), why);
    }
    return {};
}

Result<> OutputLog::write(const QByteArray &bytes)
{
    if (m_file.write(bytes) == bytes.size())
        return {};
    const QString why = m_file.errorString();
    stop();
    return fail(ErrorCode::Io,
                OutputLogText::tr("Logging to %1 has stopped.").arg(QFileInfo(m_file.fileName()).fileName()),
                why);
}

} // namespace skep::ui
