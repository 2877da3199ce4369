// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/webinterface.h"

#include "core/cluster/compose.h"
#include "core/consul/client.h"
#include "core/crypto/keys.h"
#include "core/net/gateway.h"
#include "core/net/webdoor.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr std::chrono::hours lifetime{1};

const consul::Client::Policy &reading()
{
    static const consul::Client::Policy policy{
        u"skep-web"_s,
        u"node_prefix \"\" { policy = \"read\" }\nservice_prefix \"\" { policy = \"read\" }\n"_s};
    return policy;
}

//! What the interface reads. The token reads nothing else either; this keeps the token itself out of reach.
bool isLookedAt(const QByteArray &method, const QByteArray &path)
{
    if (method == "POST")
        return path == "/v1/internal/acl/authorize"; // asks what the token may do
    if (method != "GET" && method != "HEAD")
        return false;
    constexpr std::array<const char *, 9> readable{
        "/ui/",        "/v1/internal/ui/", "/v1/health/",          "/v1/catalog/", "/v1/status/",
        "/v1/connect", "/v1/coordinate/",  "/v1/discovery-chain/", "/v1/session/"};
    return std::any_of(readable.begin(), readable.end(),
                       [&](const char *prefix) { return path.startsWith(prefix); });
}

} // namespace

WebInterface::WebInterface(Site *site, QObject *parent)
    : QObject(parent)
    , m_site(site)
{
}

WebInterface::~WebInterface() = default;

bool WebInterface::isOpen() const
{
    return m_door != nullptr;
}

//! Of the first server that can be reached.
Pending<consul::Client *> WebInterface::server()
{
    const auto servers = m_site->consulServers();
    auto found = ready<consul::Client *>(fail(ErrorCode::Config, tr("This cluster has no Consul.")));
    for (const QString &machine : servers) {
        const auto ask = [this, machine](const Error &) {
            return transform<consul::Client *>(m_site->links()->consul(machine), this,
                                               [this, machine](consul::Client *consul) {
                                                   m_machine = machine;
                                                   return consul;
                                               });
        };
        found = orElse(found, this, ask);
    }
    return found;
}

Pending<QUrl> WebInterface::open()
{
    close();
    return andThen(server(), this, [this](consul::Client *consul) {
        return andThen(consul->hasWebInterface(), this, [this, consul](bool isThere) -> Pending<QUrl> {
            if (!isThere)
                return ready<QUrl>(
                    fail(ErrorCode::NotFound,
                         tr("Consul on %1 does not offer its web interface: its build has none, or the "
                            "cluster was made before Skep turned it on.")
                             .arg(m_machine)));
            const auto token = makeSecret(crypto::newUuid().toLatin1());
            return andThen(consul->putPolicy(reading()), this, [=, this](const QString &) {
                return transform<QUrl>(
                    consul->putToken(token, u"Skep: a browser"_s, {reading().name}, lifetime), this,
                    [=, this] { return openDoor(m_machine, token); });
            });
        });
    });
}

Result<QUrl> WebInterface::openDoor(const QString &machine, const SecretPtr &token)
{
    const QString own = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    auto folder =
        std::make_unique<QTemporaryDir>((own.isEmpty() ? QDir::tempPath() : own) + u"/skep-XXXXXX"_s);
    auto door = std::make_unique<net::WebDoor>(
        net::WebTarget{.server = net::Gateway::consulUrl(m_site->links()->gatewayName(machine)),
                       .proxy = m_site->gateway()->proxy(),
                       .tokenHeader = "X-Consul-Token",
                       .token = token,
                       .start = u"/ui/"_s,
                       .allows = isLookedAt,
                       .lifetime = lifetime});
    const auto page = door->open();
    if (!page)
        return fail(page.error());
    QFile file(folder->filePath(u"consul.html"_s));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)
        || file.write(*page) != page->size() || !file.flush())
        return fail(ErrorCode::Io, tr("The page for the browser cannot be written."), file.errorString());
    connect(door.get(), &net::WebDoor::entered, this, [this] { m_folder.reset(); });
    connect(door.get(), &net::WebDoor::closed, this, &WebInterface::close, Qt::QueuedConnection);
    m_door = std::move(door);
    m_folder = std::move(folder);
    m_token = token;
    emit changed();
    return QUrl::fromLocalFile(file.fileName());
}

void WebInterface::close()
{
    if (!m_door)
        return;
    m_door.reset();
    m_folder.reset();
    // It would end by itself; what is not needed should not be there.
    onResult(m_site->links()->consul(m_machine), this,
             [token = std::exchange(m_token, {})](const auto &consul) {
                 if (consul)
                     (*consul)->revokeToken(token);
             });
    emit changed();
}

} // namespace skep::cluster
