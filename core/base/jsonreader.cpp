// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace skep {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::JsonReader", text);
}

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

QString numbered(const QString &path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
}

Result<QJsonDocument> parse(const QByteArray &bytes, qint64 limit)
{
    if (bytes.size() > limit) {
        return fail(
            ErrorCode::Protocol,
            tr("The answer is larger than %1 MiB and was not read.").arg(limit / (qint64(1024) * 1024)));
    }
    QJsonParseError problem;
    auto document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return fail(ErrorCode::Protocol, tr("The answer is cut short or is not JSON."),
                    u"%1 at byte %2 of %3: %4"_s.arg(problem.errorString())
                        .arg(problem.offset)
                        .arg(bytes.size())
                        .arg(QString::fromUtf8(bytes.left(200))),
                    true);
    }
    return document;
}

tl::unexpected<Error> wrongKind(const QString &expected, const QByteArray &bytes)
{
    return fail(ErrorCode::Protocol, tr("The answer has another shape than expected: %1.").arg(expected),
                QString::fromUtf8(bytes.left(200)));
}

} // namespace

JsonReader::JsonReader(QJsonObject object, QString path)
    : JsonReader(std::move(object), std::move(path), std::make_shared<std::optional<QString>>())
{
}

JsonReader::JsonReader(QJsonObject object, QString path, std::shared_ptr<std::optional<QString>> mistake)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_mistake(std::move(mistake))
{
}

void JsonReader::text(QLatin1StringView key, QString &out, Presence presence)
{
    const auto value = field(key, presence);
    if (!value)
        return;
    if (value->isString())
        out = value->toString();
    else
        mistake(key, tr("text expected"));
}

void JsonReader::boolean(QLatin1StringView key, bool &out, Presence presence)
{
    const auto value = field(key, presence);
    if (!value)
        return;
    if (value->isBool())
        out = value->toBool();
    else
        mistake(key, tr("true or false expected"));
}

void JsonReader::number(QLatin1StringView key, double &out, Presence presence)
{
    const auto value = field(key, presence);
    if (!value)
        return;
    if (value->isDouble())
        out = value->toDouble();
    else
        mistake(key, tr("number expected"));
}

void JsonReader::time(QLatin1StringView key, QDateTime &out, Presence presence)
{
    QString written;
    text(key, written, presence);
    if (written.isEmpty() || !isGood())
        return;
    const auto parsed = QDateTime::fromString(written, Qt::ISODateWithMs);
    if (!parsed.isValid())
        mistake(key, tr("time expected"));
    else
        out = parsed.date().year() <= 1 ? QDateTime() : parsed;
}

void JsonReader::texts(QLatin1StringView key, QStringList &out, Presence presence)
{
    const auto values = array(key, presence);
    if (!values)
        return;
    QStringList read;
    read.reserve(values->size());
    for (qsizetype i = 0; i < values->size(); ++i) {
        if (!values->at(i).isString())
            return note(numbered(pathOf(key), i), tr("text expected"));
        read.append(values->at(i).toString());
    }
    out = std::move(read);
}

void JsonReader::textMap(QLatin1StringView key, QMap<QString, QString> &out, Presence presence)
{
    const auto values = child(key, presence);
    if (!values)
        return;
    QMap<QString, QString> read;
    for (auto it = values->constBegin(); it != values->constEnd(); ++it) {
        if (!it.value().isString())
            return note(pathOf(key) + u'.' + it.key(), tr("text expected"));
        read.insert(it.key(), it.value().toString());
    }
    out = std::move(read);
}

void JsonReader::object(QLatin1StringView key, const Visitor &visit, Presence presence)
{
    auto inner = child(key, presence);
    if (!inner)
        return;
    JsonReader reader(*std::move(inner), pathOf(key), m_mistake);
    visit(reader);
}

void JsonReader::objects(QLatin1StringView key, const Visitor &visit, Presence presence)
{
    const auto values = array(key, presence);
    if (!values)
        return;
    for (qsizetype i = 0; i < values->size() && isGood(); ++i) {
        const QString path = numbered(pathOf(key), i);
        if (!values->at(i).isObject())
            return note(path, tr("object expected"));
        JsonReader reader(values->at(i).toObject(), path, m_mistake);
        visit(reader);
    }
}

void JsonReader::objectMap(QLatin1StringView key, const NamedVisitor &visit, Presence presence)
{
    const auto values = child(key, presence);
    if (!values)
        return;
    for (auto it = values->constBegin(); it != values->constEnd() && isGood(); ++it) {
        const QString path = pathOf(key) + u'.' + it.key();
        if (!it.value().isObject())
            return note(path, tr("object expected"));
        JsonReader reader(it.value().toObject(), path, m_mistake);
        visit(it.key(), reader);
    }
}

void JsonReader::mistake(QLatin1StringView key, const QString &what)
{
    note(pathOf(key), what);
}

std::optional<Error> JsonReader::error() const
{
    if (isGood())
        return std::nullopt;
    return Error{ErrorCode::Protocol, tr("The answer has another shape than expected: %1.").arg(**m_mistake)};
}

std::optional<QJsonValue> JsonReader::field(QLatin1StringView key, Presence presence)
{
    if (!isGood())
        return std::nullopt;
    auto found = m_object.value(key);
    if (!isNothing(found))
        return found;
    if (presence == Required)
        mistake(key, tr("missing"));
    return std::nullopt;
}

std::optional<QJsonArray> JsonReader::array(QLatin1StringView key, Presence presence)
{
    const auto found = field(key, presence);
    if (!found)
        return std::nullopt;
    if (found->isArray())
        return found->toArray();
    mistake(key, tr("list expected"));
    return std::nullopt;
}

std::optional<QJsonObject> JsonReader::child(QLatin1StringView key, Presence presence)
{
    const auto found = field(key, presence);
    if (!found)
        return std::nullopt;
    if (found->isObject())
        return found->toObject();
    mistake(key, tr("object expected"));
    return std::nullopt;
}

std::optional<qint64> JsonReader::wholeNumber(QLatin1StringView key, Presence presence)
{
    const auto found = field(key, presence);
    if (!found)
        return std::nullopt;
    // toInteger() gives the default for everything that is no whole number of 64 bits; two defaults tell.
    if (found->isDouble() && found->toInteger(0) == found->toInteger(1))
        return found->toInteger();
    const bool tooLarge = found->isDouble() && std::trunc(found->toDouble()) == found->toDouble();
    mistake(key, tooLarge ? outOfRange() : tr("whole number expected"));
    return std::nullopt;
}

QString JsonReader::pathOf(const QString &key) const
{
    return m_path.isEmpty() || key.isEmpty() ? m_path + key : QString(m_path + u'.' + key);
}

void JsonReader::note(const QString &path, const QString &what)
{
    if (isGood())
        *m_mistake = path + ": "_L1 + what;
}

QString JsonReader::outOfRange()
{
    return tr("number out of range");
}

Result<QJsonObject> parseJsonObject(const QByteArray &bytes, qint64 limit)
{
    const auto document = parse(bytes, limit);
    if (!document)
        return fail(document.error());
    if (!document->isObject())
        return wrongKind(tr("object expected"), bytes);
    return document->object();
}

Result<QJsonArray> parseJsonArray(const QByteArray &bytes, qint64 limit)
{
    const auto document = parse(bytes, limit);
    if (!document)
        return fail(document.error());
    if (!document->isArray())
        return wrongKind(tr("list expected"), bytes);
    return document->array();
}

} // namespace skep
