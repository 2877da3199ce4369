// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace skep::terminal {

//! Bounds what a byte can cost: a few bytes may ask for a million cells to be moved. Each byte that comes in
//! earns steps; work on many cells takes them, and is refused while there are none. It counts bytes, not
//! time, so that the outcome is the same however the bytes are cut. A program that paints what it clears
//! never notices.
class Budget
{
public:
    //! A step is about half a nanosecond: a cell that is copied.
    static constexpr std::int64_t perByte = 400;
    static constexpr std::int64_t most = 12'000'000;
    static constexpr std::int64_t mostDebt = 10 * most; //!< one sequence may cost far more than is left

    explicit Budget(const std::uint64_t &bytes) //!< how many have come in, counted by somebody else
        : m_bytes(bytes)
    {
    }
    //! False: refused. The last work may cost more than is left, which the bytes behind it earn back.
    bool spend(std::int64_t steps)
    {
        charge(0);
        if (m_left <= 0)
            return false;
        m_left -= steps;
        return true;
    }
    //! For work that cannot be refused.
    void charge(std::int64_t steps)
    {
        const auto earned = static_cast<std::int64_t>(m_bytes - m_seen) * perByte;
        m_left = std::max(std::min(m_left + earned, most) - steps, -mostDebt);
        m_seen = m_bytes;
    }
    void refill() { m_left = most; } //!< what came so far has been shown

private:
    const std::uint64_t &m_bytes;
    std::uint64_t m_seen = 0;
    std::int64_t m_left = most;
};

} // namespace skep::terminal
