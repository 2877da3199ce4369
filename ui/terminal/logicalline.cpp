// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/logicalline.h"

#include <QChar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using terminal::Cell;
using terminal::Position;

namespace {

constexpr std::int64_t mostLines = 100; // of one logical line, to either side

bool isWordCharacter(char32_t c)
{
    static constexpr std::u32string_view punctuation = U"-_./~@%+:=?&#";
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || punctuation.find(c) != punctuation.npos;
}

bool isUrlCharacter(char32_t c)
{
    static constexpr std::u32string_view punctuation = U"-._~:/?#[]@!$&'()*+,;=%";
    return c < 128 ? QChar::isLetterOrNumber(c) || punctuation.find(c) != punctuation.npos
                   : QChar::isLetterOrNumber(c);
}

//! Where an address that begins at \p begin ends: what closes a sentence or a bracket is not part of it.
std::size_t endOfUrl(std::u32string_view text, std::size_t begin)
{
    std::size_t end = begin;
    while (end < text.size() && isUrlCharacter(text[end]))
        ++end;
    static constexpr std::u32string_view closing = U".,:;!?'";
    while (end > begin) {
        const std::u32string_view url = text.substr(begin, end - begin);
        const char32_t last = url.back();
        const char32_t opener = last == U')' ? U'(' : last == U']' ? U'[' : 0;
        const bool isUnmatched =
            opener && std::count(url.begin(), url.end(), last) > std::count(url.begin(), url.end(), opener);
        if (!isUnmatched && closing.find(last) == closing.npos)
            break;
        --end;
    }
    return end;
}

QUrl webAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return url.isValid() && isWeb && !url.host().isEmpty() ? url : QUrl();
}

} // namespace

LogicalLine::LogicalLine(const terminal::Terminal &terminal, std::int64_t line)
    : m_terminal(terminal)
    , m_first(line)
    , m_columns(std::size_t(terminal.columns()))
{
    while (m_first > terminal.firstLine() && line - m_first < mostLines
           && terminal.lineInfo(m_first - 1).isWrapped)
        --m_first;
    std::vector<Cell> cells;
    for (std::int64_t next = m_first; next < terminal.endLine() && next - line < mostLines; ++next) {
        terminal.copyLine(next, cells);
        m_cells.insert(m_cells.end(), cells.begin(), cells.end());
        if (!terminal.lineInfo(next).isWrapped)
            break;
    }
    m_text.reserve(m_cells.size());
    for (const Cell &cell : m_cells) {
        if ((cell.attributes & terminal::Attribute::WideTail) && !m_text.empty())
            m_text += m_text.back();
        else if (cell.isCluster())
            m_text += terminal.grapheme(cell).substr(0, 1);
        else
            m_text += cell.text ? cell.text : U' ';
    }
}

std::size_t LogicalLine::indexOf(Position at) const
{
    return std::size_t(at.line - m_first) * m_columns + std::size_t(std::max(0, at.column));
}

//! An end at the edge stays on the line that it ends.
Position LogicalLine::placeOf(std::size_t index, bool isEnd) const
{
    if (isEnd && index > 0 && index % m_columns == 0)
        return {m_first + std::int64_t(index / m_columns) - 1, int(m_columns)};
    return {m_first + std::int64_t(index / m_columns), int(index % m_columns)};
}

TextRange LogicalLine::rangeOf(std::size_t begin, std::size_t end) const
{
    return {placeOf(begin, false), placeOf(end, true)};
}

TextRange LogicalLine::all() const
{
    return rangeOf(0, m_cells.size());
}

TextRange LogicalLine::wordAt(Position at) const
{
    const std::size_t index = indexOf(at);
    if (index >= m_text.size())
        return {at, at};
    std::size_t begin = index;
    std::size_t end = index + 1;
    if (isWordCharacter(m_text[index])) {
        while (begin > 0 && isWordCharacter(m_text[begin - 1]))
            --begin;
        while (end < m_text.size() && isWordCharacter(m_text[end]))
            ++end;
        static constexpr std::u32string_view closing =
            U".:?="; // ends a sentence rather than belongs to a name
        while (end - 1 > index && closing.find(m_text[end - 1]) != closing.npos)
            --end;
    } else { // a run of the same character: blanks, a ruler
        while (begin > 0 && m_text[begin - 1] == m_text[index])
            --begin;
        while (end < m_text.size() && m_text[end] == m_text[index])
            ++end;
    }
    return rangeOf(begin, end);
}

std::optional<Link> LogicalLine::linkAt(Position at) const
{
    const std::size_t index = indexOf(at);
    if (index >= m_cells.size())
        return std::nullopt;
    if (auto link = markedLinkAt(index))
        return link;
    return writtenLinkAt(index);
}

std::optional<Link> LogicalLine::markedLinkAt(std::size_t index) const
{
    if (m_cells[index].style == 0)
        return std::nullopt;
    const terminal::Style wanted = m_terminal.style(m_cells[index]);
    const QUrl url = webAddress(QString::fromStdString(wanted.uri));
    if (url.isEmpty())
        return std::nullopt;
    const auto isSame = [&](const Cell &cell) {
        if (cell.style == m_cells[index].style)
            return true;
        if (cell.style == 0)
            return false;
        const terminal::Style style = m_terminal.style(cell);
        return style.uri == wanted.uri && style.linkId == wanted.linkId;
    };
    std::size_t begin = index;
    std::size_t end = index + 1;
    while (begin > 0 && isSame(m_cells[begin - 1]))
        --begin;
    while (end < m_cells.size() && isSame(m_cells[end]))
        ++end;
    return Link{rangeOf(begin, end), url};
}

std::optional<Link> LogicalLine::writtenLinkAt(std::size_t index) const
{
    const std::u32string_view text = m_text;
    for (std::size_t begin = text.find(U"http"); begin <= index; begin = text.find(U"http", begin + 1)) {
        const std::u32string_view rest = text.substr(begin);
        if (!rest.starts_with(U"http://") && !rest.starts_with(U"https://"))
            continue;
        const std::size_t end = endOfUrl(text, begin);
        if (index >= end)
            continue;
        const std::u32string_view found = text.substr(begin, end - begin);
        const QUrl url = webAddress(QString::fromUcs4(found.data(), qsizetype(found.size())));
        if (!url.isEmpty())
            return Link{rangeOf(begin, end), url};
    }
    return std::nullopt;
}

} // namespace skep::ui
