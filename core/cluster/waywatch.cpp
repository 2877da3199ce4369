// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/waywatch.h"

#include "core/ssh/connection.h"

#include <QHostAddress>

#include <algorithm>

using namespace std::chrono_literals;

namespace skep::cluster {

WayWatch::WayWatch(Links *links, std::function<QStringList()> managers, QObject *parent)
    : QObject(parent)
    , m_links(links)
    , m_managers(std::move(managers))
{
    connect(links, &Links::opened, this, &WayWatch::ask);
    connect(links, &Links::failed, this, &WayWatch::takeFailure);
    // The next one may come from elsewhere: a laptop was carried home.
    connect(links, &Links::lost, this, [this] { m_seenAs.clear(); });
}

void WayWatch::ask(const QString &machine)
{
    m_silent.clear();
    if (std::exchange(m_isShutOut, false))
        emit changed();
    if (!m_seenAs.isEmpty())
        return;
    const auto asked = andThen(m_links->connection(machine), this, [](ssh::Connection *connection) {
        return connection->exec("echo \"$SSH_CONNECTION\"", {}, 15s, {});
    });
    onResult(asked, this, [this](const Result<ssh::ExecResult> &result) {
        const QString address = result ? QString::fromLatin1(result->out).section(u' ', 0, 0) : QString();
        if (QHostAddress(address).isNull() || address == m_seenAs)
            return;
        m_seenAs = address;
        emit changed();
    });
}

void WayWatch::takeFailure(const QString &machine, const Error &error)
{
    if (error.code != ErrorCode::Timeout) {
        m_silent.remove(machine); // something answered, be it a refusal
        return;
    }
    m_silent.insert(machine);
    const QStringList managers = m_managers();
    const bool isShutOut = !m_links->isAnyOpen()
        && std::all_of(managers.begin(), managers.end(),
                       [this](const QString &name) { return m_silent.contains(name); });
    if (!isShutOut || m_isShutOut)
        return;
    m_isShutOut = true;
    m_seenAs.clear();
    emit changed();
}

} // namespace skep::cluster
