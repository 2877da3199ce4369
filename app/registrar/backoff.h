// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <utility>

namespace skep::registrar {

//! Waiting times that double from 250 ms up to 5 s, so that trouble is neither hammered nor noticed late.
class Backoff
{
public:
    std::chrono::milliseconds next() { return std::exchange(m_next, std::min(2 * m_next, longest)); }
    void reset() { m_next = shortest; }
    bool isReset() const { return m_next == shortest; }

private:
    static constexpr std::chrono::milliseconds shortest{250};
    static constexpr std::chrono::milliseconds longest{5000};
    std::chrono::milliseconds m_next = shortest;
};

} // namespace skep::registrar
