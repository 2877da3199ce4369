// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/serviceoptions.h"

#include "app/skepctl/typedsecret.h"
#include "core/base/jsonreader.h"
#include "core/cluster/compose.h"
#include "core/cluster/registrylogins.h"
#include "core/docker/units.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

//! NAME=value over what is there: the same name is replaced.
void setEnvironment(QStringList &environment, const QStringList &wanted)
{
    for (const QString &assignment : wanted) {
        const QString name = assignment.section(u'=', 0, 0) + u'=';
        environment.removeIf([&](const QString &line) { return line.startsWith(name); });
        environment.append(assignment);
    }
}

void setLabels(QMap<QString, QString> &labels, const QStringList &wanted)
{
    for (const QString &label : wanted)
        labels.insert(label.section(u'=', 0, 0), label.section(u'=', 1));
}

Result<docker::MountSpec> parseMount(const QString &text)
{
    const auto parts = text.split(u':');
    if (parts.size() < 3 || parts.size() > 4 || (parts.size() == 4 && parts.at(3) != "ro"_L1))
        return fail(
            ErrorCode::Config,
            tr("“%1” is not TYPE:SOURCE:TARGET, with :ro behind it where it is read only.").arg(text));
    return docker::MountSpec{
        .type = parts.at(0), .source = parts.at(1), .target = parts.at(2), .isReadOnly = parts.size() == 4};
}

template <typename T>
Result<QList<T>> parseAll(const QStringList &texts, Result<T> (*parse)(const QString &))
{
    QList<T> list;
    for (const QString &text : texts) {
        auto one = parse(text);
        if (!one)
            return fail(std::move(one).error());
        list.append(*one);
    }
    return list;
}

template <typename T>
Result<> setList(const Session &session, const QString &option, QList<T> &target,
                 Result<T> (*parse)(const QString &))
{
    if (!session.arguments().has(option))
        return {};
    auto list = parseAll(session.arguments().values(option), parse);
    if (!list)
        return fail(std::move(list).error());
    target = *std::move(list);
    return {};
}

Result<> setAmount(const Session &session, const QString &option, qint64 &target,
                   Result<qint64> (*parse)(const QString &))
{
    if (!session.arguments().has(option))
        return {};
    const auto amount = parse(session.arguments().value(option));
    if (!amount)
        return fail(amount.error());
    target = *amount;
    return {};
}

Result<qint64> parseCount(const QString &text)
{
    bool isNumber = false;
    const qint64 count = text.toLongLong(&isNumber);
    if (!isNumber || count < 0)
        return fail(ErrorCode::Config, tr("“%1” is not a number of replicas.").arg(text));
    return count;
}

Result<docker::NetworkSpec> parseNetwork(const QString &text)
{
    return docker::NetworkSpec{.target = text};
}

Result<docker::FileSpec> parseFile(const QString &text)
{
    return docker::FileSpec{.name = text};
}

Result<std::optional<docker::RegistryLogin>> typedLogin(const Session &session)
{
    const auto &arguments = session.arguments();
    if (!arguments.has(u"registry-user"_s))
        return std::optional<docker::RegistryLogin>();
    if (arguments.value(u"spec"_s) == "-"_L1)
        return fail(ErrorCode::Config,
                    tr("Either the description or the registry's password comes from stdin, not both."));
    const auto password = typedSecret(session, tr("Password of the registry (nothing is shown):"));
    if (password->isEmpty())
        return fail(ErrorCode::Config, tr("The registry's password is expected on stdin."));
    return docker::RegistryLogin{arguments.value(u"registry"_s), arguments.value(u"registry-user"_s),
                                 password};
}

} // namespace

Result<docker::PortSpec> parsePublish(const QString &text)
{
    static const QRegularExpression grammar(u"\\A(?:(\\d{1,6}):)?(\\d{1,6})(?:/([a-z]+))?(,host)?\\z"_s);
    const auto match = grammar.match(text);
    if (!match.hasMatch())
        return fail(ErrorCode::Config,
                    tr("“%1” is not [PUBLISHED:]TARGET[/PROTOCOL][,host], such as 8080:80.").arg(text));
    docker::PortSpec port{.target = match.captured(2).toInt(), .published = match.captured(1).toInt()};
    port.isHostMode = !match.captured(4).isEmpty();
    if (!match.captured(3).isEmpty())
        port.protocol = match.captured(3);
    return port;
}

