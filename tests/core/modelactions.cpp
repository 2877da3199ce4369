// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/modelcloud.h"

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

constexpr int longestLag = 10; // looks; more than any schedule's

class ModelAction : public plan::StepAction
{
public:
    explicit ModelAction(ModelCloud &cloud)
        : m_cloud(cloud)
    {
    }
    Pending<bool> isDone(const plan::ContextPtr &) override { return ready<bool>(false); }
    Pending<QJsonObject> run(const plan::ContextPtr &) override { return ready<QJsonObject>(QJsonObject()); }

protected:
    ModelCloud &cloud() const { return m_cloud; }
    static Pending<QJsonObject> ended(const Result<> &result)
    {
        return ready<QJsonObject>(result.map([] { return QJsonObject(); }));
    }

private:
    ModelCloud &m_cloud;
};

//! Makes one object: asks for what it may have made, notes that it asks, and notes the id.
class ModelCreate : public ModelAction
{
public:
    ModelCreate(ModelCloud &cloud, ModelKind kind)
        : ModelAction(cloud)
        , m_kind(kind)
    {
    }

    Pending<bool> isDone(const plan::ContextPtr &context) override { return ready<bool>(isThere(context)); }

    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        if (auto noted = context->note({{u"asked"_s, true}, {u"look"_s, cloud().looks()}}); !noted)
            return ended(noted);
        const auto made = cloud().create(m_kind, nameOf(context));
        if (made) {
            if (cloud().mistake() == Mistake::LabelsLater)
                cloud().label(*made);
            return ended(context->note({{key(), *made}}));
        }
        if (!made.error().retryable) {
            if (auto noted = context->note({{u"asked"_s, false}}); !noted)
                return ended(noted);
            if (made.error().code != ErrorCode::Conflict)
                return ended(fail(made.error()));
        }
        const auto there = isThere(context);
        return ended(there && *there ? Result<>() : Result<>(fail(made.error())));
    }

private:
    QString key() const { return m_kind == ModelKind::Machine ? u"machineId"_s : u"groupId"_s; }
    QString nameOf(const plan::ContextPtr &context) const
    {
        return m_kind == ModelKind::Machine ? context->step().id.section(u'/', 0, 0)
                                            : context->step().input.value("name"_L1).toString();
    }
    Result<bool> isThere(const plan::ContextPtr &context)
    {
        const auto known = context->output(context->step().id);
        if (cloud().mistake() == Mistake::CreatesBlindly)
            return false;
        const bool wasAsked = known.value("asked"_L1).toBool();
        const int last = known.value("look"_L1).toInt() + longestLag;
        do {
            if (const QString id = cloud().find(m_kind, nameOf(context)); !id.isEmpty())
                return context->note({{key(), id}}).map([] { return true; });
        } while (wasAsked && cloud().mistake() != Mistake::LooksOnce && cloud().looks() < last);
        return false;
    }

    ModelKind m_kind;
};

class ModelKey : public ModelAction
{
public:
    using ModelAction::ModelAction;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return ready<bool>(!cloud().find(ModelKind::SshKey, nameOf(context)).isEmpty());
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto made = cloud().create(ModelKind::SshKey, nameOf(context));
        const bool isThere = made || !cloud().find(ModelKind::SshKey, nameOf(context)).isEmpty();
        return ended(isThere ? Result<>() : Result<>(fail(made.error())));
    }

private:
    static QString nameOf(const plan::ContextPtr &context)
    {
        return context->step().input.value("name"_L1).toString();
    }
};

class ModelRule : public ModelAction
{
public:
    using ModelAction::ModelAction;
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto group = context->output(context->step().needs.first()).value("groupId"_L1).toString();
        const auto made = cloud().create(ModelKind::Rule, context->step().id, group);
        const bool isThere = made || made.error().code == ErrorCode::Conflict;
        return ended(isThere ? Result<>() : Result<>(fail(made.error())));
    }
};

class ModelDelete : public ModelAction
{
public:
    ModelDelete(ModelCloud &cloud, ModelKind kind)
        : ModelAction(cloud)
        , m_kind(kind)
    {
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto input = context->step().input;
        QString id = input.value("id"_L1).toString();
        if (m_kind == ModelKind::SshKey)
            id = cloud().find(m_kind, input.value("name"_L1).toString());
        const auto gone = cloud().remove(m_kind, id);
        if (!gone && gone.error().retryable && cloud().mistake() == Mistake::ForgetsOnDestroy)
            return ended({});
        return ended(gone);
    }

private:
    ModelKind m_kind;
};

class ModelVerify : public ModelAction
{
public:
    using ModelAction::ModelAction;
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        const bool isGone =
            cloud().inventory(clusterId).isEmpty() || cloud().mistake() == Mistake::ForgetsOnDestroy;
        return ended(isGone ? Result<>() : Result<>(fail(ErrorCode::Remote, u"still there"_s)));
    }
};

} // namespace

plan::Actions modelActions(ModelCloud &cloud, const QList<plan::Step> &steps)
{
    plan::Actions actions{
        {u"machine"_s, std::make_shared<ModelCreate>(cloud, ModelKind::Machine)},
        {u"group"_s, std::make_shared<ModelCreate>(cloud, ModelKind::Group)},
        {u"affinity-group"_s, std::make_shared<ModelCreate>(cloud, ModelKind::AffinityGroup)},
        {u"ssh-key"_s, std::make_shared<ModelKey>(cloud)},
        {u"rule"_s, std::make_shared<ModelRule>(cloud)},
        {u"delete-machine"_s, std::make_shared<ModelDelete>(cloud, ModelKind::Machine)},
        {u"delete-rule"_s, std::make_shared<ModelDelete>(cloud, ModelKind::Rule)},
        {u"delete-group"_s, std::make_shared<ModelDelete>(cloud, ModelKind::Group)},
        {u"delete-affinity-group"_s, std::make_shared<ModelDelete>(cloud, ModelKind::AffinityGroup)},
        {u"delete-key"_s, std::make_shared<ModelDelete>(cloud, ModelKind::SshKey)},
        {u"verify-gone"_s, std::make_shared<ModelVerify>(cloud)},
    };
    for (const auto &step : steps) { // all that happens on the machines costs nothing and leaves nothing
        if (!actions.contains(step.kind))
            actions.insert(step.kind, std::make_shared<ModelAction>(cloud));
    }
    return actions;
}

} // namespace skep::test
