// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/consulconfig.h"
#include "core/cluster/consulvoters.h"
#include "core/consul/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

struct Grant
{
    consul::Client::Policy policy;
    QString purpose; //!< of the token, in the keychain
    QString description;
};

// What each token may do, and nothing beyond.
Grant grantFor(const QString &purpose, const QString &machine)
{
    const QString read =
        u"node_prefix \"\" { policy = \"read\" }\nservice_prefix \"\" { policy = \"read\" }\n"_s;
    if (purpose == "agent"_L1)
        return {{agentPolicyName(machine), u"node \"%1\" { policy = \"write\" }\n"_s.arg(machine) + read},
                u"consul-agent-"_s + machine,
                u"Skep: the agent of "_s + machine};
    if (purpose == "registrar"_L1)
        return {{u"skep-registrar"_s,
                 u"service_prefix \"\" { policy = \"write\" }\nagent_prefix \"\" { policy = \"read\" }\n"_s},
                u"consul-registrar"_s,
                u"Skep: the registrars"_s};
    return {{u"skep-dns"_s, read}, u"consul-dns"_s, u"Skep: names for everybody"_s};
}

//! One policy with its one token. Both calls do nothing where it is there.
class MakeToken : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const Grant grant =
            grantFor(text(context->step().input, "purpose"_L1), text(context->step().input, "machine"_L1));
        // For a moment after several servers have elected their first leader they refuse: access control
        // starts in an old mode until all have told what they can.
        const auto attempt = [this, grant] {
            return orElse(make(grant), site(), [](Error error) {
                error.retryable = error.code != ErrorCode::Keychain && error.code != ErrorCode::Auth;
                return ready<>(fail(error));
            });
        };
        return doneAfter(retry(site(), {25, 250ms, 2s}, attempt));
    }

private:
    Pending<> make(const Grant &grant) const
    {
        return andThen(leadingConsul(site()), site(), [here = site(), grant](consul::Client *consul) {
            return andThen(consul->putPolicy(grant.policy), here, [=](const QString &) {
                return andThen(here->secret(grant.purpose), here, [=](const SecretPtr &secret) {
                    return consul->putToken(secret, grant.description, {grant.policy.name});
                });
            });
        });
    }
};

} // namespace

void addTokenActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"consul-token"_s, std::make_shared<MakeToken>(site));
}

} // namespace skep::cluster
