// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/clusterdraft.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::ClusterSpec;

ClusterSpec loadDraft(const QSettings &settings)
{
    const ClusterSpec fresh;
    const auto text = [&](QLatin1StringView key, const QString &fallback) {
        return settings.value("draft/"_L1 + key, fallback).toString();
    };
    const auto number = [&](QLatin1StringView key, int fallback) {
        return settings.value("draft/"_L1 + key, fallback).toInt();
    };
    ClusterSpec spec;
    spec.name = text("name"_L1, {});
    spec.account = text("account"_L1, {});
    spec.zone = text("zone"_L1, {});
    spec.templateName = text("template"_L1, {});
    spec.managerType = text("managerType"_L1, fresh.managerType);
    spec.workerType = text("workerType"_L1, fresh.workerType);
    spec.consulType = text("consulType"_L1, fresh.consulType);
    spec.diskGiB = number("diskGiB"_L1, fresh.diskGiB);
    spec.managers = number("managers"_L1, fresh.managers);
    spec.workers = number("workers"_L1, fresh.workers);
    spec.consulServers = number("consulServers"_L1, fresh.consulServers);
    spec.consulOnManagers = settings.value("draft/consulOnManagers"_L1, fresh.consulOnManagers).toBool();
    spec.operatorCidrs = settings.value("draft/operatorCidrs"_L1).toStringList();
    spec.sshPublicKeys = settings.value("draft/sshPublicKeys"_L1).toStringList();
    spec.servicesBetweenNodes = settings.value("draft/servicesBetweenNodes"_L1, false).toBool();
    const std::pair<QString, cluster::RoleOptions *> roles[] = {{u"manager"_s, &spec.managerOptions},
                                                                {u"worker"_s, &spec.workerOptions},
                                                                {u"consul"_s, &spec.consulOptions}};
    for (const auto &[role, options] : roles) {
        const QString at = u"draft/"_s + role + u"Options/"_s;
        options->diskGiB = settings.value(at + u"diskGiB"_s, 0).toInt();
        options->templateName = settings.value(at + u"template"_s).toString();
        options->antiAffinity = settings.value(at + u"antiAffinity"_s, false).toBool();
        options->userData = settings.value(at + u"userData"_s).toString();
    }
    const QStringList opened = settings.value("draft/exposures"_L1).toStringList();
    for (const QString &line : opened) {
        if (const auto port = cluster::portNamed(line.section(u' ', 0, 0)))
            spec.exposures.append({*port, line.section(u' ', 1)});
    }
    return spec;
}

void saveDraft(QSettings &settings, const ClusterSpec &spec)
{
    settings.beginGroup("draft"_L1);
    settings.setValue("name"_L1, spec.name);
    settings.setValue("account"_L1, spec.account);
    settings.setValue("zone"_L1, spec.zone);
    settings.setValue("template"_L1, spec.templateName);
    settings.setValue("managerType"_L1, spec.managerType);
    settings.setValue("workerType"_L1, spec.workerType);
    settings.setValue("consulType"_L1, spec.consulType);
    settings.setValue("diskGiB"_L1, spec.diskGiB);
    settings.setValue("managers"_L1, spec.managers);
    settings.setValue("workers"_L1, spec.workers);
    settings.setValue("consulServers"_L1, spec.consulServers);
    settings.setValue("consulOnManagers"_L1, spec.consulOnManagers);
    settings.setValue("operatorCidrs"_L1, spec.operatorCidrs);
    settings.setValue("sshPublicKeys"_L1, spec.sshPublicKeys);
    settings.setValue("servicesBetweenNodes"_L1, spec.servicesBetweenNodes);
    const std::pair<QString, const cluster::RoleOptions *> roles[] = {{u"manager"_s, &spec.managerOptions},
                                                                      {u"worker"_s, &spec.workerOptions},
                                                                      {u"consul"_s, &spec.consulOptions}};
    for (const auto &[role, options] : roles) {
        const QString at = role + u"Options/"_s;
        settings.setValue(at + u"diskGiB"_s, options->diskGiB);
        settings.setValue(at + u"template"_s, options->templateName);
        settings.setValue(at + u"antiAffinity"_s, options->antiAffinity);
        settings.setValue(at + u"userData"_s, options->userData);
    }
    QStringList opened;
    for (const cluster::Exposure &exposure : spec.exposures)
        opened.append(cluster::portName(exposure.port) + u' ' + exposure.to);
    settings.setValue("exposures"_L1, opened);
    settings.endGroup();
}

void clearDraft(QSettings &settings)
{
    settings.remove("draft"_L1);
}

QString freeName(const QStringList &taken)
{
    QString name = u"hive"_s;
    for (int n = 2; taken.contains(name); ++n)
        name = u"hive-%1"_s.arg(n);
    return name;
}

} // namespace skep::ui
