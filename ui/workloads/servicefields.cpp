// SPDX-License-Identifier: GPL-3.0-or-later
// The form's two ways between fields and values.
#include "core/docker/units.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/loginchooser.h"
#include "ui/workloads/policyfields.h"
#include "ui/workloads/rowlist.h"
#include "ui/workloads/serviceform.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using docker::ServiceSpec;

namespace {

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    for (const QString &line : edit->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

QString mapText(const QMap<QString, QString> &map)
{
    QStringList lines;
    for (auto it = map.begin(); it != map.end(); ++it)
        lines.append(it.key() + u'=' + it.value());
    return lines.join(u'\n');
}

QMap<QString, QString> mapOf(const QPlainTextEdit *edit)
{
    QMap<QString, QString> map;
    for (const QString &line : linesOf(edit))
        map.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    return map;
}

QString fileText(const QList<docker::FileSpec> &files)
{
    QStringList lines;
    for (const docker::FileSpec &file : files)
        lines.append(file.target.isEmpty() || file.target == file.name ? file.name
                                                                       : file.name + u':' + file.target);
    return lines.join(u'\n');
}

//! What the lines do not show (mode, owner) is kept of the file of the same name.
QList<docker::FileSpec> filesOf(const QPlainTextEdit *edit, const QList<docker::FileSpec> &known)
{
    QList<docker::FileSpec> files;
    for (const QString &line : linesOf(edit)) {
        const QString name = line.section(u':', 0, 0);
        const auto same =
            std::find_if(known.begin(), known.end(), [&](const auto &file) { return file.name == name; });
        docker::FileSpec file = same == known.end() ? docker::FileSpec{name} : *same;
        const QString target = line.section(u':', 1);
        if (!target.isEmpty())
            file.target = target;
        files.append(file);
    }
    return files;
}

} // namespace

void ServiceForm::beginNew()
{
    m_base.reset();
    m_tried = false;
    m_refused = {};
    m_login->reset();
    load({});
    m_title->setText(tr("New service"));
    m_submit->setText(tr("&Create"));
    m_views->setTabVisible(2, false);
    m_views->setCurrentIndex(0);
    m_name->setReadOnly(false);
    edited();
}

void ServiceForm::beginEdit(const docker::ServiceDetail &detail)
{
    m_base = detail;
    m_tried = false;
    m_refused = {};
    m_login->reset();
    load(detail.spec);
    m_title->setText(tr("Change %1").arg(detail.spec.name));
    m_submit->setText(tr("&Review and send…"));
    m_views->setTabVisible(2, true);
    m_name->setReadOnly(true); // the swarm does not rename services
    edited();
}

void ServiceForm::load(const ServiceSpec &spec)
{
    m_loading = true;
    m_shown = spec;
    m_name->setText(spec.name);
    m_image->setText(spec.image);
    m_mode->setCurrentIndex(spec.mode == docker::ServiceMode::Global ? 1 : 0);
    m_mode->setEnabled(!m_base); // nor does it change their mode
    m_replicas->setValue(int(spec.replicas));
    m_replicas->setEnabled(spec.mode == docker::ServiceMode::Replicated);
    m_ports->clear();
    for (const docker::PortSpec &port : spec.ports)
        qobject_cast<PortRow *>(m_ports->add())->setPort(port);
    m_mounts->clear();
    for (const docker::MountSpec &mount : spec.mounts)
        qobject_cast<MountRow *>(m_mounts->add())->setMount(mount);
    QStringList networks;
    for (const docker::NetworkSpec &network : spec.networks)
        networks.append(network.target);
    const std::pair<QString, QString> texts[] = {
        {u"networks"_s, networks.join(u'\n')},
        {u"environment"_s, spec.environment.join(u'\n')},
        {u"command"_s, spec.command.join(u'\n')},
        {u"arguments"_s, spec.arguments.join(u'\n')},
        {u"constraints"_s, spec.constraints.join(u'\n')},
        {u"labels"_s, mapText(spec.labels)},
        {u"containerLabels"_s, mapText(spec.containerLabels)},
        {u"secrets"_s, fileText(spec.secrets)},
        {u"configs"_s, fileText(spec.configs)},
    };
    for (const auto &[field, text] : texts)
        m_lines[field]->setPlainText(text);
    loadResources(spec);
    m_loading = false;
}

void ServiceForm::loadResources(const ServiceSpec &spec)
{
    const auto cpus = [](qint64 nano) { return nano > 0 ? docker::cpusText(nano) : QString(); };
    const auto memory = [](qint64 bytes) { return bytes > 0 ? docker::memoryText(bytes) : QString(); };
    m_texts[u"limits.cpus"_s]->setText(cpus(spec.limits.nanoCpus));
    m_texts[u"limits.memory"_s]->setText(memory(spec.limits.memoryBytes));
    m_texts[u"reservations.cpus"_s]->setText(cpus(spec.reservations.nanoCpus));
    m_texts[u"reservations.memory"_s]->setText(memory(spec.reservations.memoryBytes));
    m_restart->load(spec.restart);
    m_update->load(spec.update);
    m_rollback->load(spec.rollback);
}

ServiceSpec ServiceForm::spec() const
{
    ServiceSpec spec = m_shown;
    spec.name = m_name->text().trimmed();
    spec.image = m_image->text().trimmed();
    if (spec.mode != docker::ServiceMode::Other)
        spec.mode =
            m_mode->currentIndex() == 1 ? docker::ServiceMode::Global : docker::ServiceMode::Replicated;
    if (spec.mode == docker::ServiceMode::Replicated)
        spec.replicas = m_replicas->value();
    spec.ports.clear();
    for (const PortRow *row : m_ports->rows<PortRow>())
        spec.ports.append(row->port());
    spec.mounts.clear();
    for (const MountRow *row : m_mounts->rows<MountRow>())
        spec.mounts.append(row->mount());
    applyLists(&spec);
    applyNumbers(&spec);
    m_restart->apply(&spec.restart);
    m_update->apply(&spec.update);
    m_rollback->apply(&spec.rollback);
    return spec;
}

void ServiceForm::applyLists(ServiceSpec *spec) const
{
    // A field that nobody touched gives back what it was filled with, also what lines cannot show.
    const auto lines = [this](const QString &field, QStringList *list) {
        if (m_lines[field]->toPlainText() != list->join(u'\n'))
            *list = linesOf(m_lines[field]);
    };
    lines(u"environment"_s, &spec->environment);
    lines(u"command"_s, &spec->command);
    lines(u"arguments"_s, &spec->arguments);
    lines(u"constraints"_s, &spec->constraints);
    const auto map = [this](const QString &field, QMap<QString, QString> *values) {
        if (m_lines[field]->toPlainText() != mapText(*values))
            *values = mapOf(m_lines[field]);
    };
    map(u"labels"_s, &spec->labels);
    map(u"containerLabels"_s, &spec->containerLabels);
    const auto files = [this](const QString &field, QList<docker::FileSpec> *list) {
        if (m_lines[field]->toPlainText() != fileText(*list))
            *list = filesOf(m_lines[field], *list);
    };
    files(u"secrets"_s, &spec->secrets);
    files(u"configs"_s, &spec->configs);
    QList<docker::NetworkSpec> networks;
    for (const QString &name : linesOf(m_lines[u"networks"_s])) {
        const auto same = std::find_if(spec->networks.begin(), spec->networks.end(),
                                       [&](const auto &network) { return network.target == name; });
        networks.append(same == spec->networks.end() ? docker::NetworkSpec{name} : *same);
    }
    spec->networks = networks;
}

void ServiceForm::applyNumbers(ServiceSpec *spec) const
{
    const auto number = [this](const QString &field, auto parse, qint64 *out) {
        const QString text = m_texts[field]->text().trimmed();
        if (text.isEmpty())
            *out = 0;
        else if (const Result<qint64> value = parse(text))
            *out = *value;
    };
    number(u"limits.cpus"_s, docker::parseCpus, &spec->limits.nanoCpus);
    number(u"limits.memory"_s, docker::parseMemory, &spec->limits.memoryBytes);
    number(u"reservations.cpus"_s, docker::parseCpus, &spec->reservations.nanoCpus);
    number(u"reservations.memory"_s, docker::parseMemory, &spec->reservations.memoryBytes);
}

QList<docker::FieldProblem> ServiceForm::problems() const
{
    QList<docker::FieldProblem> found;
    const auto tell = [&](const QString &field, auto parse) {
        const QString text = m_texts[field]->text().trimmed();
        if (text.isEmpty())
            return;
        if (const auto value = parse(text); !value)
            found.append({field, value.error().message});
    };
    tell(u"limits.cpus"_s, docker::parseCpus);
    tell(u"limits.memory"_s, docker::parseMemory);
    tell(u"reservations.cpus"_s, docker::parseCpus);
    tell(u"reservations.memory"_s, docker::parseMemory);
    found += m_restart->problems() + m_update->problems() + m_rollback->problems();
    return found + docker::check(spec());
}

// What the managers would refuse, told while it is typed. They have the last word: what is known here may be
// old.
QList<docker::FieldProblem> ServiceForm::clashes() const
{
    QList<docker::FieldProblem> found;
    const ServiceSpec mine = spec();
    for (const docker::Service &other : m_services) {
        if (m_base ? other.id == m_base->id : false)
            continue;
        if (other.name == mine.name && !m_base)
            found.append({u"name"_s, tr("There is a service of this name.")});
        for (const docker::Port &taken : other.ports) {
            for (const docker::PortSpec &port : mine.ports) {
                const bool same = port.published > 0 && port.published == taken.published
                    && port.protocol == taken.protocol && !port.isHostMode && !taken.hostMode;
                if (same)
                    found.append({u"ports"_s,
                                  tr("The port %1/%2 is published by the service %3 already.")
                                      .arg(port.published)
                                      .arg(port.protocol, other.name)});
            }
        }
    }
    return found;
}

void ServiceForm::setServices(const QList<docker::Service> &services)
{
    m_services = services;
    const bool gone = m_base && std::none_of(services.begin(), services.end(), [this](const auto &service) {
                          return service.id == m_base->id;
                      });
    if (gone && isVisible())
        makeAnew();
    showProblems(m_tried);
}

} // namespace skep::ui