Result<> applyOptions(const Session &session, docker::ServiceSpec &spec)
{
    const auto &arguments = session.arguments();
    if (arguments.has(u"name"_s))
        spec.name = arguments.value(u"name"_s);
    if (arguments.has(u"image"_s))
        spec.image = arguments.value(u"image"_s);
    if (arguments.has(u"global"_s))
        spec.mode = docker::ServiceMode::Global;
    if (arguments.has(u"endpoint-mode"_s))
        spec.endpointMode = arguments.value(u"endpoint-mode"_s);
    if (arguments.has(u"constraint"_s))
        spec.constraints = arguments.values(u"constraint"_s);
    if (!arguments.rest.isEmpty())
        spec.arguments = arguments.rest;
    for (const QString &name : arguments.values(u"env-rm"_s))
        spec.environment.removeIf([&](const QString &line) { return line.startsWith(name + u'='); });
    setEnvironment(spec.environment, arguments.values(u"env"_s));
    setLabels(spec.labels, arguments.values(u"label"_s));
    const std::initializer_list<Result<>> results{
        setList(session, u"publish"_s, spec.ports, parsePublish),
        setList(session, u"mount"_s, spec.mounts, parseMount),
        setList(session, u"network"_s, spec.networks, parseNetwork),
        setList(session, u"secret"_s, spec.secrets, parseFile),
        setList(session, u"config"_s, spec.configs, parseFile),
        setAmount(session, u"replicas"_s, spec.replicas, parseCount),
        setAmount(session, u"limit-memory"_s, spec.limits.memoryBytes, docker::parseMemory),
        setAmount(session, u"limit-cpu"_s, spec.limits.nanoCpus, docker::parseCpus),
        setAmount(session, u"reserve-memory"_s, spec.reservations.memoryBytes, docker::parseMemory),
        setAmount(session, u"reserve-cpu"_s, spec.reservations.nanoCpus, docker::parseCpus)};
    for (const auto &result : results) {
        if (!result)
            return result;
    }
    return {};
}

Result<docker::ServiceSpec> specFromFile(const QString &path)
{
    QByteArray text;
    if (path == "-"_L1) {
        text = readStdin(largestFile);
    } else {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Config, tr("%1 cannot be read: %2").arg(path, file.errorString()));
        text = file.read(largestFile);
    }
    const auto object = parseJsonObject(text);
    if (!object)
        return fail(ErrorCode::Config, tr("%1 is no JSON object.").arg(path), object.error().message);
    auto spec = docker::serviceSpecFromJson(*object);
    if (!spec)
        return fail(ErrorCode::Config, spec.error().message);
    return spec;
}

Result<docker::ContainerSpec> containerFromOptions(const Session &session)
{
    const auto &arguments = session.arguments();
    docker::ContainerSpec spec;
    spec.name = arguments.value(u"name"_s);
    spec.image = arguments.value(u"image"_s);
    spec.arguments = arguments.rest;
    spec.network = arguments.value(u"network"_s);
    if (arguments.has(u"restart"_s))
        spec.restart = arguments.value(u"restart"_s);
    setEnvironment(spec.environment, arguments.values(u"env"_s));
    setLabels(spec.labels, arguments.values(u"label"_s));
    if (auto set = setList(session, u"publish"_s, spec.ports, parsePublish); !set)
        return fail(std::move(set).error());
    if (auto set = setList(session, u"mount"_s, spec.mounts, parseMount); !set)
        return fail(std::move(set).error());
    if (const auto problems = docker::check(spec); !problems.isEmpty())
        return fail(problemsError(problems));
    return spec;
}

std::optional<QString> keptRegistry(Session &session, const QString &image)
{
    const QString server = session.arguments().has(u"registry"_s)
        ? cluster::registryName(session.arguments().value(u"registry"_s))
        : cluster::registryOf(image);
    for (const auto &known : session.workspace()->registryLogins()->known()) {
        if (known.server == server)
            return server;
    }
    return std::nullopt;
}

Pending<std::optional<docker::RegistryLogin>> loginFor(Session &session, const QString &image)
{
    using Login = std::optional<docker::RegistryLogin>;
    const auto kept = keptRegistry(session, image);
    if (session.arguments().has(u"registry-user"_s) || (!kept && !session.arguments().has(u"registry"_s)))
        return ready<Login>(typedLogin(session));
    auto *logins = session.workspace()->registryLogins();
    return cluster::transform<Login>(
        logins->login(kept ? *kept : cluster::registryName(session.arguments().value(u"registry"_s))), logins,
        [](const docker::RegistryLogin &login) { return Login(login); });
}

Error problemsError(const QList<docker::FieldProblem> &problems)
{
    QStringList sentences;
    for (const auto &problem : problems)
        sentences.append(problem.field + u": "_s + problem.sentence);
    return {ErrorCode::Config, sentences.join(u'\n')};
}

} // namespace skep::ctl
