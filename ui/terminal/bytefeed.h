// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <string_view>

namespace skep::ui {

//! Bytes of the far side, given to the parser in slices: at once when little comes, and a few milliseconds in
//! each turn of the event loop when much comes, so that the window answers in between.
class ByteFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ByteFeed)

public:
    using Parser = std::function<void(std::string_view)>;

    explicit ByteFeed(Parser parser, QObject *parent = nullptr);
    void append(const QByteArray &bytes);
    qsizetype pending() const { return m_pending; }

signals:
    void parsed(qsizetype bytes); //!< after each slice

private:
    void parseSlice();
    qsizetype parsePiece();

    Parser m_parser;
    std::deque<QByteArray> m_queue;
    qsizetype m_offset = 0; //!< of the first array
    qsizetype m_pending = 0;
    bool m_isParsing = false;
    QTimer m_turn; //!< runs while the next slice has to wait for the event loop
};

} // namespace skep::ui
