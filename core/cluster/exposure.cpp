// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/exposure.h"

#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Exposure)
};

} // namespace

bool isEverybody(const QString &cidr)
{
    return cidr.contains(u'/') && QHostAddress::parseSubnet(cidr).second == 0;
}

bool Exposure::isToEverybody() const
{
    return isEverybody(to);
}

int numberOf(OpenPort port)
{
    switch (port) {
    case OpenPort::ConsulHttp:
        return consulHttpPort;
    case OpenPort::ConsulDns:
        return consulDnsPort;
    case OpenPort::Engine:
        return enginePort;
    }
    return 0;
}

bool isOfConsul(OpenPort port)
{
    return port != OpenPort::Engine;
}

QString portName(OpenPort port)
{
    switch (port) {
    case OpenPort::ConsulHttp:
        return u"consul-http"_s;
    case OpenPort::ConsulDns:
        return u"consul-dns"_s;
    case OpenPort::Engine:
        return u"engine"_s;
    }
    return {};
}

std::optional<OpenPort> portNamed(const QString &name)
{
    for (const OpenPort port : openPorts) {
        if (portName(port) == name)
            return port;
    }
    return std::nullopt;
}

QString portTitle(OpenPort port)
{
    switch (port) {
    case OpenPort::ConsulHttp:
        return Texts::tr("Consul's HTTP (port %1, TCP)").arg(consulHttpPort);
    case OpenPort::ConsulDns:
        return Texts::tr("Consul's DNS (port %1, TCP and UDP)").arg(consulDnsPort);
    case OpenPort::Engine:
        return Texts::tr("The engines (port %1, TCP with mutual TLS)").arg(enginePort);
    }
    return {};
}

QString describe(const Exposure &exposure)
{
    return Texts::tr("%1 to %2").arg(portTitle(exposure.port), exposure.to);
}

QString consequence(const Exposure &exposure)
{
    const QString who = exposure.isToEverybody() ? Texts::tr("Everybody on the internet")
        : exposure.isToGroup()                   ? Texts::tr("Every machine in the group %1").arg(exposure.to)
                                                 : Texts::tr("Every computer in %1").arg(exposure.to);
    if (exposure.port == OpenPort::Engine)
        return Texts::tr(
                   "%1 can reach the engine of every node. It answers only those who have a client "
                   "certificate that you gave them, and these are as good as root on every node, until "
                   "the certificate ends or the port is closed. The engines start anew for it, one after "
                   "the other; their tasks start elsewhere or again.")
            .arg(who);
    if (exposure.port == OpenPort::ConsulDns)
        return Texts::tr("%1 can ask Consul's servers for the names, addresses and ports of all nodes and "
                         "services, and resolve other names through them. Nothing can be changed that way.")
            .arg(who);
    return Texts::tr("%1 can read the names, addresses, tags and health of all nodes and services, also with "
                     "Consul's own web interface. Everything else is refused without a token, but the "
                     "connection is not encrypted: a token that is sent over it can be read on the way.")
        .arg(who);
}

Result<> check(const Exposure &exposure)
{
    if (exposure.to.isEmpty())
        return fail(ErrorCode::Config,
                    Texts::tr("Say to whom: an address range such as 203.0.113.7/32, or a firewall group."));
    if (exposure.isToGroup()) {
        if (!QHostAddress(exposure.to).isNull())
            return fail(ErrorCode::Config,
                        Texts::tr("“%1” is one address: write %1/%2.")
                            .arg(exposure.to)
                            .arg(exposure.to.contains(u':') ? 128 : 32));
        return {};
    }
    const auto range = QHostAddress::parseSubnet(exposure.to);
    if (range.first.isNull() || range.second < 0)
        return fail(ErrorCode::Config,
                    Texts::tr("“%1” is no address range such as 203.0.113.7/32.").arg(exposure.to));
    return {};
}

QJsonObject toJson(const Exposure &exposure)
{
    return {{u"port"_s, portName(exposure.port)}, {u"to"_s, exposure.to}};
}

Exposure readExposure(JsonReader &reader)
{
    Exposure exposure;
    QString name;
    reader.text("port"_L1, name, JsonReader::Required);
    reader.text("to"_L1, exposure.to, JsonReader::Required);
    if (const auto port = portNamed(name))
        exposure.port = *port;
    else
        reader.mistake("port"_L1, Texts::tr("it is consul-http, consul-dns or engine"));
    return exposure;
}

bool isOpen(OpenPort port, const QList<Exposure> &exposures)
{
    return std::any_of(exposures.begin(), exposures.end(),
                       [port](const Exposure &exposure) { return exposure.port == port; });
}

QList<Exposure> changedExposures(QList<Exposure> before, const QList<Exposure> &opened,
                                 const QList<Exposure> &closed)
{
    before.removeIf([&](const Exposure &exposure) { return closed.contains(exposure); });
    for (const auto &exposure : opened) {
        if (!before.contains(exposure))
            before.append(exposure);
    }
    return before;
}

} // namespace skep::cluster
