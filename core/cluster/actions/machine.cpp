// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/actions/asked.h"
#include "core/cluster/expected.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/userdata.h"
#include "core/ssh/target.h"

#include <QDeadlineTimer>
#include <QHostAddress>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

bool isLiving(const cloud::Machine &machine)
{
    return machine.state != cloud::MachineState::Destroying
        && machine.state != cloud::MachineState::Destroyed;
}

std::function<Error(const Error &)> notStarted(const QString &name)
{
    return [name](const Error &last) {
        return Error{ErrorCode::Timeout,
                     QCoreApplication::translate("skep::cluster::CreateMachine",
                                                 "The cloud did not start %1 within ten minutes.")
                         .arg(name),
                     last.message, true};
    };
}

//! Makes a machine exactly once: what may have been asked for before is looked for first, by its label.
class CreateMachine : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::CreateMachine)

public:
    using Action::Action;

    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return andThen(
            findAndNote(site(), context, u"machineId"_s, finder(context)), site(),
            [this, context](bool isThere) { return isThere ? hasStarted(context) : ready<bool>(false); });
    }

    //! A machine that ends in an error is of no use and costs: it is thrown away and made once more, each
    //! time that the plan is gone on with.
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto made =
            andThen(removeFailed(context), site(), [this, context] { return takeOrMake(context); });
        return doneAfter(andThen(made, site(), [this, context](bool hasStarted) -> Pending<> {
            if (hasStarted)
                return ready<>({});
            return orElse(reason(context), site(),
                          [this, context](const Error &error) { return makeOnceMore(context, error); });
        }));
    }

