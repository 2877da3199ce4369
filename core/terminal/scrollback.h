// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/celltables.h"
#include "core/terminal/row.h"

#include <deque>
#include <memory>
#include <string_view>

namespace skep::terminal {

//! Lines that left the screen, packed: text as bytes, attributes as runs, plain blanks at the end not at all.
//! A ring that drops its oldest lines beyond its limits in lines and bytes.
class Scrollback
{
public:
    static constexpr std::size_t mostBytes = 24U << 20U;

    explicit Scrollback(int mostLines)
        : m_mostLines(static_cast<std::size_t>(mostLines))
    {
    }
    std::size_t bytes() const { return m_bytes; }
    int size() const { return static_cast<int>(m_size); }
    std::size_t push(Row &row, const ClusterTable &clusters); //!< how many bytes it takes
    void popNewest();
    void clear();

    //! \p i from 0, the oldest. \p columns cells; a longer line is cut.
    void unpack(int i, int columns, ClusterTable &clusters, std::vector<Cell> &into) const;
    LineInfo info(int i) const { return line(i).info; }
    void markStyles(std::vector<bool> &used) const; //!< those that its lines have

private:
    struct Line
    {
        const char *data = nullptr;
        std::uint32_t size = 0;
        LineInfo info;
        std::string_view bytes() const { return {data, size}; }
    };
    //! Lines lie one behind the other in large pieces of memory: each by itself would cost an allocation.
    struct Chunk
    {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
        std::size_t used = 0;
        std::size_t lines = 0;
    };
    std::size_t place(std::size_t i) const
    {
        return m_first + i < m_lines.size() ? m_first + i : m_first + i - m_lines.size();
    }
    const Line &line(int i) const { return m_lines[place(static_cast<std::size_t>(i))]; }
    Line &slot();
    const char *store(std::string_view packed);
    void dropOldest();

    std::size_t m_mostLines;
    std::vector<Line> m_lines; //!< grows up to the limit, then is a ring
    std::size_t m_first = 0;
    std::size_t m_size = 0;
    std::size_t m_bytes = 0;
    std::deque<Chunk> m_chunks; //!< the oldest first
};

} // namespace skep::terminal
