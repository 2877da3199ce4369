// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QRandomGenerator>
#include <QSet>

namespace skep::cluster {

//! Which of several sources to ask next: around the list at once, then a growing wait; those that refused us
//! are left out for good.
class Rounds
{
public:
    explicit Rounds(qsizetype count)
        : m_count(count)
    {
    }

    qsizetype current() const { return m_at; }
    bool isExhausted() const { return m_refused.size() >= m_count; }
    void succeeded() { m_failed = 0; }
    void refuse() { m_refused.insert(m_at); }

    //! Goes on to the next source; how long to wait before asking it.
    std::chrono::milliseconds next()
    {
        ++m_failed;
        const auto usable = m_count - m_refused.size();
        if (usable <= 0)
            return {};
        do {
            m_at = (m_at + 1) % m_count;
        } while (m_refused.contains(m_at));
        if (m_failed % usable != 0)
            return {};
        static constexpr Backoff backoff{.first = std::chrono::milliseconds(500),
                                         .most = std::chrono::seconds(10)};
        return backoff.wait(static_cast<int>(m_failed / usable),
                            QRandomGenerator::global()->generateDouble());
    }

private:
    qsizetype m_count;
    qsizetype m_at = 0;
    qsizetype m_failed = 0; // since the last success
    QSet<qsizetype> m_refused;
};

//! Nothing that waiting could mend.
inline bool isRefusal(const Error &error)
{
    return error.code == ErrorCode::Auth || error.code == ErrorCode::HostKey;
}

} // namespace skep::cluster
