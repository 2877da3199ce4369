// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/stages.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using plan::StepState;

namespace {

enum Stage {
    Prepare,
    Drain,
    Machine,
    Access,
    Engine,
    Images,
    Swarm,
    Consul,
    Registrar,
    Proof,
    Removal,
    StageCount
};

QString titleOf(Stage stage)
{
    static const char *const titles[] = {
        QT_TRANSLATE_NOOP("Stages", "Prepare"),   QT_TRANSLATE_NOOP("Stages", "Tasks"),
        QT_TRANSLATE_NOOP("Stages", "Machine"),   QT_TRANSLATE_NOOP("Stages", "Access"),
        QT_TRANSLATE_NOOP("Stages", "Engine"),    QT_TRANSLATE_NOOP("Stages", "Images"),
        QT_TRANSLATE_NOOP("Stages", "Swarm"),     QT_TRANSLATE_NOOP("Stages", "Consul"),
        QT_TRANSLATE_NOOP("Stages", "Registrar"), QT_TRANSLATE_NOOP("Stages", "Proof"),
        QT_TRANSLATE_NOOP("Stages", "Removal"),
    };
    return QCoreApplication::translate("Stages", titles[stage]);
}

Stage stageOf(const QString &kind)
{
    static const QHash<QString, Stage> stages{
        {u"keys"_s, Prepare},           {u"resolve"_s, Prepare},        {u"ssh-key"_s, Prepare},
        {u"group"_s, Prepare},          {u"rule"_s, Prepare},           {u"machine"_s, Machine},
        {u"address"_s, Machine},        {u"login"_s, Access},           {u"host-key"_s, Access},
        {u"prepare"_s, Access},         {u"engine"_s, Engine},          {u"engine-config"_s, Engine},
        {u"pull-image"_s, Images},      {u"registrar-image"_s, Images}, {u"swarm-init"_s, Swarm},
        {u"swarm-join"_s, Swarm},       {u"firewall-check"_s, Proof},   {u"proof"_s, Proof},
        {u"delete-machine"_s, Removal}, {u"machine-gone"_s, Removal},   {u"delete-group"_s, Removal},
        {u"delete-rule"_s, Removal},    {u"delete-key"_s, Removal},     {u"delete-secrets"_s, Removal},
        {u"verify-gone"_s, Removal},    {u"affinity-group"_s, Prepare}, {u"delete-affinity-group"_s, Removal},
        {u"user-data"_s, Access},       {u"quorum"_s, Prepare},         {u"drain"_s, Drain},
        {u"activate"_s, Drain},         {u"demote"_s, Swarm},           {u"promote"_s, Swarm},
        {u"join-group"_s, Machine},     {u"leave-group"_s, Machine},    {u"swarm-leave"_s, Swarm},
        {u"node-remove"_s, Swarm},      {u"node-ready"_s, Proof},       {u"node-labels"_s, Swarm},
        {u"agent-key"_s, Consul},       {u"machine-remove"_s, Removal},
    };
    if (const auto found = stages.constFind(kind); found != stages.constEnd())
        return *found;
    if (kind.startsWith("consul"_L1))
        return Consul;
    if (kind.startsWith("registrar"_L1))
        return Registrar;
    return Prepare;
}

} // namespace

StageGrid stageGrid(const QList<plan::Step> &steps)
{
    QList<QString> names; // in the order of the plan, what belongs to the whole cluster first
    QHash<QString, QList<StageCell>> fields;
    bool isUsed[StageCount] = {};
    for (const plan::Step &step : steps) {
        QString name = step.id.section(u'/', 0, 0);
        if (name == "cluster"_L1 || !step.id.contains(u'/'))
            name.clear();
        if (!fields.contains(name)) {
            names.insert(name.isEmpty() ? 0 : names.size(), name);
            fields.insert(name, QList<StageCell>(StageCount));
        }
        const Stage stage = stageOf(step.kind);
        isUsed[stage] = true;
        fields[name][stage].stepIds << step.id;
    }
    StageGrid grid;
    for (int stage = 0; stage < StageCount; ++stage) {
        if (isUsed[stage])
            grid.stages << titleOf(Stage(stage));
    }
    for (const QString &name : std::as_const(names)) {
        StageRow row{name, {}};
        for (int stage = 0; stage < StageCount; ++stage) {
            if (isUsed[stage])
                row.cells << fields[name][stage];
        }
        grid.rows << row;
    }
    return grid;
}

StageSummary summary(const QList<plan::Record> &records)
{
    StageSummary sum;
    sum.total = int(records.size());
    const auto has = [&](StepState state) {
        return std::any_of(records.begin(), records.end(),
                           [state](const plan::Record &r) { return r.state == state; });
    };
    for (const plan::Record &record : records) {
        sum.done += record.state == StepState::Done ? 1 : 0;
        if (record.started.isValid() && (!sum.started.isValid() || record.started < sum.started))
            sum.started = record.started;
        if (record.ended.isValid() && (!sum.ended.isValid() || record.ended > sum.ended))
            sum.ended = record.ended;
    }
    if (has(StepState::Failed))
        sum.state = StepState::Failed;
    else if (has(StepState::Running))
        sum.state = StepState::Running;
    else if (sum.total > 0 && sum.done == sum.total)
        sum.state = StepState::Done;
    else if (has(StepState::Cancelled))
        sum.state = StepState::Cancelled;
    if (sum.state == StepState::Running)
        sum.ended = {};
    return sum;
}

} // namespace skep::ui
