// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own SSH keys on the machines.
#include "core/cluster/actions/action.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/crypto/keys.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

// All are asked, also after one has failed; what counts is written down only when all have it.
Pending<> Cluster::Private::changeKeys(const QString &publicKey, bool isAdded)
{
    if (auto ours = checkIsOurs(); !ours)
        return ready<>(std::move(ours));
    if (file.phase != Phase::Ready || runner || isStarting)
        return ready<>(fail(ErrorCode::Conflict, Cluster::tr("The cluster %1 is not ready.").arg(q->name())));
    const QString line = publicKey.simplified();
    if (crypto::fingerprint(line.toUtf8()).isEmpty())
        return ready<>(fail(ErrorCode::Config, Cluster::tr("That is no public SSH key.")));
    const QString script = isAdded ? u"add-authorized-key.sh"_s : u"remove-authorized-key.sh"_s;
    auto failed = std::make_shared<QStringList>();
    const auto everywhere = allAtOnce(file.machines, q, [=, this](const MachineRecord &machine) {
        const auto done = ignoreValue(
            withTimeout(runScript(site.get(), machine.name, script, line.toUtf8() + '\n', {}, 1min), 1min, q,
                        Cluster::tr("%1 does not answer.").arg(machine.name)),
            q);
        return orElse(done, q, [=, name = machine.name](const Error &error) {
            failed->append(name + u": "_s + error.message);
            return ready<>({});
        });
    });
    return transform<void>(everywhere, q, [=, this]() -> Result<> {
        if (!failed->isEmpty())
            return fail(ErrorCode::Remote,
                        Cluster::tr("Not every machine could be changed; do it again when they answer: %1")
                            .arg(failed->join(u"; "_s)));
        change([&] {
            file.spec.sshPublicKeys.removeIf(
                [&](const QString &known) { return known.section(u' ', 0, 1) == line.section(u' ', 0, 1); });
            if (isAdded)
                file.spec.sshPublicKeys.append(line);
            showMachines();
        });
        return {};
    });
}

Pending<> Cluster::addPublicKey(const QString &publicKey)
{
    return d->changeKeys(publicKey, true);
}

Pending<> Cluster::removePublicKey(const QString &publicKey)
{
    return d->changeKeys(publicKey, false);
}

} // namespace skep::cluster
