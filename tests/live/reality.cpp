// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/reality.h"

#include "core/ssh/connection.h"
#include "tests/support/await.h"

#include <QNetworkReply>
#include <QStandardPaths>

#include <algorithm>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::test {

namespace {

template <typename T>
T orThrow(Result<T> result)
{
    if (!result)
        throw std::runtime_error(u"%1 %2"_s.arg(result.error().message, result.error().detail).toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

template <typename Rows, typename Matches>
auto firstOf(const Rows &rows, Matches matches) -> typename Rows::value_type
{
    const auto found = std::find_if(rows.begin(), rows.end(), matches);
    return found == rows.end() ? typename Rows::value_type{} : *found;
}

} // namespace

Reality::Reality()
    : m_workspace(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s,
                  &m_secrets)
{
    orThrow(m_workspace.load());
    cluster::Account account;
    account.id = u"environment"_s;
    account.name = u"env"_s;
    account.apiKey = qEnvironmentVariable("EXOSCALE_API_KEY");
    account.endpoint = QUrl(qEnvironmentVariable("EXOSCALE_API_ENDPOINT"));
    m_workspace.useAccount(account, makeSecret(qgetenv("EXOSCALE_API_SECRET")));
    m_cluster = m_workspace.cluster(qEnvironmentVariable("SKEP_FIGURES_CLUSTER"));
    if (!m_cluster)
        throw std::runtime_error(
            "There is no such cluster; test_cluster_life.py makes it and runs this program.");
    m_cluster->connectLive();
}

QString Reality::run(const QString &node, const QByteArray &command)
{
    auto *connection = orThrow(await(m_cluster->connection(full(node)), 30s));
    const auto result = orThrow(await(connection->exec(command, {}, 2min), 2min));
    if (!result.isSuccess())
        throw std::runtime_error(QByteArray(command + ": " + result.out + result.err).toStdString());
    return QString::fromUtf8(result.out).trimmed();
}

void Reality::power(const QString &node, bool on)
{
    const auto machines = m_cluster->machines();
    const auto machine = firstOf(machines, [&](const auto &m) { return m.name == full(node); });
    const QUrl url(qEnvironmentVariable("SKEP_FIGURES_SANDBOX") + u"/sandbox/machines/"_s + machine.machineId
                   + (on ? u":power-on"_s : u":power-off"_s));
    QEventLoop loop;
    auto *reply = m_network.post(QNetworkRequest(url), QByteArray("{}"));
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    if (reply->error() != QNetworkReply::NoError)
        throw std::runtime_error(
            u"%1 %2"_s.arg(reply->errorString(), QString::fromUtf8(reply->readAll())).toStdString());
}

cluster::NodeRow Reality::node(const QString &name) const
{
    return firstOf(store()->nodes(), [&](const auto &row) { return row.node.hostname == full(name); });
}

cluster::ServiceRow Reality::service(const QString &name) const
{
    return firstOf(store()->services(), [&](const auto &row) { return row.service.name == name; });
}

cluster::CatalogRow Reality::catalog(const QString &name) const
{
    return firstOf(store()->catalog(), [&](const auto &row) { return row.service.name == name; });
}

bool Reality::needsAttention(const QString &idStart, const QString &words) const
{
    const auto &list = store()->attention();
    return std::any_of(list.begin(), list.end(), [&](const auto &entry) {
        return entry.id.startsWith(idStart) && entry.what.contains(words);
    });
}

int Reality::tasksOf(const QString &name) const
{
    const QString id = service(name).id;
    const auto &tasks = store()->tasks();
    return int(std::count_if(tasks.begin(), tasks.end(), [&](const auto &task) {
        return task.serviceId == id && task.state == "running"_L1 && task.desiredState == "running"_L1;
    }));
}

int Reality::instancesOf(const QString &name) const
{
    const auto &instances = store()->instances();
    return int(std::count_if(instances.begin(), instances.end(),
                             [&](const auto &row) { return row.instance.service == name; }));
}

} // namespace skep::test
