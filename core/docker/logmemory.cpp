// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/logmemory.h"

namespace skep::docker {

namespace {

constexpr qint64 remembered = 1'000'000'000; // nanoseconds
constexpr qsizetype mostRemembered = 100'000;

} // namespace

bool LogMemory::isNew(const LogLine &line)
{
    const size_t fingerprint = mark(line);
    if (const auto again = m_replayed.find(line.nanos, fingerprint); again != m_replayed.end()) {
        m_replayed.erase(again);
        return false;
    }
    if (std::exchange(m_fromFirstLine, false))
        m_floor = line.nanos;
    if (line.nanos < m_floor)
        return true;
    m_seen.insert(line.nanos, fingerprint);
    // Times are forgotten as a whole: of what is left every line is known.
    while (!m_seen.isEmpty()
           && (m_seen.size() > mostRemembered || m_seen.firstKey() < m_seen.lastKey() - remembered)) {
        m_floor = m_seen.firstKey() + 1;
        m_seen.remove(m_seen.firstKey());
    }
    return true;
}

} // namespace skep::docker
