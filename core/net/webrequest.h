// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace skep::net {

//! One request of a browser.
struct WebRequest
{
    QByteArray method;
    QByteArray path; //!< percent-encoded, as it came
    QByteArray query;
    QHash<QByteArray, QByteArray> headers; //!< lower-case names
    QByteArray body;

    QByteArray cookie(const QByteArray &name) const; //!< null: there is none
};

//! Reads one HTTP/1.1 request from bytes as they come. What is doubtful is refused, not repaired: a header
//! that comes twice, a transfer coding, a path that climbs. Any thread.
class WebRequestReader
{
public:
    enum class State { Reading, Complete, Bad };

    State feed(const QByteArray &bytes);
    const WebRequest &request() const { return m_request; } //!< once it is complete

private:
    bool readHead(const QByteArray &head);
    bool readTarget(const QByteArray &target);
    State finish(bool good);

    QByteArray m_buffer;
    bool m_hasHead = false;
    qsizetype m_length = 0; //!< of the body
    State m_state = State::Reading;
    WebRequest m_request;
};

} // namespace skep::net
