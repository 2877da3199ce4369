// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"
#include "ui/terminal/selection.h"

#include <QUrl>

#include <optional>
#include <vector>

namespace skep::ui {

struct Link
{
    TextRange range;
    QUrl url;
    bool operator==(const Link &) const = default;
};

//! A line as it was before it had to be wrapped: what words and links are looked for in.
class LogicalLine final
{
public:
    LogicalLine(const terminal::Terminal &terminal, std::int64_t line);

    TextRange wordAt(terminal::Position at) const;
    TextRange all() const;
    //! What the far side marked as a link (OSC 8), or text that is one; http and https only.
    std::optional<Link> linkAt(terminal::Position at) const;

private:
    std::size_t indexOf(terminal::Position at) const;
    terminal::Position placeOf(std::size_t index, bool isEnd) const;
    TextRange rangeOf(std::size_t begin, std::size_t end) const;
    std::optional<Link> markedLinkAt(std::size_t index) const;
    std::optional<Link> writtenLinkAt(std::size_t index) const;

    const terminal::Terminal &m_terminal;
    std::int64_t m_first;
    std::size_t m_columns;
    std::vector<terminal::Cell> m_cells;
    std::u32string
        m_text; //!< a character for each cell: the first of a grapheme, the tail of a wide one repeats
};

} // namespace skep::ui
