// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/expected.h"

#include "core/cluster/compose.h"
#include "core/cluster/site.h"
#include "core/plan/journal.h"

#include <QDeadlineTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

bool wasMade(const plan::Record &record)
{
    return record.state != plan::StepState::Waiting || record.output.value("asked"_L1).toBool();
}

std::optional<Expected> expectedOf(const QString &stepId, const plan::Record &record)
{
    const auto text = [&](QLatin1StringView key) { return record.output.value(key).toString(); };
    Expected expected;
    if (stepId.endsWith("/create"_L1)) {
        expected = {Expected::Kind::Machine, stepId.section(u'/', 0, 0), text("machineId"_L1), {}};
    } else if (stepId.startsWith("cluster/group-"_L1)) {
        expected = {Expected::Kind::Group, stepId.mid(14), text("groupId"_L1), {}};
    } else if (stepId.startsWith("cluster/apart-"_L1)) {
        expected = {Expected::Kind::AffinityGroup, stepId.mid(14), text("groupId"_L1), {}};
    } else if (stepId == "cluster/ssh-key"_L1) {
        expected = {Expected::Kind::SshKey, {}, {}, {}};
    } else {
        return {};
    }
    const auto asked = QDateTime::fromString(text("askedAt"_L1), Qt::ISODateWithMs);
    expected.asked = asked.isValid() ? asked : record.started;
    const bool isRefused = record.output.contains("asked"_L1) && !record.output.value("asked"_L1).toBool()
        && expected.id.isEmpty();
    if (!wasMade(record) || isRefused)
        return {};
    return expected;
}

// The step of a destruction after which the object is gone.
QString lastStepFor(const Expected &expected, const QHash<QString, plan::Record> &deleted)
{
    switch (expected.kind) {
    case Expected::Kind::Machine:
        return expected.name + u"/gone-"_s + expected.id;
    case Expected::Kind::Group:
        return u"cluster/delete-group-"_s + expected.id;
    case Expected::Kind::AffinityGroup:
        return u"cluster/delete-apart-"_s + expected.id;
    case Expected::Kind::SshKey:
        break;
    }
    const auto found = std::find_if(deleted.keyBegin(), deleted.keyEnd(), [](const QString &step) {
        return step.startsWith("cluster/delete-key-"_L1);
    });
    return found == deleted.keyEnd() ? QString() : *found;
}

bool isIn(const Inventory &inventory, const Expected &expected)
{
    const auto isSame = [&](const auto &item) {
        return item.id == expected.id || item.name == expected.name;
    };
    switch (expected.kind) {
    case Expected::Kind::Machine:
        return std::any_of(
            inventory.machines.begin(), inventory.machines.end(), [&](const cloud::Machine &machine) {
                return expected.id.isEmpty() ? machine.labels.value(machineLabel) == expected.name
                                             : machine.id == expected.id;
            });
    case Expected::Kind::Group:
        return std::any_of(inventory.groups.begin(), inventory.groups.end(), isSame);
    case Expected::Kind::AffinityGroup:
        return std::any_of(inventory.affinityGroups.begin(), inventory.affinityGroups.end(), isSame);
    case Expected::Kind::SshKey:
        return !inventory.sshKeys.isEmpty();
    }
    return false;
}

// One machine asked for by its id has no lag. It joins only while it carries the cluster's label.
Pending<> addById(cloud::CloudProvider *provider, const QString &clusterId,
                  const std::shared_ptr<Inventory> &found, const QString &id, QObject *context)
{
    const auto asked =
        transform<void>(provider->machine(id), context, [=](const cloud::Machine &machine) -> Result<> {
            if (machine.labels.value(clusterLabel) == clusterId
                && machine.state != cloud::MachineState::Destroyed)
                found->machines.append(machine);
            return {};
        });
    return orElse(asked, context, [](const Error &error) {
        return ready<>(error.code == ErrorCode::NotFound ? Result<>{} : Result<>(fail(error)));
    });
}

std::chrono::milliseconds lagLeft(const Expected &expected)
{
    const std::chrono::milliseconds passed(
        expected.asked.isValid() ? expected.asked.msecsTo(QDateTime::currentDateTimeUtc()) : 0);
    return std::clamp<std::chrono::milliseconds>(longestListLag - passed, 0ms, longestListLag);
}

} // namespace

QList<Expected> expectedOf(const QHash<QString, plan::Record> &made,
                           const QHash<QString, plan::Record> &deleted)
{
    QList<Expected> list;
    for (auto it = made.begin(); it != made.end(); ++it) {
        auto expected = expectedOf(it.key(), it.value());
        if (!expected)
            continue;
        const QString step = lastStepFor(*expected, deleted);
        if (deleted.value(step).state == plan::StepState::Done)
            continue;
        expected->wasListed = deleted.contains(step);
        list.append(*expected);
    }
    return list;
}

QList<Expected> expectedIn(const QString &folder)
{
    const auto read = [&folder](const QString &name) {
        return plan::Journal::readOnly(folder + u'/' + name).value_or(QHash<QString, plan::Record>());
    };
    const auto deleted = read(u"destroy-journal"_s);
    return expectedOf(read(u"journal"_s), deleted) + expectedOf(read(u"change-journal"_s), deleted);
}

Pending<Inventory> takeInventory(cloud::CloudProvider *provider, const QString &clusterId,
                                 const QList<Expected> &expected, QObject *context)
{
    auto inventory = std::make_shared<Inventory>();
    auto missing = std::make_shared<QList<Expected>>(expected);
    const auto look = [=]() -> Pending<bool> {
        const auto listed =
            andThen(takeInventory(provider, clusterId, context), context, [=](const Inventory &found) {
                *inventory = found;
                missing->removeIf([&](const Expected &each) { return each.wasListed || isIn(found, each); });
                QStringList ids;
                for (const auto &each : std::as_const(*missing)) {
                    if (each.kind == Expected::Kind::Machine && !each.id.isEmpty())
                        ids.append(each.id);
                }
                return oneByOne(ids, context, [=](const QString &id) {
                    return addById(provider, clusterId, inventory, id, context);
                });
            });
        return transform<bool>(listed, context, [=] {
            // An answer about the machine itself is the last word; the rest is waited for while a list may
            // lag.
            return std::all_of(missing->begin(), missing->end(), [](const Expected &each) {
                return (each.kind == Expected::Kind::Machine && !each.id.isEmpty()) || lagLeft(each) == 0ms;
            });
        });
    };
    const auto late = [](const Error &last) { return last; };
    return transform<Inventory>(waitUntil(context, {2s, longestListLag + 60s}, look, late), context,
                                [inventory] { return *inventory; });
}

} // namespace skep::cluster
