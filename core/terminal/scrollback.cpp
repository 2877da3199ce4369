// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/scrollback.h"

#include "core/terminal/utf8.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <utf8proc.h>

namespace skep::terminal {

namespace {

// A line is: number of runs, the runs, the texts of the cells. A text begins with one of these where it is
// not a plain character of one cell.
constexpr char blankMark = 0x00; //!< nothing was written there
constexpr char wideMark = 0x01; //!< the next one covers two cells
constexpr char clusterMark = 0x02; //!< a byte with the number of code points, then these

constexpr auto perCell =
    static_cast<std::uint16_t>(Attribute::Wide | Attribute::WideTail | Attribute::Written);

//! Cells that follow each other and look the same.
struct Run
{
    std::uint16_t cells = 0;
    std::uint16_t attributes = 0;
    std::uint16_t style = 0;
    Color foreground;
    Color background;

    bool covers(const Cell &cell) const
    {
        return foreground == cell.foreground && background == cell.background && style == cell.style
            && attributes == (cell.attributes & ~perCell);
    }
};

//! The same, so that most cells are compared in two steps: they hold a letter and look as the one before.
class Look
{
public:
    Look(Cell cell, std::uint16_t attributes)
    {
        cell.attributes = attributes;
        m_colors = colorsOf(cell);
        m_rest = restOf(cell);
        Cell perLetter;
        perLetter.attributes = Attribute::Written;
        m_compared = ~restOf(perLetter);
    }
    bool isPlainLetter(const Cell &cell) const
    {
        return colorsOf(cell) == m_colors && ((restOf(cell) ^ m_rest) & m_compared) == 0
            && cell.text - 0x20U < 0x5F;
    }

private:
    static std::uint64_t colorsOf(const Cell &cell)
    {
        std::uint64_t colors = 0;
        std::memcpy(&colors, reinterpret_cast<const char *>(&cell) + offsetof(Cell, foreground),
                    sizeof colors);
        return colors;
    }
    static std::uint32_t restOf(const Cell &cell) // attributes and style
    {
        std::uint32_t rest = 0;
        std::memcpy(&rest, reinterpret_cast<const char *>(&cell) + offsetof(Cell, attributes), sizeof rest);
        return rest;
    }

