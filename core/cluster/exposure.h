// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace skep {
class JsonReader;
}

namespace skep::cluster {

//! What a cluster keeps to itself unless a person opens it.
enum class OpenPort { ConsulHttp, ConsulDns, Engine };
inline constexpr OpenPort openPorts[] = {OpenPort::ConsulDns, OpenPort::ConsulHttp, OpenPort::Engine};

inline constexpr int consulHttpPort = 8500;
inline constexpr int consulDnsPort = 53;
inline constexpr int enginePort = 2376; //!< with mutual TLS; without it the engine has no port at all

bool isEverybody(const QString &cidr); //!< 0.0.0.0/0 and ::/0, however they are written

//! One port that somebody beside the cluster's own machines may use, by choice.
struct Exposure
{
    OpenPort port = OpenPort::ConsulDns;
    QString to; //!< an address range, or the name of a firewall group of the account
    bool isToGroup() const { return !to.contains(u'/'); }
    bool isToEverybody() const;
    bool operator==(const Exposure &) const = default;
};

int numberOf(OpenPort port);
bool isOfConsul(OpenPort port);
QString portName(OpenPort port); //!< in files and in skepctl: "consul-dns"
std::optional<OpenPort> portNamed(const QString &name);
QString portTitle(OpenPort port); //!< for people: "Consul's DNS (port 53, TCP and UDP)"
QString describe(const Exposure &exposure); //!< "Consul's DNS (port 53, TCP and UDP) to 203.0.113.0/24"
QString consequence(const Exposure &exposure); //!< what it shows to whom, to be read before it happens
Result<> check(const Exposure &exposure); //!< what can be said without asking a cloud

QJsonObject toJson(const Exposure &exposure);
Exposure readExposure(JsonReader &reader);

bool isOpen(OpenPort port, const QList<Exposure> &exposures); //!< to anybody
//! Those of \p before without \p closed and with \p opened.
QList<Exposure> changedExposures(QList<Exposure> before, const QList<Exposure> &opened,
                                 const QList<Exposure> &closed);

} // namespace skep::cluster
