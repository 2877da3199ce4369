// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/speccommand.h"

#include "core/docker/units.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

//! The options of --publish, --mount and --secret are one line of CSV.
QString csv(const QStringList &fields)
{
    QStringList cells;
    for (QString field : fields) {
        if (field.contains(u',') || field.contains(u'"') || field.contains(u'\n')) {
            field.replace(u'"', u"\"\""_s);
            field = u'"' + field + u'"';
        }
        cells.append(field);
    }
    return cells.join(u',');
}

QString pair(QLatin1StringView key, const QString &value)
{
    return QString(key) + u'=' + value;
}

QString publish(const PortSpec &port)
{
    QStringList fields;
    if (port.published > 0)
        fields.append(pair("published"_L1, QString::number(port.published)));
    fields.append(pair("target"_L1, QString::number(port.target)));
    if (port.protocol != "tcp"_L1)
        fields.append(pair("protocol"_L1, port.protocol));
    if (port.isHostMode)
        fields.append(pair("mode"_L1, u"host"_s));
    return csv(fields);
}

QString network(const NetworkSpec &spec)
{
    if (spec.aliases.isEmpty())
        return spec.target;
    QStringList fields{pair("name"_L1, spec.target)};
    for (const QString &alias : spec.aliases)
        fields.append(pair("alias"_L1, alias));
    return csv(fields);
}

QString file(const FileSpec &spec)
{
    if ((spec.target.isEmpty() || spec.target == spec.name) && spec.mode == 0444)
        return spec.name;
    return csv({pair("source"_L1, spec.name),
                pair("target"_L1, spec.target.isEmpty() ? spec.name : spec.target),
                pair("mode"_L1, u'0' + QString::number(spec.mode, 8))});
}

//! The command's words, each option beside its value.
class Line
{
public:
    void flag(const QString &name) { m_words.append("--"_L1 + name); }
    void option(const QString &name, const QString &value)
    {
        m_words.append(u"--%1 %2"_s.arg(name, shellWord(value)));
    }
    void optionUnless(const QString &name, const QString &value, const QString &meant)
    {
        if (value != meant)
            option(name, value);
    }
    void word(const QString &value) { m_words.append(shellWord(value)); }
    QString text() const { return u"docker service create "_s + m_words.join(u" \\\n  "_s); }

private:
    QStringList m_words;
};

void addResources(Line &line, const ServiceSpec &spec)
{
    for (const auto &[name, resources] :
         {std::pair(u"limit"_s, spec.limits), {u"reserve"_s, spec.reservations}}) {
        line.optionUnless(name + "-cpu"_L1, cpusText(resources.nanoCpus), u"0"_s);
        line.optionUnless(name + "-memory"_L1, memoryText(resources.memoryBytes), u"0"_s);
    }
}

void addRestart(Line &line, const RestartSpec &restart)
{
    line.option(u"restart-condition"_s, restart.condition);
    line.option(u"restart-delay"_s, durationText(restart.delay));
    line.optionUnless(u"restart-max-attempts"_s, QString::number(restart.maxAttempts), u"0"_s);
    line.optionUnless(u"restart-window"_s, durationText(restart.window), u"0s"_s);
}

void addUpdate(Line &line, const QString &name, const UpdateSpec &update)
{
    const UpdateSpec usual;
    const auto add = [&](const QString &option, const QString &value, const QString &meant) {
        line.optionUnless(name + u'-' + option, value, meant);
    };
    add(u"parallelism"_s, QString::number(update.parallelism), QString::number(usual.parallelism));
    add(u"delay"_s, durationText(update.delay), durationText(usual.delay));
    add(u"monitor"_s, durationText(update.monitor), durationText(usual.monitor));
    add(u"failure-action"_s, update.failureAction, usual.failureAction);
    add(u"max-failure-ratio"_s, QString::number(update.maxFailureRatio), u"0"_s);
    add(u"order"_s, update.order, usual.order);
}

void addLists(Line &line, const ServiceSpec &spec)
{
    for (const auto &port : spec.ports)
        line.option(u"publish"_s, publish(port));
    for (const QString &assignment : spec.environment)
        line.option(u"env"_s, assignment);
    for (auto it = spec.labels.constBegin(); it != spec.labels.constEnd(); ++it)
        line.option(u"label"_s, it.key() + u'=' + it.value());
    for (auto it = spec.containerLabels.constBegin(); it != spec.containerLabels.constEnd(); ++it)
        line.option(u"container-label"_s, it.key() + u'=' + it.value());
    for (const auto &one : spec.mounts)
        line.option(u"mount"_s, mountOption(one));
    for (const auto &one : spec.networks)
        line.option(u"network"_s, network(one));
    for (const QString &constraint : spec.constraints)
        line.option(u"constraint"_s, constraint);
    for (const auto &one : spec.secrets)
        line.option(u"secret"_s, file(one));
    for (const auto &one : spec.configs)
        line.option(u"config"_s, file(one));
}

//! The client takes the entry point apart as a shell would.
QString entryPoint(const QStringList &command)
{
    QStringList words;
    for (const QString &word : command)
        words.append(shellWord(word));
    return words.join(u' ');
}

} // namespace

QString mountOption(const MountSpec &spec)
{
    QStringList fields{pair("type"_L1, spec.type)};
    if (!spec.source.isEmpty())
        fields.append(pair("source"_L1, spec.source));
    fields.append(pair("target"_L1, spec.target));
    if (spec.isReadOnly)
        fields.append(u"readonly"_s);
    return csv(fields);
}

QString shellWord(const QString &text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    QString quoted = text;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString createCommand(const ServiceSpec &spec, bool withRegistryLogin)
{
    Line line;
    line.option(u"name"_s, spec.name);
    if (spec.mode == ServiceMode::Global)
        line.option(u"mode"_s, u"global"_s);
    else if (spec.mode == ServiceMode::Replicated)
        line.option(u"replicas"_s, QString::number(spec.replicas));
    if (withRegistryLogin)
        line.flag(u"with-registry-auth"_s);
    line.optionUnless(u"endpoint-mode"_s, spec.endpointMode, {});
    addLists(line, spec);
    addResources(line, spec);
    if (spec.restart)
        addRestart(line, *spec.restart);
    if (spec.update)
        addUpdate(line, u"update"_s, *spec.update);
    if (spec.rollback)
        addUpdate(line, u"rollback"_s, *spec.rollback);
    if (!spec.command.isEmpty())
        line.option(u"entrypoint"_s, entryPoint(spec.command));
    line.word(spec.image);
    for (const QString &argument : spec.arguments)
        line.word(argument);
    return line.text();
}

} // namespace skep::docker
