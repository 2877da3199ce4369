// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/keys.h"

#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/actions/engineport.h"
#include "core/crypto/authority.h"

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

//! Makes all secrets of a cluster and puts them into the keychain; only public halves are noted.
class MakeKeys : public Action
{
public:
    using Action::Action;

    // Once noted, every secret must still be there: a new one in the place of a lost one would lock us out.
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        if (!context->output(context->step().id).contains("sshPublicKey"_L1))
            return no();
        Site *here = site();
        const auto all = oneByOne(here->purposes(), here, [here](const QString &purpose) {
            return ignoreValue(here->secret(purpose), here);
        });
        return transform<bool>(all, here, [] { return true; });
    }

    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        QJsonObject output;
        QList<NamedSecret> secrets;
        if (const auto good = addSshKey(output, secrets); !good)
            return ready<QJsonObject>(fail(good.error()));
        if (site()->spec().consulServers > 0) {
            auto authority = crypto::createAuthority(site()->spec().name + u" Consul authority"_s);
            if (!authority)
                return ready<QJsonObject>(fail(std::move(authority).error()));
            secrets.append({u"authority"_s, authority->privateKey});
            output.insert(u"authority"_s, QString::fromLatin1(authority->certificate));
            output.insert(u"authorityFingerprint"_s,
                          QString::fromLatin1(crypto::certificateFingerprint(authority->certificate)));
            secrets.append({u"gossip"_s, crypto::randomSecret(32)});
        }
        const auto purposes = site()->purposes();
        for (const QString &purpose : purposes) {
            if (purpose.startsWith("consul-"_L1))
                secrets.append({purpose, makeSecret(crypto::newUuid().toLatin1())});
        }
        // How each is known again; one that a later change makes anew is not among them.
        QJsonObject fingerprints;
        for (const NamedSecret &entry : std::as_const(secrets)) {
            if (!entry.purpose.startsWith("consul-agent-"_L1))
                fingerprints.insert(entry.purpose, Site::fingerprintOf(*entry.secret));
        }
        output.insert(u"fingerprints"_s, fingerprints);
        if (isOpen(OpenPort::Engine, site()->spec().exposures)) {
            const auto authority = engineAuthority(site()->spec().name);
            if (!authority)
                return ready<QJsonObject>(fail(authority.error()));
            secrets += *authority;
        }
        const auto kept = oneByOne(secrets, site(), [here = site()](const NamedSecret &entry) {
            return here->keep(entry.purpose, entry.secret);
        });
        return transform<QJsonObject>(kept, site(), [output] { return output; });
    }

private:
    // None for own servers: the user's own key lets us in.
    Result<> addSshKey(QJsonObject &output, QList<NamedSecret> &secrets)
    {
        output.insert(u"sshPublicKey"_s, QString());
        if (site()->spec().isOnOwnServers())
            return {};
        auto pair = crypto::generateSshKey(site()->spec().name.toLatin1());
        if (!pair)
            return fail(std::move(pair).error());
        output.insert(u"sshPublicKey"_s, QString::fromLatin1(pair->publicKey));
        output.insert(u"sshFingerprint"_s, QString::fromLatin1(crypto::fingerprint(pair->publicKey)));
        secrets.append({u"ssh-key"_s, pair->privateKey});
        return {};
    }
};

} // namespace

void addKeyActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"keys"_s, std::make_shared<MakeKeys>(site));
}

} // namespace skep::cluster