private:
    Pending<bool> make(const plan::ContextPtr &context)
    {
        // One-time: the first login replaces it. Its public half is noted before the machine can exist.
        auto hostKey = crypto::generateSshKey(machineOf(context).toLatin1());
        if (!hostKey)
            return ready<bool>(fail(std::move(hostKey).error()));
        if (auto noted = noteAsked(context, {{u"hostKey"_s, QString::fromLatin1(hostKey->publicKey)}});
            !noted)
            return ready<bool>(fail(std::move(noted).error()));
        const auto created =
            andThen(site()->provider()->createMachine(request(context, *hostKey)), site(),
                    [context](const cloud::Started &machine) {
                        if (machine.objectId.isEmpty())
                            return ready<>(unnamed());
                        return ready<>(context->note(
                            {{u"machineId"_s, machine.objectId}, {u"operationId"_s, machine.operationId}}));
                    });
        const auto settled = orElse(created, site(), [this, context](const Error &error) {
            return settleAsked(site(), context, error, [this, context] {
                return findAndNote(site(), context, u"machineId"_s, finder(context));
            });
        });
        return andThen(settled, site(), [this, context] { return hasStarted(context); });
    }

    //! False: it ended in an error, or is gone again.
    Pending<bool> hasStarted(const plan::ContextPtr &context)
    {
        const QString name = machineOf(context);
        const QString id = text(context->output(context->step().id), "machineId"_L1);
        auto isGood = std::make_shared<bool>(true);
        const QDeadlineTimer lag(longestListLag);
        const auto ask = [here = site(), id, isGood, lag] {
            const auto seen =
                transform<bool>(here->provider()->machine(id), here, [isGood](const cloud::Machine &now) {
                    *isGood = now.state != cloud::MachineState::Error;
                    return now.state == cloud::MachineState::Error
                        || now.state == cloud::MachineState::Running;
                });
            return orElse(seen, here, [isGood, lag](const Error &error) { // a cloud may know it late
                if (error.code != ErrorCode::NotFound)
                    return ready<bool>(fail(error));
                *isGood = false;
                return ready<bool>(lag.hasExpired());
            });
        };
        return transform<bool>(waitUntil(site(), {500ms, 10min}, ask, notStarted(name)), site(),
                               [isGood] { return *isGood; });
    }

    //! Always an error: why it did not start.
    Pending<> reason(const plan::ContextPtr &context)
    {
        const QString name = machineOf(context);
        const QString operation = text(context->output(context->step().id), "operationId"_L1);
        return andThen(
            operation.isEmpty() ? ready<>({}) : site()->provider()->waitFor(operation), site(), [name] {
                return ready<>(fail(ErrorCode::Remote, tr("The cloud could not start %1.").arg(name)));
            });
    }

    Pending<> makeOnceMore(const plan::ContextPtr &context, const Error &error)
    {
        const QString name = machineOf(context);
        context->say(error.message);
        context->say(tr("%1 is deleted and made once more.").arg(name));
        const auto made =
            andThen(removeFailed(context), site(), [this, context] { return takeOrMake(context); });
        return andThen(made, site(), [this, context, name](bool hasStarted) {
            if (hasStarted)
                return ready<>({});
            return orElse(reason(context), site(), [name](const Error &last) {
                return ready<>(fail(prefixed(
                    tr("%1 did not start, and not when it was made once more, either").arg(name), last)));
            });
        });
    }

    //! What an earlier try has left goes: only what carries the machine's labels now, and is in an error.
    //! Where the cloud has a good one as well, that is it.
    Pending<> removeFailed(const plan::ContextPtr &context)
    {
        if (text(context->output(context->step().id), "machineId"_L1).isEmpty())
            return ready<>({});
        const auto remove = [here = site()](const QString &id) {
            return andThen(here->provider()->deleteMachine(id), here, [here](const cloud::Started &started) {
                return here->provider()->waitFor(started.operationId);
            });
        };
        return andThen(
            site()->provider()->machines(labels(context)), site(),
            [here = site(), context, remove](const QList<cloud::Machine> &found) {
                QStringList failed;
                QString good;
                for (const auto &machine : found) {
                    if (machine.state == cloud::MachineState::Error)
                        failed.append(machine.id);
                    else if (isLiving(machine))
                        good = machine.id;
                }
                return andThen(oneByOne(failed, here, remove), here, [context, good] {
                    return ready<>(context->note({{u"machineId"_s, good}, {u"operationId"_s, QString()}}));
                });
            });
    }

    Pending<bool> takeOrMake(const plan::ContextPtr &context)
    {
        const QString known = text(context->output(context->step().id), "machineId"_L1);
        return known.isEmpty() ? make(context) : hasStarted(context);
    }

    cloud::Labels labels(const plan::ContextPtr &context) const
    {
        cloud::Labels labels = site()->labels();
        labels.insert(machineLabel, machineOf(context));
        return labels;
    }

    std::function<Pending<QString>()> finder(const plan::ContextPtr &context) const
    {
        return [here = site(), labels = labels(context)] {
            return transform<QString>(here->provider()->machines(labels), here,
                                      [](const QList<cloud::Machine> &found) {
                                          QString id;
                                          for (const auto &machine : found) {
                                              const bool isGood = machine.state != cloud::MachineState::Error;
                                              if (isLiving(machine) && (isGood || id.isEmpty()))
                                                  id = machine.id;
                                          }
                                          return id;
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
        const auto late = [name, machine](const Error &last) {
            if (machine->state == cloud::MachineState::Running)
                return Error{ErrorCode::Timeout,
                             tr("The cloud gave %1 no address within ten minutes.").arg(name), last.message,
                             true};
            return notStarted(name)(last);
        };
        const auto alone = andThen(waitUntil(site(), {500ms, 10min}, ask, late), site(),
                                   [=, this] { return checkAlone(context, *machine, name); });
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
    Pending<> checkAlone(const plan::ContextPtr &context, const cloud::Machine &machine, const QString &name)
    {
        return andThen(site()->provider()->machines(site()->labels()), site(),
                       [=, here = site()](const QList<cloud::Machine> &found) {
                           if (auto good = checkAddress(found, machine, name); !good)
                               return ready<>(std::move(good));
                           return removeTwins(here, context, found, machine.id, name);
                       });
    }

    // What is sent to such an address reaches one of the two, and nobody knows which.
    static Result<> checkAddress(const QList<cloud::Machine> &found, const cloud::Machine &machine,
                                 const QString &name)
    {
        for (const auto &other : found) {
            if (isLiving(other) && other.id != machine.id && other.address == machine.address
                && other.sshPort == machine.sshPort && other.labels.value(machineLabel) != name)
                return fail(ErrorCode::Conflict,
                            tr("The cloud gave %1 and %2 the same address, %3. Nothing is sent there: remove "
                               "one of the two, or ask who runs the cloud.")
                                .arg(name, other.labels.value(machineLabel), machine.address),
                            {}, true);
        }
        return {};
    }

    // A request that was delivered twice on the way has made two machines of one name. Only one is known and
    // used.
    static Pending<> removeTwins(Site *here, const plan::ContextPtr &context,
                                 const QList<cloud::Machine> &found, const QString &id, const QString &name)
    {
        QStringList twins;
        for (const auto &machine : found) {
            if (isLiving(machine) && machine.id != id && machine.labels.value(machineLabel) == name)
                twins.append(machine.id);
        }
        return oneByOne(twins, here, [here, context, name](const QString &twin) {
            context->say(tr("The cloud has made %1 twice: the one that is not used is deleted.").arg(name));
            return andThen(here->provider()->deleteMachine(twin), here,
                           [here](const cloud::Started &started) {
                               return here->provider()->waitFor(started.operationId);
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
