// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/journalformat.h"

#include "core/base/crc32c.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QMetaEnum>

#include <array>
#include <optional>

namespace skep::plan::format {

using namespace Qt::StringLiterals;

static constexpr int schemaVersion = 1;
static constexpr qsizetype prefixSize = 18; // "LLLLLLLL CCCCCCCC "

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::plan", text);
}

// Names, not numbers, so that a journal outlives a change of the enumeration.
static constexpr std::array<std::pair<ErrorCode, const char *>, 16> errorNames{{
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::Network, "network"},
    {ErrorCode::Tls, "tls"},
    {ErrorCode::Auth, "auth"},
    {ErrorCode::HostKey, "host-key"},
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::Conflict, "conflict"},
    {ErrorCode::RateLimited, "rate-limited"},
    {ErrorCode::Quota, "quota"},
    {ErrorCode::Protocol, "protocol"},
    {ErrorCode::Remote, "remote"},
    {ErrorCode::Io, "io"},
    {ErrorCode::Keychain, "keychain"},
    {ErrorCode::Config, "config"},
    {ErrorCode::Internal, "internal"},
}};

static QJsonObject toJson(const Error &error)
{
    QJsonObject object{{u"message"_s, error.message}, {u"retryable"_s, error.retryable}};
    if (!error.detail.isEmpty())
        object.insert(u"detail"_s, error.detail);
    for (const auto &[code, name] : errorNames) {
        if (code == error.code)
            object.insert(u"code"_s, QString::fromLatin1(name));
    }
    return object;
}

static Error errorFromJson(const QJsonObject &object)
{
    Error error{ErrorCode::Internal, object["message"_L1].toString(), object["detail"_L1].toString(),
                object["retryable"_L1].toBool()};
    for (const auto &[code, name] : errorNames) {
        if (object["code"_L1].toString() == QLatin1StringView(name))
            error.code = code;
    }
    return error;
}

static Record recordFromJson(const QJsonObject &object)
{
    Record record;
    bool known = false;
    const int state = QMetaEnum::fromType<StepState>().keyToValue(
        object["state"_L1].toString().toLatin1().constData(), &known);
    // a state of some other version means, as Running does, that the world must be asked
    record.state = known ? static_cast<StepState>(state) : StepState::Running;
    record.attempts = object["attempts"_L1].toInt();
    if (object.contains("error"_L1))
        record.error = errorFromJson(object["error"_L1].toObject());
    record.output = object["output"_L1].toObject();
    record.started = QDateTime::fromString(object["started"_L1].toString(), Qt::ISODateWithMs);
    record.ended = QDateTime::fromString(object["ended"_L1].toString(), Qt::ISODateWithMs);
    return record;
}

QByteArray frame(const QByteArray &json)
{
    const auto hex = [](quint32 value) { return QByteArray::number(value, 16).rightJustified(8, '0'); };
    QByteArray line = hex(static_cast<quint32>(json.size()));
    line += ' ';
    line += hex(crc32c(json));
    line += ' ';
    line += json;
    line += '\n';
    return line;
}

QByteArray header()
{
    const QJsonObject object{{u"kind"_s, u"skep-journal"_s}, {u"schema"_s, schemaVersion}};
    return frame(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QByteArray encode(const QString &stepId, const Record &record)
{
    QJsonObject object{
        {u"step"_s, stepId},
        {u"state"_s,
         QString::fromLatin1(QMetaEnum::fromType<StepState>().valueToKey(static_cast<int>(record.state)))},
        {u"attempts"_s, record.attempts}};
    if (record.state == StepState::Failed || record.state == StepState::Cancelled)
        object.insert(u"error"_s, toJson(record.error));
    if (!record.output.isEmpty())
        object.insert(u"output"_s, record.output);
    if (record.started.isValid())
        object.insert(u"started"_s, record.started.toUTC().toString(Qt::ISODateWithMs));
    if (record.ended.isValid())
        object.insert(u"ended"_s, record.ended.toUTC().toString(Qt::ISODateWithMs));
    return frame(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// Eight digits exactly as frame() writes them: one number has one text, so a changed bit never goes unseen.
static std::optional<quint32> hexAt(QByteArrayView bytes, qsizetype at)
{
    constexpr QByteArrayView digits("0123456789abcdef");
    quint32 value = 0;
    for (const char c : bytes.sliced(at, 8)) {
        const qsizetype digit = digits.indexOf(c);
        if (digit < 0)
            return {};
        value = value * 16 + static_cast<quint32>(digit);
    }
    return value;
}

// The JSON of the whole record that starts at \p at; nothing if there is none.
static std::optional<QByteArrayView> recordAt(QByteArrayView bytes, qsizetype at)
{
    if (bytes.size() - at <= prefixSize || bytes[at + 8] != ' ' || bytes[at + 17] != ' ')
        return {};
    const auto length = hexAt(bytes, at);
    const auto crc = hexAt(bytes, at + 9);
    if (!length || !crc || *length > bytes.size() - at - prefixSize - 1
        || bytes[at + prefixSize + *length] != '\n')
        return {};
    const QByteArrayView json = bytes.sliced(at + prefixSize, *length);
    if (crc32c(json) != *crc)
        return {};
    return json;
}

// A power cut tears the last record only: any whole record behind a broken one means that the file was
// damaged.
static bool wholeRecordFollows(QByteArrayView bytes, qsizetype after)
{
    for (qsizetype at = after; at < bytes.size(); ++at) {
        if (recordAt(bytes, at))
            return true;
    }
    return false;
}

static tl::unexpected<Error> damaged(const QString &path, qsizetype at)
{
    return fail(
        ErrorCode::Config,
        tr("The journal %1 is damaged. It was left as it is; restore it from a backup or move it away.")
            .arg(path),
        u"first broken record at byte %1"_s.arg(at));
}

static Result<> checkHeader(const QJsonObject &object, const QString &path)
{
    if (object["kind"_L1].toString() != "skep-journal"_L1)
        return fail(ErrorCode::Config, tr("The file %1 is not a journal of Skep.").arg(path));
    const int schema = object["schema"_L1].toInt();
    if (schema > schemaVersion)
        return fail(ErrorCode::Config,
                    tr("The journal %1 was written by a newer version of Skep. Use that version.").arg(path),
                    u"schema %1, known up to %2"_s.arg(schema).arg(schemaVersion));
    return {};
}

Result<Content> parse(const QByteArray &bytes, const QString &path)
{
    Content content;
    if (header().startsWith(bytes))
        return content; // nothing, or cut short while it was created
    bool first = true;
    while (content.goodBytes < bytes.size()) {
        const auto json = recordAt(bytes, content.goodBytes);
        if (!json) {
            if (first || wholeRecordFollows(bytes, content.goodBytes + 1))
                return damaged(path, content.goodBytes);
            return content;
        }
        const QJsonObject object = QJsonDocument::fromJson(json->toByteArray()).object();
        if (first) {
            if (auto ok = checkHeader(object, path); !ok)
                return fail(ok.error());
            first = false;
        } else if (object["step"_L1].toString().isEmpty()) {
            return damaged(path, content.goodBytes);
        } else {
            content.records.insert(object["step"_L1].toString(), recordFromJson(object));
        }
        content.goodBytes += prefixSize + json->size() + 1;
    }
    return content;
}

} // namespace skep::plan::format
