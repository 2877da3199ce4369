// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <utility>

namespace skep {

//! Owns a file descriptor. Any thread.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    {
    }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    ~FileDescriptor();

    bool isOpen() const { return m_fd >= 0; }
    int value() const { return m_fd; }
    bool close(); //!< false when the system says that it failed; errno tells why

private:
    int m_fd = -1;
};

// Each returns false with errno set.
bool writeAll(int fd, const QByteArray &bytes); //!< goes on after short writes
bool readAll(int fd, QByteArray *bytes); //!< from the start of the file
bool syncFolderOf(const QString &path); //!< makes a creation or renaming in its folder last

QString lastSystemError(); //!< the text of errno

} // namespace skep
