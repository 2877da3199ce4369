// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/classic.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::docker::ClassicSwarm)
};

constexpr auto versionMark = "swarm/"_L1;
constexpr char16_t branch = 0x2514; // "└" before what belongs to the node above
constexpr double nanosPerCpu = 1e9;

//! "24.72 GiB", in powers of 1024 whatever the unit is called.
qint64 bytesOf(const QString &text)
{
    static const QRegularExpression size(u"\\A([0-9.]+) ?([kKMGTP]?)i?B\\z"_s);
    const auto match = size.match(text.trimmed());
    if (!match.hasMatch())
        return 0;
    const auto power = match.captured(2).isEmpty() ? -1 : u"KMGTP"_s.indexOf(match.captured(2).toUpper());
    const double bytes = match.captured(1).toDouble() * std::pow(1024.0, double(power) + 1);
    return bytes < 9e18 ? static_cast<qint64>(bytes) : 0;
}

std::pair<QString, QString> halves(const QString &text)
{
    return {text.section(u'/', 0, 0).trimmed(), text.section(u'/', 1).trimmed()};
}

QMap<QString, QString> labelsOf(const QString &text)
{
    QMap<QString, QString> labels;
    const auto parts = text.split(u", "_s, Qt::SkipEmptyParts);
    for (const QString &part : parts)
        labels.insert(part.section(u'=', 0, 0), part.section(u'=', 1));
    return labels;
}

void readContainers(const QString &text, ClassicNode &node)
{
    static const QRegularExpression counts(u"\\A([0-9]{1,9})(?: \\(([0-9]{1,9}) Running)?"_s);
    const auto match = counts.match(text);
    node.containers = match.captured(1).toInt();
    node.running = match.captured(2).toInt();
}

void readDetail(const QString &key, const QString &value, ClassicNode &node)
{
    if (key == "ID"_L1) {
        node.id = value.section(u'|', 0, 0);
    } else if (key == "Status"_L1) {
        node.status = value;
    } else if (key == "Containers"_L1) {
        readContainers(value, node);
    } else if (key == "Reserved CPUs"_L1) {
        const auto [reserved, all] = halves(value);
        node.reservedCpus = reserved.toDouble();
        node.cpus = all.toDouble();
    } else if (key == "Reserved Memory"_L1) {
        const auto [reserved, all] = halves(value);
        node.reservedMemoryBytes = bytesOf(reserved);
        node.memoryBytes = bytesOf(all);
    } else if (key == "Labels"_L1) {
        node.labels = labelsOf(value);
    } else if (key == "Error"_L1) {
        node.error = value == "(none)"_L1 ? QString() : value;
    } else if (key == "ServerVersion"_L1) {
        node.engineVersion = value;
    }
}

void readPair(const QString &key, const QString &value, ClassicSwarm &swarm)
{
    const QString name = key.trimmed();
    if (name.startsWith(QChar(branch))) {
        if (!swarm.nodes.isEmpty())
            readDetail(name.mid(1).trimmed(), value, swarm.nodes.last());
    } else if (key.startsWith(u' ')) {
        ClassicNode node;
        node.name = name;
        node.address = value;
        swarm.nodes.append(node);
    } else if (name == "Role"_L1) {
        swarm.role = value;
    } else if (name == "Strategy"_L1) {
        swarm.strategy = value;
    } else if (name == "Filters"_L1) {
        swarm.filters = value.split(u", "_s, Qt::SkipEmptyParts);
    }
}

} // namespace

bool isClassicSwarm(const QJsonObject &info)
{
    return info.value("ServerVersion"_L1).toString().startsWith(versionMark);
}

Result<ClassicSwarm> parseClassicSwarm(const QJsonObject &info)
{
    ClassicSwarm swarm;
    swarm.version = info.value("ServerVersion"_L1).toString().mid(versionMark.size());
    // Swarm before 1.0 put the same pairs under another name.
    const QJsonValue said =
        info.contains("SystemStatus"_L1) ? info.value("SystemStatus"_L1) : info.value("DriverStatus"_L1);
    if (!said.isArray() && !said.isNull())
        return fail(ErrorCode::Protocol,
                    Texts::tr("The classic swarm's manager does not list its nodes in a way that can be "
                              "read."));
    const QJsonArray pairs = said.toArray();
    for (const auto &value : pairs) {
        const QJsonArray pair = value.toArray();
        if (pair.size() != 2 || !pair[0].isString() || !pair[1].isString())
            return fail(ErrorCode::Protocol,
                        Texts::tr("The classic swarm's manager does not list its nodes in a way that can be "
                                  "read."));
        readPair(pair[0].toString(), pair[1].toString(), swarm);
    }
    return swarm;
}

Node nodeOf(const ClassicNode &from)
{
    Node node;
    node.id = from.id.isEmpty() || from.id == "(unknown)"_L1 ? from.address : from.id;
    // One that was never reached has no name yet.
    node.hostname = from.name == "(unknown)"_L1 ? from.address : from.name;
    node.address = from.address;
    node.engineVersion = from.engineVersion;
    node.state = from.isHealthy()     ? NodeState::Ready
        : from.status == "Pending"_L1 ? NodeState::Unknown
                                      : NodeState::Down;
    node.message = from.error;
    node.nanoCpus = static_cast<qint64>(from.cpus * nanosPerCpu);
    node.memoryBytes = from.memoryBytes;
    node.labels = from.labels;
    return node;
}

QString discoveryOf(const QStringList &commands)
{
    static const QRegularExpression place(u"(?:^|\\s)((?:consul|etcd|zk|nodes|file|token)://\\S+)"_s);
    for (const QString &command : commands) {
        const QStringList words = command.split(u' ', Qt::SkipEmptyParts);
        if (!words.value(0).endsWith("swarm"_L1))
            continue;
        if (const auto match = place.match(command); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

} // namespace skep::docker
