// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/arguments.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

const QStringList withValue{
    u"spec"_s,       u"output"_s,  u"account"_s, u"endpoint"_s, u"key"_s,      u"operator"_s,     u"image"_s,
    u"count"_s,      u"role"_s,    u"type"_s,    u"disk"_s,     u"template"_s, u"wait"_s,         u"set"_s,
    u"file"_s,       u"shell"_s,   u"port"_s,    u"to"_s,       u"kind"_s,     u"project"_s,      u"dir"_s,
    u"ssh"_s,        u"context"_s, u"socket"_s,  u"host-key"_s, u"tcp"_s,      u"certificates"_s, u"url"_s,
    u"ssh-config"_s, u"server"_s,  u"managers"_s};
const QStringList switches{u"yes"_s,     u"keep-running"_s, u"progress"_s,
                           u"sandbox"_s, u"force"_s,        u"help"_s,
                           u"version"_s, u"unset"_s,        u"yes-open-to-everyone"_s,
                           u"no"_s,      u"keep-secrets"_s, u"token"_s};

// What a service or a container is described by, and what is asked of it.
const QStringList dailyWithValue{u"name"_s,          u"replicas"_s,     u"publish"_s,   u"env"_s,
                                 u"env-rm"_s,        u"label"_s,        u"mount"_s,     u"network"_s,
                                 u"constraint"_s,    u"limit-memory"_s, u"limit-cpu"_s, u"reserve-memory"_s,
                                 u"reserve-cpu"_s,   u"secret"_s,       u"config"_s,    u"restart"_s,
                                 u"tail"_s,          u"since"_s,        u"node"_s,      u"type"_s,
                                 u"compose-file"_s,  u"driver"_s,       u"registry"_s,  u"registry-user"_s,
                                 u"endpoint-mode"_s, u"subnet"_s,       u"user"_s};
const QStringList dailySwitches{u"global"_s,   u"follow"_s, u"dry-run"_s, u"force"_s,    u"attachable"_s,
                                u"internal"_s, u"all"_s,    u"prune"_s,   u"encrypted"_s};

} // namespace

Result<Arguments> parseArguments(const QStringList &arguments)
{
    Arguments parsed;
    const auto set = [&](const QString &name, const QString &value) {
        parsed.options.insert(name, value);
        parsed.repeated[name].append(value);
    };
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == "--"_L1) {
            parsed.rest = arguments.mid(i + 1);
            break;
        }
        if (argument == "-h"_L1 || argument == "-r"_L1) {
            parsed.options.insert(argument == "-h"_L1 ? u"help"_s : u"recursive"_s, {});
            continue;
        }
        if (!argument.startsWith("--"_L1)) {
            parsed.words.append(argument);
            continue;
        }
        const QString name = argument.mid(2).section(u'=', 0, 0);
        if ((switches + dailySwitches).contains(name) && !argument.contains(u'=')) {
            parsed.options.insert(name, {});
        } else if (!(withValue + dailyWithValue).contains(name)) {
            return fail(ErrorCode::Config, tr("There is no option %1.").arg(argument));
        } else if (argument.contains(u'=')) {
            set(name, argument.section(u'=', 1));
        } else if (++i < arguments.size()) {
            set(name, arguments.at(i));
        } else {
            return fail(ErrorCode::Config, tr("%1 needs a value.").arg(argument));
        }
    }
    const QString output = parsed.options.value(u"output"_s, u"text"_s);
    if (output != "text"_L1 && output != "json"_L1)
        return fail(ErrorCode::Config, tr("--output is text or json."));
    return parsed;
}

