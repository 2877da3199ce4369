// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/store.h"

#include "app/sandbox/encoding.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace skep::sandbox {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr auto lockFile = "lock";
constexpr auto credentialsFile = "credentials.json";
constexpr auto stateFile = "state.json";
constexpr auto callsFile = "calls.jsonl";

[[noreturn]] void failWith(const std::string &sentence)
{
    throw std::runtime_error(sentence + ": " + std::strerror(errno) + ".");
}

std::string readFile(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void writeAll(int descriptor, const std::string &text, const fs::path &file)
{
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t count = ::write(descriptor, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            failWith("Cannot write " + file.string());
        written += static_cast<std::size_t>(count);
    }
}

void syncFolder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

Store::Store(const fs::path &folder)
    : m_folder(folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        throw std::runtime_error("The state folder " + folder.string() + " cannot be made"
                                 + (error ? ": " + error.message() : std::string()) + ".");
    const fs::path lock = folder / lockFile;
    m_lock = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lock < 0)
        failWith("The state folder " + folder.string() + " cannot be written");
    if (::flock(m_lock, LOCK_EX | LOCK_NB) != 0)
        throw std::runtime_error("Another skep-sandbox is running with the state folder " + folder.string()
                                 + ": stop it first or choose another folder.");
    m_calls = ::open((folder / callsFile).c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_calls < 0)
        failWith("The ledger in " + folder.string() + " cannot be opened");
    const std::string calls = readFile(folder / callsFile);
    m_callCount = static_cast<std::uint64_t>(std::count(calls.begin(), calls.end(), '\n'));
    if (!calls.empty() && calls.back() != '\n') // cut short by a crash
        if (::ftruncate(m_calls, static_cast<off_t>(calls.rfind('\n') + 1)) != 0)
            failWith("The ledger in " + folder.string() + " cannot be repaired");
    m_writer = std::thread([this] { writeStates(); });
}

Store::~Store()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    if (m_writer.joinable())
        m_writer.join();
    if (m_calls >= 0)
        ::close(m_calls);
    if (m_lock >= 0)
        ::close(m_lock);
}

Credentials Store::credentials()
{
    const fs::path file = m_folder / credentialsFile;
    if (fs::exists(file)) {
        const json saved = json::parse(readFile(file), nullptr, false);
        if (saved.is_discarded() || !saved.contains("key") || !saved.contains("secret"))
            throw std::runtime_error("The key file " + file.string()
                                     + " is damaged: run the sandbox with --reset to start anew.");
        return {saved.at("key").get<std::string>(), saved.at("secret").get<std::string>()};
    }
    const Credentials made{"EXO" + randomHex(24), randomToken(43)};
    writeFile(file, json{{"key", made.key}, {"secret", made.secret}}.dump());
    return made;
}

std::optional<json> Store::loadState() const
{
    const fs::path file = m_folder / stateFile;
    if (!fs::exists(file))
        return std::nullopt;
    json state = json::parse(readFile(file), nullptr, false);
    if (state.is_discarded())
        throw std::runtime_error("The saved state " + file.string()
                                 + " is damaged: run the sandbox with --reset to start anew.");
    return state;
}

void Store::writeFile(const fs::path &file, const std::string &text) const
{
    const fs::path fresh = file.string() + ".new";
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        failWith("Cannot write " + fresh.string());
    try {
        writeAll(descriptor, text, fresh);
    } catch (...) {
        ::close(descriptor);
        throw;
    }
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!synced || ::rename(fresh.c_str(), file.c_str()) != 0)
        failWith("Cannot write " + file.string());
    syncFolder(m_folder);
}

void Store::save(const json &state, std::function<void()> done)
{
    std::string text = state.dump(1, ' ', false, json::error_handler_t::replace);
    {
        const std::lock_guard guard(m_mutex);
        m_next = std::move(text);
        if (done)
            m_waiting.push_back(std::move(done));
    }
    m_wake.notify_one();
}

void Store::writeStates()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stop || m_next; });
        if (!m_next)
            return;
        const std::string text = std::move(*m_next);
        m_next.reset();
        const std::vector<std::function<void()>> waiting = std::move(m_waiting);
        m_waiting.clear();
        lock.unlock();
        try {
            writeFile(m_folder / stateFile, text);
        } catch (const std::exception &error) {
            std::cerr << error.what() << std::endl;
        }
        for (const auto &done : waiting)
            done();
        lock.lock();
    }
}

std::uint64_t Store::appendCall(json call)
{
    call["n"] = ++m_callCount;
    try {
        writeAll(m_calls, call.dump(-1, ' ', false, json::error_handler_t::replace) + '\n',
                 m_folder / callsFile);
    } catch (const std::exception &error) {
        std::cerr << error.what() << std::endl;
    }
    return m_callCount;
}

std::string Store::callsText() const
{
    std::string text = readFile(m_folder / callsFile);
    if (!text.empty())
        text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ','); // JSON escapes line ends inside of strings
    return text;
}

void Store::erase()
{
    for (const char *name : {credentialsFile, stateFile, callsFile, lockFile}) {
        std::error_code ignored;
        fs::remove(m_folder / name, ignored);
        fs::remove(m_folder / (std::string(name) + ".new"), ignored);
    }
    std::error_code ignored;
    fs::remove(m_folder, ignored); // only when nothing of somebody else is in it
}

} // namespace skep::sandbox
