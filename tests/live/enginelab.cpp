// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/enginelab.h"

#include "app/sandbox/hosttrouble.h"
#include "app/sandbox/templates.h"

#include <QDeadlineTimer>
#include <QFile>

#include <future>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

EngineLab::~EngineLab()
{
    m_nodes.clear();
    if (m_lab)
        m_lab->machines().reset();
}

std::string EngineLab::trouble()
{
    return sandbox::hostTrouble();
}

bool EngineLab::start()
{
    m_lab = std::make_unique<MachineLab>(m_folder.path().toStdString());
    m_lab->machines().prepare([](const std::string &) {});
    m_image = QString::fromStdString(m_lab->machines().images().at("web"));
    std::vector<sandbox::MachineFirewall> open;
    std::vector<std::future<void>> made;
    for (const char *name : {"alpha", "beta"}) {
        auto spec = m_lab->spec(name, sandbox::engineTemplateId);
        open.push_back({spec.id, {{"tcp", 1, 65535, "0.0.0.0/0"}, {"udp", 1, 65535, "0.0.0.0/0"}}});
        made.push_back(std::async(std::launch::async, [this, spec] { m_lab->machines().create(spec); }));
    }
    for (auto &one : made)
        one.get();
    m_lab->machines().applyFirewall(open);
    if (!m_gateway.listen())
        return false;
    for (const char *name : {"alpha", "beta"}) {
        if (m_lab->waitForLogin(name) < 0 || !connectTo(name))
            return false;
    }
    return true;
}

bool EngineLab::connectTo(const std::string &name)
{
    const QString id = QString::fromStdString(name);
    Node node;
    node.connection = std::make_unique<ssh::Connection>(
        ssh::Target{.host = QString::fromStdString(m_lab->address(name)),
                    .pinnedHostKey = contents(file("host-"_L1 + id + ".pub"_L1)).trimmed(),
                    .privateKey = makeSecret(contents(file(u"user"_s)))});
    if (!settled(node.connection->open()))
        return false;
    m_gateway.addNode(id, node.connection.get());
    node.endpoint = std::make_unique<net::HttpEndpoint>(m_gateway.proxy());
    node.engine = std::make_unique<docker::Client>(node.endpoint.get(), net::Gateway::engineUrl(id));
    auto &engine = *node.engine;
    m_nodes[name] = std::move(node);
    // dockerd may still be starting. qWaitFor() counts its own pauses only: with the time of each question 60
    // seconds would become minutes.
    QDeadlineTimer deadline(60'000);
    while (!settled(engine.ping(), 10'000) && !deadline.hasExpired())
        QTest::qWait(100);
    return settled(engine.ping(), 10'000).has_value();
}

Pending<docker::Client *> EngineLab::reach(const QString &name)
{
    auto &node = m_nodes.at(name.toStdString());
    if (node.connection->state() == ssh::Connection::State::Open)
        return ready<docker::Client *>(node.engine.get());
    return andThen(node.connection->open(), this,
                   [&node] { return ready<docker::Client *>(node.engine.get()); });
}

Pending<ssh::Connection *> EngineLab::connection(const QString &name)
{
    return andThen(reach(name), this, [this, name](docker::Client *) {
        return ready<ssh::Connection *>(m_nodes.at(name.toStdString()).connection.get());
    });
}