QString helpText()
{
    return tr(R"(skepctl: Docker Swarm clusters with Consul, made and kept by command.

Usage: skepctl COMMAND [options]

  cluster create --spec FILE    makes a cluster; FILE is its description as JSON, - is stdin
                                --yes-open-to-everyone, also of cluster address and cluster open: that 0.0.0.0/0 or
                                ::/0 is meant
  cluster create NAME --server [USER@]HOST[:PORT]... [--managers N] [--host-key FINGERPRINT]... [--key FILE]
                                the same on servers of your own, by address or by their names in your ssh
                                configuration: each is looked at first, and nothing is changed when one cannot be
                                used. What is asked for is read from stdin, one password for all of them; it is kept
                                in the keychain. --spec FILE: everything else
  cluster plan --spec FILE, cluster plan NAME --server HOST...
                                says what would be done; nothing is
  cluster list
  cluster status NAME
  cluster resume NAME           goes on with a plan that was stopped or failed
  cluster prove NAME            deploys, resolves, fetches and removes a small service
  cluster destroy NAME [--yes]  deletes everything that belongs to it, found by its labels
  cluster connect NAME --ssh [USER@]HOST[:PORT] [--key FILE] [--host-key FINGERPRINT] [--keep-secrets]
                       | --context CONTEXT | --tcp HOST:PORT --certificates FOLDER | --socket PATH
                                a swarm, a classic swarm or an engine that is there already: it is looked at, and
                                nothing is written there. HOST as in your ssh configuration; passphrases and passwords
                                are asked for, and kept in the keychain with --keep-secrets
  cluster confirm NAME [NODE...]
                                shows the host keys of a connected swarm's other nodes, which are reached through the
                                way in once they are confirmed
  cluster consul NAME [--url URL] [--token]
                                of a connected cluster: the Consul beside it, as its host sees it; --token: asked for.
                                Without --url none
  cluster allow NAME [--no]     lets a connected cluster be changed, or not any more
  cluster forget NAME           of a connected cluster; nothing there changes
  servers list [--ssh-config FILE]
                                those that your ssh configuration names
  servers probe SERVER... [--ssh-config FILE] [--host-key FINGERPRINT]
                                looks whether your own servers can become a cluster; nothing is changed there. SERVER is
                                a name of your ssh configuration or [USER@]HOST[:PORT]
  cluster address NAME [--set CIDR[,CIDR]]
                                from where SSH is reached; --set opens the new way, uses it, closes the old one
  cluster open NAME --port consul-http|consul-dns|engine --to CIDR|GROUP [--yes]
                                lets others ask Consul's servers, or the engines with a client certificate; says
                                first what that shows them
  cluster close NAME --port PORT --to CIDR|GROUP
  cluster ports NAME            what is open by choice
  cluster certificate NAME --dir FOLDER
                                a client's certificate for the engines' open port, as DOCKER_CERT_PATH wants it
  cluster audit NAME            what is really open, by the cloud's rules and from this computer; ends with 1 when
                                something is graver than it should be
  cluster web NAME              Consul's own web interface for this user's browser: prints the file to open in it, and
                                lasts until it is ended, an hour at most
  cluster keys list NAME        people's own SSH keys on every machine
  cluster keys add|remove NAME [--file FILE]
                                the public key is the first line of FILE or of stdin
  cluster export NAME --file FILE
                                all that it takes to manage it, but for the account's secret, under a passphrase
  cluster import --file FILE    the passphrase is asked for, or is the first line of stdin
  cluster give-up NAME          ends a change that was stopped: what was added goes, what was drained is back
  context add|remove NAME [--name CONTEXT] [--file FILE] [--yes] [--dry-run]
                                makes "docker --context NAME" work in any shell: your public key (FILE, or the first
                                that ssh offers) on the machines, their host keys in known_hosts, a docker context.
                                Each is shown first; remove takes back what was added (--force: leaves the key there)
  context list NAME
  env NAME [MACHINE] [--shell bash|fish|powershell] [--unset]
                                lines for a shell: DOCKER_CONTEXT of the cluster, or DOCKER_HOST of a machine
  ip NAME [MACHINE]
  inspect NAME [MACHINE]        all that is known here, as JSON
  node list NAME
  node add NAME [--count N] [--role worker|manager] [--type TYPE] [--disk GIB] [--template TEMPLATE]
  node remove NAME NODE... [--wait SECONDS] [--force]
                                drains and waits until the tasks have moved (120 s; --force: does not wait),
                                leaves swarm and Consul, deletes the machine; so does cluster resume --force
  node replace NAME NODE        a dead one, or one that runs a Consul server, by a new one of the same role and shape
  node promote NAME NODE        makes a worker a manager
  node demote NAME NODE         makes a manager a worker
  node drain|pause|activate NAME NODE
  node label NAME NODE LABEL=VALUE... LABEL-...
  service list NAME
  catalog list NAME
  ssh NAME NODE [-- COMMAND]    a terminal on a node (~. at the start of a line closes it), or one command
  cp NAME SOURCE... TARGET [-r]
                                copies files, with -r folders too; NODE:PATH is on a node, a path alone is here; also
                                from node to node, through this computer. A file gets its name when it is whole
  cluster info NAME             containers, images, reserved and total CPU and memory of each node and altogether
  dns NAME QUESTION [--node NODE] [--type A|AAAA|SRV]
                                what an agent's DNS answers, and which instances which check leaves out
  service create NAME --name SERVICE --image IMAGE [--replicas N|--global] [--publish [PUBLISHED:]TARGET[/PROTOCOL][,host]]
      [--env NAME=VALUE] [--label NAME=VALUE] [--mount TYPE:SOURCE:TARGET[:ro]] [--network NETWORK] [--constraint TEXT]
      [--limit-memory SIZE] [--limit-cpu N] [--reserve-memory SIZE] [--reserve-cpu N] [--secret SECRET] [--config CONFIG]
      [--endpoint-mode vip|dnsrr] [--registry SERVER] [--registry-user USER] [--dry-run] [-- ARGUMENT...]
                                or --spec FILE, an engine's service spec as JSON; the image is pulled with the login
                                that is kept for its registry, or with the password of --registry-user from stdin;
                                --dry-run checks, and prints the docker command that stands for it
  service update NAME SERVICE [the same options, --env-rm NAME, --force] [--dry-run]
                                prints what differs; --force starts all tasks anew
  service scale NAME SERVICE N
  service rollback NAME SERVICE [--dry-run]
  service rm|inspect NAME SERVICE
  service logs NAME SERVICE [--follow] [--tail N] [--since TIME]
  container list NAME [--node NODE] [--all]
  container run NAME NODE --image IMAGE [--name, --publish, --env, --label, --mount, --network, --restart, --registry...]
      [-- ARGUMENT...]
  container stop|start|restart|inspect NAME NODE CONTAINER
  container rm NAME NODE CONTAINER [--force]
  container logs NAME NODE CONTAINER [--follow] [--tail N] [--since TIME]
  container exec NAME NODE CONTAINER [-- COMMAND...]
                                a terminal where stdin is one; else the command gets no input
  stack deploy NAME STACK --compose-file FILE [--prune] [--dry-run]
                                by a manager's own docker client, with the logins that are kept for the registries
                                in the file; --dry-run shows what would change
  stack list NAME, stack rm NAME STACK
  image|volume list NAME [--node NODE]
  network|secret|config list NAME
  network create NAME NETWORK [--driver DRIVER] [--attachable] [--internal] [--encrypted] [--subnet A/P...]
                                [--label N=V...]
  secret|config create NAME OBJECT [--label N=V...]
                                the value is what stdin holds
  network|secret|config rm NAME OBJECT
  leftovers list [--account NAME]
                                all in the account that carries Skep's label and belongs to no cluster known here
  leftovers adopt CLUSTER-ID [--account NAME]
                                makes it a cluster of this computer again, to be destroyed
  leftovers delete CLUSTER-ID [--account NAME] [--yes]
  account add NAME --key KEY [--kind exoscale|cloudstack] [--endpoint URL] [--project NAME] [--operator CIDR]
                                [--image consul=REF] [--sandbox]
                                the API secret comes from stdin, EXOSCALE_API_SECRET or CLOUDSTACK_SECRET
  machines list                 what docker-machine has on this computer, and which secrets lie there in plain text
  machines scrub MACHINE...     takes those secrets out of its files, which keep everything else
  registry login SERVER --user USER
                                keeps a login for all clusters; the password is asked for, or is stdin's first line;
                                SERVER is docker.io for Docker Hub
  registry logout SERVER, registry list
  account list
  account remove NAME

Options
  --output text|json            what stdout gets (text)
  --account NAME                for destroy, where this computer does not know the cluster, and for leftovers
  --progress                    a line for each step on stderr; always so on a terminal
  --keep-running                stay after creating: where no keychain exists, the secrets live as long as this
                                program
  --help, --version

Environment: EXOSCALE_API_KEY, EXOSCALE_API_SECRET and EXOSCALE_API_ENDPOINT make the account "env", which a
description names or leaves out; so do CLOUDSTACK_ENDPOINT, CLOUDSTACK_KEY and CLOUDSTACK_SECRET.
XDG_DATA_HOME says where the state lies.

Exit codes: 0 done, 1 failed, 2 wrong usage or description, 3 not found, 4 refused by cloud or keychain,
5 stopped on request and ready to be resumed
)");
}

} // namespace skep::ctl
