// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/containerspec.h"

#include "core/docker/speccommand.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

QString portKey(const PortSpec &port)
{
    return QString::number(port.target) + u'/' + port.protocol;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::docker::SpecCheck", text);
}

QString containerNameProblem(const QString &name)
{
    if (name.size() == 1)
        return tr("A container's name has at least two characters.");
    return name.isEmpty() ? QString() : objectNameProblem(name);
}

} // namespace

QList<FieldProblem> check(const ContainerSpec &spec)
{
    // What a service and a container share is judged in one place.
    ServiceSpec shared;
    shared.name = u"name"_s;
    shared.image = spec.image;
    shared.environment = spec.environment;
    shared.labels = spec.labels;
    shared.ports = spec.ports;
    shared.mounts = spec.mounts;
    auto problems = check(shared);
    if (const QString problem = containerNameProblem(spec.name); !problem.isEmpty())
        problems.prepend({u"name"_s, problem});
    if (!QStringList{u"no"_s, u"on-failure"_s, u"unless-stopped"_s, u"always"_s}.contains(spec.restart))
        problems.append(
            {u"restart"_s, tr("A container is restarted: no, on-failure, unless-stopped or always.")});
    return problems;
}

QJsonObject toJson(const ContainerSpec &spec)
{
    QJsonObject exposed;
    QJsonObject bindings;
    for (const auto &port : spec.ports) {
        exposed.insert(portKey(port), QJsonObject());
        auto hosts = bindings.value(portKey(port)).toArray();
        hosts.append(
            QJsonObject{{u"HostPort"_s, port.published > 0 ? QString::number(port.published) : QString()}});
        bindings.insert(portKey(port), hosts);
    }
    QJsonArray mounts;
    for (const auto &mount : spec.mounts)
        mounts.append(QJsonObject{{u"Type"_s, mount.type},
                                  {u"Source"_s, mount.source},
                                  {u"Target"_s, mount.target},
                                  {u"ReadOnly"_s, mount.isReadOnly}});
    QJsonObject labels;
    for (auto it = spec.labels.constBegin(); it != spec.labels.constEnd(); ++it)
        labels.insert(it.key(), it.value());
    QJsonObject host{{u"PortBindings"_s, bindings},
                     {u"Mounts"_s, mounts},
                     {u"RestartPolicy"_s, QJsonObject{{u"Name"_s, spec.restart}}}};
    if (!spec.network.isEmpty())
        host.insert(u"NetworkMode"_s, spec.network);
    QJsonObject object{{u"Image"_s, spec.image},
                       {u"Env"_s, QJsonArray::fromStringList(spec.environment)},
                       {u"Labels"_s, labels},
                       {u"ExposedPorts"_s, exposed},
                       {u"HostConfig"_s, host}};
    if (!spec.arguments.isEmpty())
        object.insert(u"Cmd"_s, QJsonArray::fromStringList(spec.arguments));
    return object;
}

QString runCommand(const ContainerSpec &spec)
{
    QStringList words{u"docker run -d"_s};
    const auto option = [&](const QString &name, const QString &value) {
        words.append(name + u' ' + shellWord(value));
    };
    if (!spec.name.isEmpty())
        option(u"--name"_s, spec.name);
    if (spec.restart != "no"_L1)
        option(u"--restart"_s, spec.restart);
    if (!spec.network.isEmpty())
        option(u"--network"_s, spec.network);
    for (const auto &port : spec.ports) {
        const QString published = port.published > 0 ? QString::number(port.published) + u':' : QString();
        option(u"-p"_s,
               published + (port.protocol == "tcp"_L1 ? QString::number(port.target) : portKey(port)));
    }
    for (const auto &assignment : spec.environment)
        option(u"-e"_s, assignment);
    for (auto it = spec.labels.constBegin(); it != spec.labels.constEnd(); ++it)
        option(u"--label"_s, it.key() + u'=' + it.value());
    for (const auto &mount : spec.mounts)
        option(u"--mount"_s, mountOption(mount));
    words.append(shellWord(spec.image));
    for (const auto &argument : spec.arguments)
        words.append(shellWord(argument));
    return words.join(u" \\\n  "_s);
}

} // namespace skep::docker
