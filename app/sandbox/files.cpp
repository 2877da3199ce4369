// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace skep::sandbox {

namespace {

[[noreturn]] void failWith(const std::string &what, const fs::path &path, int error)
{
    std::string text = what + " " + path.string() + ": " + std::strerror(error) + ".";
    if (error == ENOSPC) {
        text += " Free some disk space and try again.";
    }
    throw std::runtime_error(text);
}

} // namespace

std::string readFile(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void writeFile(const fs::path &path, const std::string &content, unsigned mode)
{
    fs::create_directories(path.parent_path());
    auto temporary = path;
    temporary += ".new";
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0) {
        failWith("Cannot write", path, errno);
    }
    ::fchmod(fd, mode);
    std::size_t written = 0;
    while (written < content.size()) {
        const auto size = ::write(fd, content.data() + written, content.size() - written);
        if (size < 0 && errno != EINTR) {
            const int error = errno;
            ::close(fd);
            ::unlink(temporary.c_str());
            failWith("Cannot write", path, error);
        }
        written += size > 0 ? static_cast<std::size_t>(size) : 0;
    }
    ::close(fd);
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        failWith("Cannot write", path, errno);
    }
}

void removeTree(const fs::path &path)
{
    std::error_code error;
    fs::remove_all(path, error);
    if (error) {
        failWith("Cannot remove", path, error.value());
    }
}

void requireSpace(const fs::path &folder, std::uint64_t bytes, const std::string &purpose)
{
    fs::create_directories(folder);
    const auto space = fs::space(folder);
    if (space.available < bytes) {
        throw std::runtime_error("There is not enough disk space in " + folder.string() + " " + purpose + ": "
                                 + std::to_string(bytes >> 20) + " MiB are needed, "
                                 + std::to_string(space.available >> 20) + " MiB are free.");
    }
}

std::string sha256Hex(const std::string &data)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(data.data(), data.size(), digest.data(), &size, EVP_sha256(), nullptr);
    static const char *const digits = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return hex;
}

std::string trimmed(const std::string &text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

FileLock::FileLock(const fs::path &path, bool wait)
{
    for (;;) {
        fs::create_directories(path.parent_path());
        m_fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (m_fd < 0) {
            failWith("Cannot lock", path, errno);
        }
        int result = -1;
        do {
            result = ::flock(m_fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
        } while (result != 0 && errno == EINTR);
        struct stat held
        {
        };
        struct stat named
        {
        };
        // The one who held it before may have removed the file: then the lock is worth nothing.
        if (result == 0 && ::fstat(m_fd, &held) == 0 && ::stat(path.c_str(), &named) == 0
            && held.st_ino == named.st_ino) {
            return;
        }
        ::close(m_fd);
        m_fd = -1;
        if (result != 0) {
            return;
        }
    }
}

FileLock::~FileLock()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

} // namespace skep::sandbox
