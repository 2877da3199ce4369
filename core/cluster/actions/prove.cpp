// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/proofrun.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

//! The plan's last step: a cluster counts as made when it has been used.
class Prove : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Prove)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        auto proof = std::make_shared<ProofRun>(site());
        QObject::connect(proof.get(), &ProofRun::changed, proof.get(),
                         [run = proof.get(), context, told = QString()]() mutable {
                             for (const auto &stage : run->proof().stages) {
                                 if (stage.state == ProofStage::State::Running && stage.id != told) {
                                     told = stage.id;
                                     context->say(stage.title);
                                 }
                             }
                         });
        return transform<QJsonObject>(
            proof->run(), site(), [context, proof](const Proof &result) -> Result<QJsonObject> {
                if (auto noted = context->note({{u"proof"_s, toJson(result)}}); !noted)
                    return fail(std::move(noted).error());
                const auto failed =
                    std::find_if(result.stages.begin(), result.stages.end(),
                                 [](const auto &stage) { return stage.state == ProofStage::State::Failed; });
                if (failed != result.stages.end())
                    return fail(ErrorCode::Remote, tr("The proof failed: %1").arg(failed->detail), {}, true);
                return QJsonObject{};
            });
    }
};

} // namespace

void addProofActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"proof"_s, std::make_shared<Prove>(site));
}

} // namespace skep::cluster
