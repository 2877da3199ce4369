// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fileio.h"

#include <chrono>

namespace skep {

//! The right to write: a kernel lock on a file of its own, which is never renamed and says who holds it. It
//! ends with the process, however that ends, and never by age: who is stopped or asleep keeps it. Any thread.
class WriterLock
{
public:
    //! Errors: Conflict, which names the holder; Io. \p patience: how long to wait for a holder that is
    //! quick.
    static Result<WriterLock> take(const QString &path, std::chrono::milliseconds patience = {});
    //! The Conflict that take() would give now, without taking it.
    static Result<> look(const QString &path);

private:
    explicit WriterLock(FileDescriptor fd)
        : m_fd(std::move(fd))
    {
    }

    FileDescriptor m_fd;
};

} // namespace skep
