// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <sstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

//! Owns one file descriptor.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { close(); }

    int value() const { return m_fd; }
    void assign(int fd)
    {
        close();
        m_fd = fd;
    }
    void close()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
        m_fd = -1;
    }

private:
    int m_fd = -1;
};

struct Pipe
{
    Descriptor readEnd;
    Descriptor writeEnd;

    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error(std::string("No pipe could be made: ") + std::strerror(errno));
        }
        readEnd.assign(ends[0]);
        writeEnd.assign(ends[1]);
    }
};

std::vector<char *> pointers(const Arguments &arguments)
{
    std::vector<char *> result;
    result.reserve(arguments.size() + 1);
    for (const auto &argument : arguments) {
        result.push_back(const_cast<char *>(argument.c_str())); // the type posix_spawn asks for
    }
    result.push_back(nullptr);
    return result;
}

// Children must not inherit blocked or ignored signals: the sandbox ignores SIGPIPE and waits for SIGTERM.
class SpawnAttributes
{
public:
    explicit SpawnAttributes(bool ownSession)
    {
        posix_spawnattr_init(&m_attributes);
        sigset_t none;
        sigset_t defaults;
        sigemptyset(&none);
        sigemptyset(&defaults);
        for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) {
            sigaddset(&defaults, signal);
        }
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setsigdefault(&m_attributes, &defaults);
        int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
        if (ownSession) {
            flags |= POSIX_SPAWN_SETSID;
        }
        posix_spawnattr_setflags(&m_attributes, static_cast<short>(flags));
    }
    SpawnAttributes(const SpawnAttributes &) = delete;
    SpawnAttributes &operator=(const SpawnAttributes &) = delete;
    ~SpawnAttributes() { posix_spawnattr_destroy(&m_attributes); }

    const posix_spawnattr_t *value() const { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes{};
};

class FileActions
{
public:
    FileActions() { posix_spawn_file_actions_init(&m_actions); }
    FileActions(const FileActions &) = delete;
    FileActions &operator=(const FileActions &) = delete;
    ~FileActions() { posix_spawn_file_actions_destroy(&m_actions); }

    void duplicate(int from, int to) { posix_spawn_file_actions_adddup2(&m_actions, from, to); }
    void open(int fd, const char *path, int flags)
    {
        posix_spawn_file_actions_addopen(&m_actions, fd, path, flags, 0600);
    }
    const posix_spawn_file_actions_t *value() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

pid_t spawn(const Arguments &arguments, const FileActions &actions, bool ownSession)
{
    const SpawnAttributes attributes(ownSession);
    auto argv = pointers(arguments);
    pid_t pid = -1;
    const int error = posix_spawnp(&pid, argv[0], actions.value(), attributes.value(), argv.data(), environ);
    if (error != 0) {
        throw std::runtime_error("The program " + arguments.front()
                                 + " could not be started: " + std::strerror(error) + ".");
    }
    return pid;
}

void giveLines(std::string &pending, const std::string &piece,
               const std::function<void(const std::string &)> &onLine)
{
    if (!onLine) {
        return;
    }
    pending += piece;
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        onLine(pending.substr(0, end));
        pending.erase(0, end + 1);
    }
}

// One end of the conversation with the child; false once it is at its end.
bool readSome(Descriptor &from, std::string &into, std::string *piece)
{
    std::array<char, 16384> buffer{};
    const auto size = ::read(from.value(), buffer.data(), buffer.size());
    if (size > 0) {
        into.append(buffer.data(), static_cast<std::size_t>(size));
        if (piece != nullptr) {
            piece->assign(buffer.data(), static_cast<std::size_t>(size));
        }
        return true;
    }
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) {
        return true;
    }
    from.close();
    return false;
}

void writeSome(Descriptor &to, const std::string &input, std::size_t &written)
{
    const auto size = ::write(to.value(), input.data() + written, input.size() - written);
    if (size > 0) {
        written += static_cast<std::size_t>(size);
    }
    if ((size < 0 && errno != EINTR && errno != EAGAIN) || written == input.size()) {
        to.close();
    }
}

void converse(Descriptor &in, Descriptor &out, Descriptor &err, const ProcessOptions &options,
              ProcessResult &result)
{
    std::size_t written = 0;
    std::string pendingLine;
    if (options.input.empty()) {
        in.close();
    } else {
        ::fcntl(in.value(), F_SETFL, O_NONBLOCK);
    }
    while (out.value() >= 0 || err.value() >= 0) {
        std::array<pollfd, 3> fds{
            {{in.value(), POLLOUT, 0}, {out.value(), POLLIN, 0}, {err.value(), POLLIN, 0}}};
        if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR) {
            break;
        }
        if (fds[0].revents != 0) {
            writeSome(in, options.input, written);
        }
        if (fds[1].revents != 0) {
            readSome(out, result.output, nullptr);
        }
        std::string piece;
        if (fds[2].revents != 0 && readSome(err, result.errors, &piece)) {
            giveLines(pendingLine, piece, options.onErrorLine);
        }
    }
}

int waitFor(pid_t pid)
{
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string tail(const std::string &text)
{
    constexpr std::size_t limit = 1200;
    auto end = text.find_last_not_of(" \n\r\t");
    const auto trimmed = end == std::string::npos ? std::string() : text.substr(0, end + 1);
    return trimmed.size() > limit ? "…" + trimmed.substr(trimmed.size() - limit) : trimmed;
}

} // namespace

ProcessResult runProcess(const Arguments &arguments, const ProcessOptions &options)
{
    Pipe in;
    Pipe out;
    Pipe err;
    FileActions actions;
    actions.duplicate(in.readEnd.value(), STDIN_FILENO);
    actions.duplicate(out.writeEnd.value(), STDOUT_FILENO);
    actions.duplicate(err.writeEnd.value(), STDERR_FILENO);
    // A child that ends early must not end the sandbox with SIGPIPE.
    static std::once_flag ignoreOnce;
    std::call_once(ignoreOnce, [] { std::signal(SIGPIPE, SIG_IGN); });
    const pid_t pid = spawn(arguments, actions, false);
    in.readEnd.close();
    out.writeEnd.close();
    err.writeEnd.close();
    ProcessResult result;
    converse(in.writeEnd, out.readEnd, err.readEnd, options, result);
    result.exitCode = waitFor(pid);
    return result;
}

std::string runChecked(const Arguments &arguments, const ProcessOptions &options)
{
    auto result = runProcess(arguments, options);
    if (result.exitCode != 0) {
        std::ostringstream text;
        text << arguments.front() << " ended with " << result.exitCode << ": "
             << tail(result.errors.empty() ? result.output : result.errors);
        throw std::runtime_error(text.str());
    }
    return std::move(result.output);
}

int startDetached(const Arguments &arguments, const std::string &logFile)
{
    FileActions actions;
    actions.open(STDIN_FILENO, "/dev/null", O_RDONLY);
    actions.open(STDOUT_FILENO, logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND);
    actions.duplicate(STDOUT_FILENO, STDERR_FILENO);
    return spawn(arguments, actions, true);
}

bool programExists(const std::string &name)
{
    const char *path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/sbin:/usr/bin:/sbin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((std::filesystem::path(folder) / name).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

} // namespace skep::sandbox
