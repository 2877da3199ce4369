// SPDX-License-Identifier: GPL-3.0-or-later
// What `docker stack config` prints, read for a preview: the client has done the reading of the file itself.
#include "core/cluster/stacks.h"
#include "core/docker/speccheck.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Stacks)
};

//! One line of the print: the client writes two blanks for each level and no comments.
struct PrintedLine
{
    int level = 0;
    QString key;
    QString value;
};

std::optional<PrintedLine> printedLine(const QString &line)
{
    static const QRegularExpression pattern(u"\\A( *)([^\\s:-][^:]*):(?: (.*))?\\z"_s);
    const auto match = pattern.match(line);
    if (!match.hasMatch() || match.capturedLength(1) % 2 != 0)
        return std::nullopt;
    QString value = match.captured(3).trimmed();
    if (value.size() >= 2 && (value.startsWith(u'\'') || value.startsWith(u'"'))
        && value.endsWith(value.at(0)))
        value = value.mid(1, value.size() - 2);
    return PrintedLine{int(match.capturedLength(1)) / 2, match.captured(2), value};
}

//! Why the swarm does not do what this word of a service says; empty: it does.
QString ignoredBecause(const QString &key)
{
    static const QMap<QString, const char *> reasons{
        {u"build"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Stacks", "the swarm builds no images: push one to a registry")},
        {u"container_name"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Stacks", "the swarm names the containers itself")},
        {u"depends_on"_s,
         QT_TRANSLATE_NOOP(
             "skep::cluster::Stacks",
             "the swarm starts all services at once; let the program try again until the other one answers")},
        {u"restart"_s, QT_TRANSLATE_NOOP("skep::cluster::Stacks", "write deploy: restart_policy: instead")},
        {u"expose"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Stacks",
                           "services of one network reach each other on every port")},
        {u"network_mode"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Stacks", "name the networks under networks: instead")},
        {u"links"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Stacks",
                           "services of one network find each other by their names")},
        {u"external_links"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Stacks",
                           "services of one network find each other by their names")},
    };
    static const QStringList others{
        u"blkio_config"_s, u"cgroup_parent"_s, u"cgroupns_mode"_s, u"devices"_s,  u"domainname"_s,
        u"gpus"_s,         u"ipc"_s,           u"mac_address"_s,   u"pid"_s,      u"privileged"_s,
        u"profiles"_s,     u"runtime"_s,       u"security_opt"_s,  u"shm_size"_s, u"userns_mode"_s};
    if (const char *reason = reasons.value(key))
        return Texts::tr(reason);
    return others.contains(key) ? Texts::tr("services of a swarm do not have it") : QString();
}

//! Files beside the compose file are looked for on the manager, where they are not.
QStringList missingFiles(const QString &file)
{
    QStringList notes;
    QString section;
    QString name;
    for (const QString &text : file.split(u'\n')) {
        const auto line = printedLine(text);
        if (!line)
            continue;
        if (line->level == 0)
            section = line->key;
        else if (line->level == 1)
            name = line->key;
        else if (line->level == 2 && line->key == "file"_L1
                 && (section == "secrets"_L1 || section == "configs"_L1))
            notes.append(
                Texts::tr("“%1” is read from %2 on the manager: Skep sends the compose file alone. Make "
                          "it on the page of secrets or configs first, and write “external: true” here.")
                    .arg(name, line->value));
    }
    return notes;
}

} // namespace

QMap<QString, PrintedService> printedServices(const QString &file)
{
    QMap<QString, PrintedService> services;
    QString section;
    PrintedService *current = nullptr;
    for (const QString &text : file.split(u'\n')) {
        const auto line = printedLine(text);
        if (!line)
            continue;
        if (line->level == 0) {
            section = line->key;
            current = nullptr;
        } else if (section != "services"_L1) {
            continue;
        } else if (line->level == 1) {
            current = &services[line->key];
        } else if (current && line->level == 2) {
            current->keys.append(line->key);
            if (line->key == "image"_L1)
                current->image = line->value;
        } else if (current && line->level == 3 && current->keys.endsWith(u"deploy"_s)) {
            if (line->key == "replicas"_L1)
                current->replicas = line->value.toInt();
            if (line->key == "mode"_L1)
                current->isGlobal = line->value == "global"_L1;
        }
    }
    return services;
}

QStringList printedNotes(const QString &file)
{
    QStringList notes;
    const auto services = printedServices(file);
    for (auto it = services.constBegin(); it != services.constEnd(); ++it) {
        if (const QString problem = docker::imageProblem(it->image); !problem.isEmpty())
            notes.append(
                it->image.isEmpty()
                    ? Texts::tr("%1 names no image: the swarm cannot run it.").arg(it.key())
                    : Texts::tr("%1 has the image “%2”: %3 A variable in it is taken from the manager, "
                                "where it is not set.")
                          .arg(it.key(), it->image, problem));
        for (const QString &key : it->keys) {
            if (const QString reason = ignoredBecause(key); !reason.isEmpty())
                notes.append(Texts::tr("“%1” of %2 is ignored: %3.").arg(key, it.key(), reason));
        }
    }
    return notes + missingFiles(file);
}

} // namespace skep::cluster
