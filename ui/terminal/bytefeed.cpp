// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/bytefeed.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace skep::ui {

namespace {
constexpr qsizetype pieceSize = 16384; // well below a slice's time with any input
constexpr qint64 sliceMilliseconds = 4;
} // namespace

ByteFeed::ByteFeed(Parser parser, QObject *parent)
    : QObject(parent)
    , m_parser(std::move(parser))
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &ByteFeed::parseSlice);
}

void ByteFeed::append(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_queue.push_back(bytes);
    m_pending += bytes.size();
    if (!m_isParsing && !m_turn.isActive())
        parseSlice();
}

qsizetype ByteFeed::parsePiece()
{
    const QByteArray &first = m_queue.front();
    const qsizetype size = std::min(pieceSize, first.size() - m_offset);
    m_parser(std::string_view(first.constData() + m_offset, std::size_t(size)));
    m_offset += size;
    if (m_offset == m_queue.front().size()) {
        m_queue.pop_front();
        m_offset = 0;
    }
    m_pending -= size;
    return size;
}

void ByteFeed::parseSlice()
{
    if (m_queue.empty()) {
        m_turn.stop();
        return;
    }
    m_isParsing = true; // an answer may make the host feed more
    QElapsedTimer elapsed;
    elapsed.start();
    qsizetype done = 0;
    while (!m_queue.empty() && elapsed.elapsed() < sliceMilliseconds)
        done += parsePiece();
    m_isParsing = false;
    // After much, what comes next in this turn of the loop waits too.
    if (!m_queue.empty() || done > pieceSize) {
        if (!m_turn.isActive())
            m_turn.start();
    } else {
        m_turn.stop();
    }
    emit parsed(done);
}

} // namespace skep::ui
