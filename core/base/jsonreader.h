// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <concepts>
#include <functional>
#include <limits>
#include <memory>
#include <optional>

namespace skep {

//! Reads one JSON object of a remote side into typed values and remembers the first mistake with its path
//! ("services[3].Spec.Mode: object expected"). After a mistake everything else is skipped. Any thread.
//!
//!     JsonReader r(object);
//!     r.text("ID"_L1, node.id, JsonReader::Required);
//!     r.object("Spec"_L1, [&](JsonReader &spec) { spec.texts("Args"_L1, node.arguments); });
//!     if (auto mistake = r.error())
//!         return fail(*mistake);
//!
//! Go servers leave out empty fields and write null for empty lists: without Required an absent or null field
//! leaves the target as it is. A field of another type, or a number that does not fit, is always a mistake.
//! QJsonDocument lets the last of two equal keys win; nothing here can see the first.
class JsonReader
{
public:
    enum Presence { Optional, Required };
    using Visitor = std::function<void(JsonReader &)>;
    using NamedVisitor = std::function<void(const QString &, JsonReader &)>;

    explicit JsonReader(QJsonObject object, QString path = {});

    void text(QLatin1StringView key, QString &out, Presence presence = Optional);
    void boolean(QLatin1StringView key, bool &out, Presence presence = Optional);
    void number(QLatin1StringView key, double &out, Presence presence = Optional);
    //! RFC 3339 with any number of decimals; Go's zero time becomes an invalid QDateTime.
    void time(QLatin1StringView key, QDateTime &out, Presence presence = Optional);
    void texts(QLatin1StringView key, QStringList &out, Presence presence = Optional);
    void textMap(QLatin1StringView key, QMap<QString, QString> &out, Presence presence = Optional);

    template <std::integral Int>
    void integer(QLatin1StringView key, Int &out, Presence presence = Optional)
    {
        if (const auto value = wholeNumber(key, presence)) {
            if (std::in_range<Int>(*value))
                out = static_cast<Int>(*value);
            else
                mistake(key, outOfRange());
        }
    }

    void object(QLatin1StringView key, const Visitor &visit, Presence presence = Optional);
    //! A list of objects; each is visited in turn.
    void objects(QLatin1StringView key, const Visitor &visit, Presence presence = Optional);
    //! An object whose keys are names and whose values are objects.
    void objectMap(QLatin1StringView key, const NamedVisitor &visit, Presence presence = Optional);

    //! The field as it is, for shapes that the functions above do not cover; Undefined when absent.
    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }
    const QJsonObject &whole() const { return m_object; }
    //! Notes a mistake of meaning: r.mistake("Mode"_L1, tr("unknown mode")).
    void mistake(QLatin1StringView key, const QString &what);

    bool isGood() const { return !*m_mistake; }
    std::optional<Error> error() const; //!< the first mistake as a Protocol error

private:
    JsonReader(QJsonObject object, QString path, std::shared_ptr<std::optional<QString>> mistake);

    std::optional<QJsonValue> field(QLatin1StringView key, Presence presence);
    std::optional<QJsonArray> array(QLatin1StringView key, Presence presence);
    std::optional<QJsonObject> child(QLatin1StringView key, Presence presence);
    std::optional<qint64> wholeNumber(QLatin1StringView key, Presence presence);
    QString pathOf(const QString &key) const;
    void note(const QString &path, const QString &what);
    static QString outOfRange();

    QJsonObject m_object;
    QString m_path;
    std::shared_ptr<std::optional<QString>> m_mistake;
};

inline constexpr qint64 jsonSizeLimit = qint64(64) * 1024 * 1024;

//! The bytes as an object or an array. A text that does not parse is a broken transfer (retryable), never
//! "empty".
Result<QJsonObject> parseJsonObject(const QByteArray &bytes, qint64 limit = jsonSizeLimit);
Result<QJsonArray> parseJsonArray(const QByteArray &bytes, qint64 limit = jsonSizeLimit);

//! Parses an object into a T: read(JsonReader &, T &).
template <typename T, typename Read>
Result<T> readJsonObject(const QByteArray &bytes, Read read)
{
    auto object = parseJsonObject(bytes);
    if (!object)
        return fail(std::move(object).error());
    JsonReader reader(*std::move(object));
    T value{};
    read(reader, value);
    if (auto mistake = reader.error())
        return fail(*std::move(mistake));
    return value;
}

//! Parses an array of objects into a list: read(JsonReader &, T &) for each.
template <typename T, typename Read>
Result<QList<T>> readJsonList(const QByteArray &bytes, Read read)
{
    auto array = parseJsonArray(bytes);
    if (!array)
        return fail(std::move(array).error());
    QList<T> list;
    list.reserve(array->size());
    JsonReader reader(QJsonObject{{QString(), *std::move(array)}});
    reader.objects({}, [&](JsonReader &item) {
        T value{};
        read(item, value);
        list.append(std::move(value));
    });
    if (auto mistake = reader.error())
        return fail(*std::move(mistake));
    return list;
}

} // namespace skep
