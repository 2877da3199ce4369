// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/shell.h"

namespace skep::ssh {

void Shell::write(const QByteArray &bytes)
{
    emit toWrite(bytes, {});
}

void Shell::closeInput()
{
    emit toCloseInput({});
}

void Shell::resize(int columns, int rows)
{
    emit toResize(columns, rows, {});
}

void Shell::acknowledge(qsizetype bytes)
{
    emit acknowledged(bytes, {});
}

} // namespace skep::ssh
