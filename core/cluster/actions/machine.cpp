// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/actions/asked.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/userdata.h"
#include "core/ssh/target.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! Makes a machine exactly once: what may have been asked for before is looked for first, by its label.
class CreateMachine : public Action
{
public:
    using Action::Action;

    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return findAndNote(site(), context, u"machineId"_s, finder(context));
    }

    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        // One-time: the first login replaces it. Its public half is noted before the machine can exist.
        auto hostKey = crypto::generateSshKey(machineOf(context).toLatin1());
        if (!hostKey)
            return ready<QJsonObject>(fail(std::move(hostKey).error()));
        if (auto noted = noteAsked(context, {{u"hostKey"_s, QString::fromLatin1(hostKey->publicKey)}});
            !noted)
            return ready<QJsonObject>(fail(std::move(noted).error()));
        const auto created =
            andThen(site()->provider()->createMachine(request(context, *hostKey)), site(),
                    [context](const cloud::Started &machine) {
                        if (machine.objectId.isEmpty())
                            return ready<>(unnamed());
                        return ready<>(context->note(
                            {{u"machineId"_s, machine.objectId}, {u"operationId"_s, machine.operationId}}));
                    });
        return doneAfter(orElse(created, site(), [this, context](const Error &error) {
            return settleAsked(site(), context, error, [this, context] { return isDone(context); });
        }));
    }

private:
    std::function<Pending<QString>()> finder(const plan::ContextPtr &context) const
    {
        cloud::Labels labels = site()->labels();
        labels.insert(machineLabel, machineOf(context));
        return [here = site(), labels] {
            return transform<QString>(here->provider()->machines(labels), here,
                                      [](const QList<cloud::Machine> &found) {
                                          for (const auto &machine : found) {
                                              if (machine.state != cloud::MachineState::Destroying
                                                  && machine.state != cloud::MachineState::Destroyed)
                                                  return machine.id;
                                          }
                                          return QString();
                                      });
        };
    }

    cloud::MachineRequest request(const plan::ContextPtr &context, const crypto::SshKeyPair &hostKey) const
    {
        const QString name = machineOf(context);
        const auto &spec = site()->spec();
        const auto machine = site()->machine(name);
        const auto resolved = context->output(u"cluster/resolve"_s);
        cloud::MachineRequest request;
        request.name = name;
        request.templateId = resolved.value("templates"_L1)[machine.templateName].toString();
        request.instanceTypeId = resolved.value("types"_L1)[machine.type].toString();
        request.diskGiB = machine.diskGiB;
        request.sshKeyNames = {spec.name + u'-' + site()->clusterId()};
        for (const Group group : groupsOf(spec, machine))
            request.groupIds.append(
                text(context->output(u"cluster/group-"_s + groupName(spec, group)), "groupId"_L1));
        const auto &options = optionsOf(spec, machine.role);
        if (options.antiAffinity)
            request.affinityGroupIds = {text(
                context->output(u"cluster/apart-"_s + affinityGroupName(spec, machine.role)), "groupId"_L1)};
        request.labels = site()->labels();
        request.labels.insert(machineLabel, name);
        request.labels.insert(nameLabel, spec.name);
        const QString ownKey = text(context->output(u"cluster/keys"_s), "sshPublicKey"_L1);
        request.userData = userData({name, QStringList{ownKey} + spec.sshPublicKeys,
                                     hostKey.privateKey->reveal(), hostKey.publicKey, options.userData});
        return request;
    }
};

//! A cloud that has none yet may say so by "0.0.0.0", or by something that is no address at all.
bool hasAddress(const cloud::Machine &machine)
{
    const QHostAddress address(machine.address);
    return ssh::isHostName(machine.address) && address != QHostAddress(QHostAddress::AnyIPv4)
        && address != QHostAddress(QHostAddress::AnyIPv6) && !address.isMulticast();
}

class WaitForAddress : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitForAddress)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString name = machineOf(context);
        const QJsonObject created = context->output(name + u"/create"_s);
        auto machine = std::make_shared<cloud::Machine>();
        const auto ask = [here = site(), id = text(created, "machineId"_L1), machine, created, name] {
            return andThen(
                here->provider()->machine(id), here, [=](const cloud::Machine &now) -> Pending<bool> {
                    *machine = now;
                    if (now.state == cloud::MachineState::Error)
                        return reasonOf(here, created, name);
                    if (now.state == cloud::MachineState::Running && now.address.isEmpty()
                        && !now.privateAddress.isEmpty())
                        return andThen(here->provider()->openAccess(now.id), here,
                                       [] { return ready<bool>(false); });
                    return ready<bool>(now.state == cloud::MachineState::Running && hasAddress(now));
                });
        };
        const auto late = [name](const Error &last) {
            return Error{ErrorCode::Timeout, tr("The cloud did not start %1 within ten minutes.").arg(name),
                         last.message, true};
        };
        const auto alone = andThen(waitUntil(site(), {500ms, 10min}, ask, late), site(), [=, this] {
            return removeTwins(context, name, text(created, "machineId"_L1));
        });
        return transform<QJsonObject>(alone, site(), [here = site(), machine, created, name] {
            const QString own =
                machine->privateAddress.isEmpty() ? machine->address : machine->privateAddress;
            here->links()->learn(
                name, {machine->address, own, text(created, "hostKey"_L1).toLatin1(), machine->sshPort});
            return QJsonObject{{u"address"_s, machine->address},
                               {u"privateAddress"_s, own},
                               {u"sshPort"_s, machine->sshPort}};
        });
    }

private:
    // A request that was delivered twice on the way has made two machines of one name. Only one is known and
    // used.
    Pending<> removeTwins(const plan::ContextPtr &context, const QString &name, const QString &id)
    {
        cloud::Labels labels = site()->labels();
        labels.insert(machineLabel, name);
        const auto listed = site()->provider()->machines(labels);
        return andThen(
            listed, site(), [here = site(), context, name, id](const QList<cloud::Machine> &found) {
                QStringList twins;
                for (const auto &machine : found) {
                    if (machine.id != id && machine.state != cloud::MachineState::Destroying
                        && machine.state != cloud::MachineState::Destroyed)
                        twins.append(machine.id);
                }
                return oneByOne(twins, here, [here, context, name](const QString &twin) {
                    context->say(
                        tr("The cloud has made %1 twice: the one that is not used is deleted.").arg(name));
                    return andThen(here->provider()->deleteMachine(twin), here,
                                   [here](const cloud::Started &started) {
                                       return here->provider()->waitFor(started.operationId);
                                   });
                });
            });
    }

    static Pending<bool> reasonOf(Site *here, const QJsonObject &created, const QString &name)
    {
        const auto operation = here->provider()->waitFor(text(created, "operationId"_L1));
        return andThen(operation, here, [name] {
            return ready<bool>(fail(ErrorCode::Remote, tr("The cloud could not start %1.").arg(name)));
        });
    }
};

} // namespace

void addMachineActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"machine"_s, std::make_shared<CreateMachine>(site));
    actions.insert(u"address"_s, std::make_shared<WaitForAddress>(site));
}

} // namespace skep::cluster
