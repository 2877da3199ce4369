// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/specview.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject() || value.isArray())
        return {};
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

std::vector<TreeItem> childrenOf(const QJsonValue &value);

TreeItem item(const QString &name, const QJsonValue &value)
{
    TreeItem made{name, valueText(value), childrenOf(value)};
    if (made.children.empty() && value.isObject())
        made.value = u"{}"_s;
    if (made.children.empty() && value.isArray())
        made.value = u"[]"_s;
    return made;
}

std::vector<TreeItem> childrenOf(const QJsonValue &value)
{
    std::vector<TreeItem> items;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            items.push_back(item(it.key(), it.value()));
    } else if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i)
            items.push_back(item(QString::number(i), list.at(i)));
    }
    return items;
}

QString indented(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace

Inspection inspection(const QJsonObject &object)
{
    return {childrenOf(object), indented(object)};
}

QString specText(const ServiceSpec &spec)
{
    return indented(toJson(spec));
}

QList<DiffRow> updateDiff(const ServiceDetail &now, const ServiceSpec &wanted)
{
    return diff(now.spec.raw, toJson(wanted));
}

QList<DiffRow> rollBackDiff(const ServiceDetail &now)
{
    return now.previous.isEmpty() ? QList<DiffRow>() : diff(now.spec.raw, now.previous);
}

ServiceSpec rebased(const ServiceSpec &base, const ServiceSpec &mine, const ServiceSpec &theirs)
{
    ServiceSpec result = theirs;
    const auto take = [&](auto... members) {
        const auto one = [&](auto member) {
            if (mine.*member != base.*member)
                result.*member = mine.*member;
        };
        (one(members), ...);
    };
    take(&ServiceSpec::name, &ServiceSpec::image, &ServiceSpec::mode, &ServiceSpec::replicas,
         &ServiceSpec::command, &ServiceSpec::arguments, &ServiceSpec::environment, &ServiceSpec::labels,
         &ServiceSpec::containerLabels, &ServiceSpec::endpointMode, &ServiceSpec::ports, &ServiceSpec::mounts,
         &ServiceSpec::networks, &ServiceSpec::constraints, &ServiceSpec::limits, &ServiceSpec::reservations,
         &ServiceSpec::restart, &ServiceSpec::update, &ServiceSpec::rollback, &ServiceSpec::secrets,
         &ServiceSpec::configs, &ServiceSpec::forceUpdate);
    return result;
}

} // namespace skep::docker
