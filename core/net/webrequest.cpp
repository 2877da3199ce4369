// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/webrequest.h"

#include <algorithm>

namespace skep::net {

namespace {

constexpr qsizetype longestHead = 32 * 1024;
constexpr qsizetype longestBody = 64 * 1024;

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_';
    });
}

bool isPlain(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

} // namespace

QByteArray WebRequest::cookie(const QByteArray &name) const
{
    const auto all = headers.value("cookie").split(';');
    for (const QByteArray &one : all) {
        const auto equals = one.indexOf('=');
        if (equals > 0 && one.left(equals).trimmed() == name)
            return one.mid(equals + 1).trimmed();
    }
    return {};
}

WebRequestReader::State WebRequestReader::feed(const QByteArray &bytes)
{
    if (m_state != State::Reading)
        return m_state;
    m_buffer += bytes;
    if (!m_hasHead) {
        const auto end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return m_buffer.size() > longestHead ? finish(false) : State::Reading;
        if (end > longestHead || !readHead(m_buffer.left(end)))
            return finish(false);
        m_hasHead = true;
        m_buffer.remove(0, end + 4);
    }
    if (m_buffer.size() < m_length)
        return State::Reading;
    m_request.body = m_buffer.left(m_length);
    return finish(m_buffer.size() == m_length); // one request for each connection
}

WebRequestReader::State WebRequestReader::finish(bool good)
{
    m_state = good ? State::Complete : State::Bad;
    m_buffer.clear();
    return m_state;
}

bool WebRequestReader::readHead(const QByteArray &head)
{
    auto lines = head.split('\n');
    const auto words = lines.takeFirst().trimmed().split(' ');
    if (words.size() != 3 || words.at(2) != "HTTP/1.1" || !isToken(words.at(0)) || !readTarget(words.at(1)))
        return false;
    m_request.method = words.at(0);
    for (const QByteArray &line : std::as_const(lines)) {
        const QByteArray text = line.endsWith('\r') ? line.chopped(1) : line;
        const auto colon = text.indexOf(':');
        const QByteArray name = text.left(std::max<qsizetype>(colon, 0)).toLower();
        if (!isToken(name) || m_request.headers.contains(name))
            return false;
        m_request.headers.insert(name, text.mid(colon + 1).trimmed());
    }
    if (m_request.headers.contains("transfer-encoding"))
        return false;
    bool isNumber = true;
    if (const auto length = m_request.headers.constFind("content-length"); length != m_request.headers.cend())
        m_length = length->toLongLong(&isNumber);
    return isNumber && m_length >= 0 && m_length <= longestBody;
}

bool WebRequestReader::readTarget(const QByteArray &target)
{
    if (!target.startsWith('/') || !isPlain(target) || target.contains('#'))
        return false;
    const auto question = target.indexOf('?');
    m_request.path = question < 0 ? target : target.left(question);
    m_request.query = question < 0 ? QByteArray() : target.mid(question + 1);
    const QByteArray decoded = QByteArray::fromPercentEncoding(m_request.path);
    // No name of Consul's has two dots in a row, however they are written.
    const bool climbs = decoded.contains("/.") || decoded.contains("..") || m_request.path.contains("..");
    return isPlain(decoded) && !climbs && !decoded.contains("//") && !decoded.contains('\\');
}

} // namespace skep::net
