// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/signature.h"

#include <nlohmann/json.hpp>

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace skep::sandbox {

//! The state folder: who owns it, the key pair, the saved state and the ledger of calls. States are written
//! by a thread of its own; everything else belongs to the API's thread.
class Store
{
public:
    //! Makes the folder and locks it. Throws std::runtime_error with a sentence when it cannot be used.
    explicit Store(const std::filesystem::path &folder);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    Credentials credentials(); //!< random on the first start
    std::optional<nlohmann::json> loadState() const;

    //! Writes a state durably and then calls done from the writing thread. Of several waiting states only the
    //! last one is written.
    void save(const nlohmann::json &state, std::function<void()> done);

    //! Adds one line to the ledger of calls and returns its number.
    std::uint64_t appendCall(nlohmann::json call);
    std::string callsText() const; //!< every call ever, as the inside of a JSON array

    //! Removes the files of the store, and the folder when nothing else is in it.
    void erase();

private:
    void writeStates();
    void writeFile(const std::filesystem::path &file, const std::string &text) const;

    std::filesystem::path m_folder;
    int m_lock = -1;
    int m_calls = -1;
    std::uint64_t m_callCount = 0;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<std::string> m_next;
    std::vector<std::function<void()>> m_waiting;
    bool m_stop = false;
    std::thread m_writer;
};

} // namespace skep::sandbox
