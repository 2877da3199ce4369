// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace skep::sandbox {

namespace fs = std::filesystem;

std::string readFile(const fs::path &path); //!< empty if there is none
//! Makes the folders it needs and replaces the file at once, so that a reader never sees half of it.
void writeFile(const fs::path &path, const std::string &content, unsigned mode = 0644);
//! Removes a folder of ours, whatever is in it; a missing one is no error.
void removeTree(const fs::path &path);
//! Throws with a sentence when less than this is free where the folder will be.
void requireSpace(const fs::path &folder, std::uint64_t bytes, const std::string &purpose);
std::string sha256Hex(const std::string &data);
std::string trimmed(const std::string &text);

//! Holds an exclusive lock on a file while it lives; the file stays.
class FileLock
{
public:
    explicit FileLock(const fs::path &path, bool wait = true);
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

    bool isHeld() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

} // namespace skep::sandbox
