// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/scrollback.h"

#include "core/terminal/utf8.h"

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
        return cells < 0xFFFF && foreground == cell.foreground && background == cell.background
            && style == cell.style && attributes == (cell.attributes & ~perCell);
    }
};

void appendRun(std::string &to, const Run &run)
{
    to.append(reinterpret_cast<const char *>(&run), sizeof run);
}

Run runAt(const std::string &data, std::size_t i)
{
    Run run;
    std::memcpy(&run, data.data() + sizeof(std::uint16_t) + i * sizeof run, sizeof run);
    return run;
}

std::uint16_t runsOf(const std::string &data)
{
    std::uint16_t runs = 0;
    if (!data.empty())
        std::memcpy(&runs, data.data(), sizeof runs);
    return runs;
}

void appendText(std::string &to, const Cell &cell, const ClusterTable &clusters)
{
    if (cell.text == 0)
        return to.push_back(blankMark);
    if (cell.attributes & Attribute::Wide)
        to.push_back(wideMark);
    if (!cell.isCluster())
        return appendUtf8(to, cell.text);
    const std::u32string &cluster = clusters.at(cell.text);
    to.push_back(clusterMark);
    to.push_back(static_cast<char>(cluster.size()));
    for (const char32_t code : cluster)
        appendUtf8(to, code);
}

//! Reads what appendText() wrote.
class TextReader
{
public:
    TextReader(const std::string &data, std::size_t from)
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
void packBlank(const Cell &blank, int columns, std::string &into)
{
    const std::uint16_t runs = blank == Cell{} ? 0 : 1;
    into.assign(reinterpret_cast<const char *>(&runs), sizeof runs);
    if (runs > 0)
        appendRun(into,
                  {static_cast<std::uint16_t>(columns),
                   static_cast<std::uint16_t>(blank.attributes & ~perCell), blank.style, blank.foreground,
                   blank.background});
}

void pack(const Row &row, const ClusterTable &clusters, std::string &into)
{
    thread_local std::string texts;
    texts.clear();
    into.clear();
    into.append(sizeof(std::uint16_t), '\0');
    std::uint16_t runs = 0;
    Run run;
    const int used = row.used();
    for (int column = 0; column < used; ++column) {
        const Cell &cell = row.at(column);
        if (run.cells == 0 || !run.covers(cell)) {
            if (run.cells > 0)
                appendRun(into, run);
            run = {0, static_cast<std::uint16_t>(cell.attributes & ~perCell), cell.style, cell.foreground,
                   cell.background};
            ++runs;
        }
        ++run.cells;
        if (cell.text < 0x7F && cell.text >= 0x20)
            texts.push_back(static_cast<char>(cell.text));
        else if (!(cell.attributes & Attribute::WideTail))
            appendText(texts, cell, clusters);
    }
    if (run.cells > 0)
        appendRun(into, run);
    std::memcpy(into.data(), &runs, sizeof runs);
    texts.erase(texts.find_last_not_of(blankMark) + 1); // what is missing at the end is blank
    into += texts;
}

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
        m_bytes -= m_lines[m_first].data.size();
        m_first = (m_first + 1) % m_lines.size();
        --m_size;
    }
    ++m_size;
    return m_lines[(m_first + m_size - 1) % m_lines.size()];
}

std::size_t Scrollback::push(Row &row, const ClusterTable &clusters)
{
    if (m_mostLines == 0)
        return 0;
    thread_local std::string packed;
    if (row.isUnfilled && row.filling.text == 0 && !(row.filling.attributes & perCell)) {
        packBlank(row.filling, row.columns(), packed);
    } else {
        if (row.isUnfilled)
            row.fillNow();
        pack(row, clusters, packed);
    }
    Line &target = slot();
    target.data = std::string(packed); // no spare room
    target.info = row.info;
    m_bytes += packed.size();
    while (m_bytes > mostBytes && m_size > 1) {
        m_bytes -= m_lines[m_first].data.size();
        m_lines[m_first].data = {};
        m_first = (m_first + 1) % m_lines.size();
        --m_size;
    }
    return packed.size();
}

void Scrollback::clear()
{
    m_lines.clear();
    m_lines.shrink_to_fit();
    m_first = m_size = m_bytes = 0;
}

void Scrollback::unpack(int i, int columns, ClusterTable &clusters, std::vector<Cell> &into) const
{
    into.assign(static_cast<std::size_t>(columns), Cell{});
    const std::string &data = line(i).data;
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
        const std::string &data = line(i).data;
        for (std::uint16_t n = 0; n < runsOf(data); ++n)
            used[runAt(data, n).style] = true;
    }
}

} // namespace skep::terminal
