// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"
#include "ui/terminal/rowrenderer.h"

#include <optional>
#include <string>
#include <vector>

namespace skep::ui {

//! What is searched for, where it is, and which of the places is the current one.
class TextSearch final
{
public:
    using Match = terminal::Terminal::Match;

    void setNeedle(const std::string &needle, bool isCaseSensitive);
    void clear() { *this = {}; }
    bool isActive() const { return !m_needle.empty(); }
    void refresh(const terminal::Terminal &terminal); //!< keeps the current place if it is still one

    std::size_t count() const { return m_matches.size(); }
    std::optional<std::size_t> current() const { return m_current; }
    //! Goes on; the first step is to the last place at or above \p line. Wraps around.
    std::optional<Match> step(bool isForward, std::int64_t line);
    void addTo(RowOverlay &overlay, std::int64_t line, int columns) const;

    static constexpr std::size_t most = 10'000;

private:
    std::string m_needle;
    bool m_isCaseSensitive = false;
    std::vector<Match> m_matches;
    std::optional<std::size_t> m_current;
};

} // namespace skep::ui
