// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/specdiff.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QSet>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || value == QJsonValue(QJsonArray())
        || value == QJsonValue(QJsonObject());
}

QString text(const QJsonValue &value)
{
    if (isNothing(value))
        return {};
    if (value.isString())
        return value.toString();
    const auto list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

//! What tells an item of a list from the others: NAME of NAME=value, or the first of the usual fields.
QString nameOf(const QJsonValue &item)
{
    if (item.isString())
        return item.toString().section(u'=', 0, 0);
    const QJsonObject object = item.toObject();
    for (const auto key : {"TargetPort"_L1, "Target"_L1, "SecretName"_L1, "ConfigName"_L1, "Name"_L1}) {
        if (!isNothing(object.value(key)))
            return text(object.value(key));
    }
    return {};
}

//! By name where every item has one of its own, else by position.
QMap<QString, QJsonValue> keyed(const QJsonArray &array, bool byName)
{
    QMap<QString, QJsonValue> items;
    for (qsizetype i = 0; i < array.size(); ++i)
        items.insert(byName ? nameOf(array.at(i)) : QString::number(i).rightJustified(6, u'0'), array.at(i));
    return items;
}

bool hasNames(const QJsonArray &array)
{
    QSet<QString> names;
    for (const auto &item : array)
        names.insert(nameOf(item));
    return names.size() == array.size() && !names.contains(QString());
}

QMap<QString, QJsonValue> keyed(const QJsonObject &object)
{
    QMap<QString, QJsonValue> items;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        items.insert(it.key(), it.value());
    return items;
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QList<DiffRow> &rows);

template <typename PathOf>
void compareItems(const QMap<QString, QJsonValue> &before, const QMap<QString, QJsonValue> &after,
                  PathOf pathOf, QList<DiffRow> &rows)
{
    QMap<QString, bool> keys;
    for (const auto &key : before.keys() + after.keys())
        keys.insert(key, true);
    for (const auto &key : keys.keys())
        compare(pathOf(key), before.value(key, QJsonValue::Undefined),
                after.value(key, QJsonValue::Undefined), rows);
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QList<DiffRow> &rows)
{
    if (before == after || (isNothing(before) && isNothing(after)))
        return;
    const auto isEither = [&](QJsonValue::Type type) {
        return (before.type() == type && (after.type() == type || isNothing(after)))
            || (after.type() == type && isNothing(before));
    };
    if (isEither(QJsonValue::Object))
        return compareItems(
            keyed(before.toObject()), keyed(after.toObject()),
            [&](const QString &key) { return path.isEmpty() ? key : QString(path + u'.' + key); }, rows);
    if (isEither(QJsonValue::Array)) {
        const bool byName = hasNames(before.toArray()) && hasNames(after.toArray());
        return compareItems(
            keyed(before.toArray(), byName), keyed(after.toArray(), byName),
            [&](const QString &key) {
                return QString(path + u'[' + (byName ? key : QString::number(key.toInt())) + u']');
            },
            rows);
    }
    rows.append({path, text(before), text(after)});
}

} // namespace

QList<DiffRow> diff(const QJsonObject &before, const QJsonObject &after)
{
    QList<DiffRow> rows;
    compare({}, before, after, rows);
    return rows;
}

} // namespace skep::docker
