// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/modelcloud.h"

#include "core/cluster/expected.h"
#include "core/cluster/site.h"
#include "core/plan/journalformat.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::test {

void ModelCloud::begin(int kill)
{
    m_isDead = false;
    m_fuse = qAbs(kill);
    m_tears = kill < 0;
}

bool ModelCloud::effect()
{
    if (m_isDead)
        return false;
    if (m_fuse == 0 || --m_fuse > 0)
        return true;
    ++kills;
    m_isDead = true;
    return false;
}

std::optional<Fault> ModelCloud::meet()
{
    const int call = m_calls++;
    for (const auto &[number, fault] : m_schedule.faults) {
        if (number == call) {
            ++faultsMet;
            return fault;
        }
    }
    return {};
}

static tl::unexpected<Error> lost()
{
    return fail(ErrorCode::Network, u"lost"_s, {}, true);
}

static tl::unexpected<Error> refused()
{
    return fail(ErrorCode::Remote, u"refused"_s);
}

Result<QString> ModelCloud::create(ModelKind kind, const QString &name, const QString &parent)
{
    if (!effect())
        return lost();
    const auto fault = meet();
    if (fault == Fault::LostBefore)
        return lost();
    if (fault == Fault::Refused)
        return refused();
    const auto isSame = [&](const Object &object) {
        return object.kind == kind && object.name == name && object.parent == parent;
    };
    if (kind != ModelKind::Machine && std::any_of(m_objects.begin(), m_objects.end(), isSame))
        return fail(ErrorCode::Conflict,
                    u"there is one of this name"_s); // but machines of one name may be many
    const QString id = u"id-%1"_s.arg(m_nextId++);
    const bool isLabelled = kind != ModelKind::Machine || m_mistake != Mistake::LabelsLater;
    const int lag = kind == ModelKind::Rule ? 0 : m_schedule.lag;
    m_objects.append({kind, id, name, parent, m_looks + lag, isLabelled});
    ++m_made[int(kind)];
    if (fault == Fault::LostAfter)
        return lost();
    return id;
}

void ModelCloud::label(const QString &id)
{
    for (Object &object : m_objects)
        object.isLabelled = object.isLabelled || (object.id == id && effect());
}

Result<> ModelCloud::remove(ModelKind kind, const QString &id)
{
    if (!effect())
        return lost();
    const auto fault = meet();
    if (fault == Fault::LostBefore)
        return lost();
    if (fault == Fault::Refused)
        return refused();
    m_objects.removeIf([&](const Object &object) { return object.kind == kind && object.id == id; });
    if (fault == Fault::LostAfter)
        return lost();
    return {};
}

QString ModelCloud::find(ModelKind kind, const QString &name)
{
    ++m_looks;
    for (const Object &object : std::as_const(m_objects)) {
        if (object.kind == kind && object.name == name && object.isLabelled && object.listedFrom < m_looks)
            return object.id;
    }
    return {};
}

cluster::Inventory ModelCloud::inventory(const QString &cluster) const
{
    cluster::Inventory found;
    const QString description = cluster::groupDescription(cluster);
    for (const Object &object : m_objects) {
        if (!object.isLabelled)
            continue;
        if (object.kind == ModelKind::Machine)
            found.machines.append({.id = object.id, .name = object.name});
        else if (object.kind == ModelKind::AffinityGroup)
            found.affinityGroups.append({object.id, object.name, description});
        else if (object.kind == ModelKind::SshKey)
            found.sshKeys.append(object.name);
        else if (object.kind == ModelKind::Group)
            found.groups.append({object.id, object.name, description, {}});
    }
    for (const Object &object : m_objects) {
        for (auto &group : found.groups) {
            if (object.kind == ModelKind::Rule && object.parent == group.id)
                group.rules.append({.id = object.id, .protocol = u"tcp"_s});
        }
    }
    return found;
}

qsizetype ModelCloud::count(ModelKind kind) const
{
    return std::count_if(m_objects.begin(), m_objects.end(),
                         [kind](const Object &object) { return object.kind == kind; });
}

bool ModelCloud::isDuplicate(const Object &object) const
{
    return std::any_of(m_objects.begin(), m_objects.end(), [&](const Object &other) {
        return other.id != object.id && other.kind == object.kind && other.name == object.name
            && other.parent == object.parent;
    });
}

QString ModelCloud::broken(const QByteArray &journal, qsizetype plannedMachines) const
{
    const auto content = plan::format::parse(journal, u"journal"_s);
    if (!content)
        return content.error().message;
    const auto known = cluster::expectedOf(content->records, {});
    for (const Object &object : m_objects) {
        if (isDuplicate(object))
            return u"made twice: "_s + object.name;
        const bool isJournalled = std::any_of(
            known.begin(), known.end(), [&](const cluster::Expected &each) { return each.id == object.id; });
        if (!object.isLabelled && !isJournalled)
            return u"neither in the journal nor found by its label: "_s + object.name;
    }
    if (count(ModelKind::Machine) > plannedMachines)
        return u"more machines than planned"_s;
    return {};
}

ModelJournal::ModelJournal(QByteArray &bytes, ModelCloud &cloud)
    : m_bytes(bytes)
    , m_cloud(cloud)
{
    auto content = plan::format::parse(m_bytes, u"journal"_s);
    m_isGood = content.has_value();
    if (!content)
        return;
    m_bytes.truncate(content->goodBytes);
    if (m_bytes.isEmpty())
        m_bytes = plan::format::header();
    m_records = std::move(content->records);
}

Result<> ModelJournal::write(const QString &stepId, const plan::Record &record)
{
    const QByteArray line = plan::format::encode(stepId, record);
    const bool wasDead = m_cloud.isDead();
    if (!m_cloud.effect()) {
        if (!wasDead && m_cloud.tearsRecords())
            m_bytes += line.left(line.size() * 2 / 3);
        return fail(ErrorCode::Io, u"the program has ended"_s);
    }
    m_bytes += line;
    m_records.insert(stepId, record);
    return {};
}

Result<> ModelJournal::clear()
{
    m_bytes = plan::format::header();
    m_records.clear();
    return {};
}

} // namespace skep::test