    std::uint64_t m_colors = 0;
    std::uint32_t m_rest = 0;
    std::uint32_t m_compared = 0;
};

Run runAt(std::string_view data, std::size_t i)
{
    Run run;
    std::memcpy(&run, data.data() + sizeof(std::uint16_t) + i * sizeof run, sizeof run);
    return run;
}

std::uint16_t runsOf(std::string_view data)
{
    std::uint16_t runs = 0;
    if (!data.empty())
        std::memcpy(&runs, data.data(), sizeof runs);
    return runs;
}

// What a cell's text takes at most: its marks and a byte for the length, and the code points.
constexpr std::size_t mostOfCell = 4 + ClusterTable::longest * 4;

//! Returns the end of what was written to \p to.
char *writeText(char *to, const Cell &cell, const ClusterTable &clusters)
{
    if (cell.text == 0) {
        *to++ = blankMark;
        return to;
    }
    if (cell.attributes & Attribute::Wide)
        *to++ = wideMark;
    if (!cell.isCluster())
        return writeUtf8(to, cell.text);
    const std::u32string_view cluster =
        std::u32string_view(clusters.at(cell.text)).substr(0, ClusterTable::longest);
    *to++ = clusterMark;
    *to++ = static_cast<char>(cluster.size());
    for (const char32_t code : cluster)
        to = writeUtf8(to, code);
    return to;
}

//! Reads what appendText() wrote.
class TextReader
{
public:
    TextReader(std::string_view data, std::size_t from)
        : m_at(reinterpret_cast<const utf8proc_uint8_t *>(data.data()) + from)
        , m_end(reinterpret_cast<const utf8proc_uint8_t *>(data.data()) + data.size())
    {
    }
    bool take(char mark)
    {
        const bool isThere = m_at < m_end && *m_at == static_cast<utf8proc_uint8_t>(mark);
        m_at += isThere ? 1 : 0;
        return isThere;
    }
    bool isAtEnd() const { return m_at == m_end; }
    char32_t code()
    {
        if (m_at < m_end && *m_at < 0x80)
            return *m_at++;
        utf8proc_int32_t code = 0;
        const auto length = utf8proc_iterate(m_at, m_end - m_at, &code);
        m_at = length > 0 ? m_at + length : m_end;
        return static_cast<char32_t>(code);
    }
    std::u32string cluster()
    {
        std::u32string text;
        for (int n = m_at < m_end ? *m_at++ : 0; n > 0; --n)
            text.push_back(code());
        return text;
    }

private:
    const utf8proc_uint8_t *m_at;
    const utf8proc_uint8_t *m_end;
};

//! A line that nobody has written into since it was filled with blanks.
std::string_view packBlank(const Cell &blank, int columns)
{
    thread_local std::array<char, sizeof(std::uint16_t) + sizeof(Run)> packed;
    const Run run{static_cast<std::uint16_t>(columns),
                  static_cast<std::uint16_t>(blank.attributes & ~perCell), blank.style, blank.foreground,
                  blank.background};
    const std::uint16_t runs = blank == Cell{} ? 0 : 1;
    std::memcpy(packed.data(), &runs, sizeof runs);
    std::memcpy(packed.data() + sizeof runs, &run, sizeof run);
    return {packed.data(), sizeof runs + runs * sizeof run};
}

//! A line while it is packed; valid until the next one.
std::string_view pack(const Row &row, const ClusterTable &clusters)
{
    const auto used = static_cast<std::size_t>(row.used());
    thread_local std::vector<char> packed(sizeof(std::uint16_t));
    thread_local std::vector<char> texts(1);
    if (texts.size() < used * mostOfCell) {
        texts.resize(used * mostOfCell);
        packed.resize(sizeof(std::uint16_t) + used * (sizeof(Run) + mostOfCell));
    }
    std::uint16_t runs = 0;
    char *run = packed.data() + sizeof runs;
    char *text = texts.data();
    for (std::size_t column = 0; column < used;) {
        const Cell &first = row.cells[column];
        Run now{0, static_cast<std::uint16_t>(first.attributes & ~perCell), first.style, first.foreground,
                first.background};
        const std::size_t begin = column;
        const Look look(first, now.attributes);
        while (column < used) {
            for (; column < used && look.isPlainLetter(row.cells[column]); ++column)
                *text++ = static_cast<char>(row.cells[column].text);
            if (column == used || !now.covers(row.cells[column]))
                break;
            const Cell &cell = row.cells[column++];
            if (!(cell.attributes & Attribute::WideTail))
                text = writeText(text, cell, clusters);
        }
        now.cells = static_cast<std::uint16_t>(column - begin);
        std::memcpy(run, &now, sizeof now);
        run += sizeof now;
        ++runs;
    }
    std::memcpy(packed.data(), &runs, sizeof runs);
    while (text != texts.data() && text[-1] == blankMark) // what is missing at the end is blank
        --text;
    const auto length = static_cast<std::size_t>(text - texts.data());
    std::memcpy(run, texts.data(), length);
    return {packed.data(), static_cast<std::size_t>(run - packed.data()) + length};
}

constexpr std::size_t chunkSize = 32768; // below what malloc asks the system for one by one

} // namespace

Scrollback::Line &Scrollback::slot()
{
    if (m_size < m_mostLines && m_size == m_lines.size()) {
        if (m_first != 0) { // lines were dropped before it was full: put them in order to grow
            std::rotate(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(m_first),
                        m_lines.end());
            m_first = 0;
        }
        m_lines.emplace_back();
    } else if (m_size == m_lines.size()) {
        dropOldest();
    }
    return m_lines[place(m_size++)];
}

void Scrollback::dropOldest()
{
    m_bytes -= line(0).size;
    m_first = m_first + 1 == m_lines.size() ? 0 : m_first + 1;
    --m_size;
    if (--m_chunks.front().lines == 0)
        m_chunks.pop_front();
}

void Scrollback::popNewest()
{
    Chunk &chunk = m_chunks.back();
    const std::size_t size = line(static_cast<int>(--m_size)).size;
    m_bytes -= size;
    chunk.used -= size;
    if (--chunk.lines == 0)
        m_chunks.pop_back();
}

const char *Scrollback::store(std::string_view packed)
{
    if (m_chunks.empty() || m_chunks.back().size - m_chunks.back().used < packed.size()) {
        const std::size_t size = std::max(chunkSize, packed.size());
        m_chunks.push_back({std::unique_ptr<char[]>(new char[size]), size});
    }
    Chunk &chunk = m_chunks.back();
    char *at = chunk.bytes.get() + chunk.used;
    std::memcpy(at, packed.data(), packed.size());
    chunk.used += packed.size();
    ++chunk.lines;
    return at;
}

std::size_t Scrollback::push(Row &row, const ClusterTable &clusters)
{
    if (m_mostLines == 0)
        return 0;
    const bool isBlank = row.isUnfilled && row.filling.text == 0 && !(row.filling.attributes & perCell);
    if (row.isUnfilled && !isBlank)
        row.fillNow();
    const std::string_view packed = isBlank ? packBlank(row.filling, row.columns()) : pack(row, clusters);
    slot() = {store(packed), static_cast<std::uint32_t>(packed.size()), row.info};
    m_bytes += packed.size();
    while (m_bytes > mostBytes && m_size > 1)
        dropOldest();
    return packed.size();
}

void Scrollback::clear()
{
    m_lines.clear();
    m_lines.shrink_to_fit();
    m_chunks.clear();
    m_first = m_size = m_bytes = 0;
}

void Scrollback::unpack(int i, int columns, ClusterTable &clusters, std::vector<Cell> &into) const
{
    into.assign(static_cast<std::size_t>(columns), Cell{});
    const std::string_view data = line(i).bytes();
    const std::uint16_t runs = runsOf(data);
    TextReader texts(data, sizeof(std::uint16_t) + runs * sizeof(Run));
    std::size_t column = 0;
    bool isTail = false;
    for (std::uint16_t n = 0; n < runs; ++n) {
        const Run run = runAt(data, n);
        for (int k = 0; k < run.cells && column < into.size(); ++k, ++column) {
            Cell &cell = into[column];
            cell.foreground = run.foreground;
            cell.background = run.background;
            cell.attributes = run.attributes;
            cell.style = run.style;
            if (isTail) {
                cell.attributes |= Attribute::WideTail | Attribute::Written;
                isTail = false;
                continue;
            }
            if (texts.isAtEnd() || texts.take(blankMark))
                continue;
            cell.attributes |= Attribute::Written;
            if (texts.take(wideMark)) {
                cell.attributes |= Attribute::Wide;
                isTail = true;
            }
            cell.text = texts.take(clusterMark) ? clusters.insert(texts.cluster()) : texts.code();
        }
    }
    if (!into.empty() && (into.back().attributes & Attribute::Wide)) // its other half was cut off
        into.back() = {};
}

void Scrollback::markStyles(std::vector<bool> &used) const
{
    for (int i = 0; i < size(); ++i) {
        const std::string_view data = line(i).bytes();
        for (std::uint16_t n = 0; n < runsOf(data); ++n)
            used[runAt(data, n).style] = true;
    }
}

} // namespace skep::terminal
