// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/dnsmessage.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QtEndian>

#include <ares.h>

using namespace Qt::StringLiterals;

namespace skep::consul {

namespace {

constexpr qsizetype headerSize = 12;
constexpr quint16 classIn = 1;
constexpr quint16 typeA = 1;
constexpr quint16 typeSrv = 33;
constexpr quint16 typeAaaa = 28;
constexpr int rcodeMask = 0x0f;
constexpr int rcodeNoName = 3;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::consul::Dns)
};

struct AresFree
{
    template <typename T>
    void operator()(T *bytes) const
    {
        ares_free_string(bytes);
    }
};

tl::unexpected<Error> damaged()
{
    return fail(ErrorCode::Protocol, Texts::tr("The DNS server sent a damaged answer."));
}

//! Walks through a message; names are unpacked by c-ares, everything else is checked against the end.
class Cursor
{
public:
    explicit Cursor(const QByteArray &message)
        : m_message(message)
    {
    }

    bool isGood() const { return m_good; }
    qsizetype at() const { return m_at; }
    void moveTo(qsizetype at)
    {
        m_good = m_good && at >= m_at && at <= m_message.size();
        if (m_good)
            m_at = at;
    }

    quint16 number()
    {
        if (!m_good || m_message.size() - m_at < 2) {
            m_good = false;
            return 0;
        }
        const auto value = qFromBigEndian<quint16>(m_message.constData() + m_at);
        m_at += 2;
        return value;
    }

    QString name()
    {
        char *text = nullptr;
        long length = 0;
        const auto *bytes = reinterpret_cast<const unsigned char *>(m_message.constData());
        if (!m_good || m_at >= m_message.size()
            || ares_expand_name(bytes + m_at, bytes, static_cast<int>(m_message.size()), &text, &length)
                != ARES_SUCCESS) {
            m_good = false;
            return {};
        }
        const std::unique_ptr<char, AresFree> owned(text);
        m_at += length;
        return QString::fromLatin1(text);
    }

    QString address()
    {
        const quint32 high = number();
        const quint32 low = number();
        return QHostAddress((high << 16) | low).toString();
    }

    QString longAddress()
    {
        Q_IPV6ADDR bytes{};
        for (int i = 0; i < 16; i += 2)
            qToBigEndian(number(), &bytes[i]);
        return QHostAddress(bytes).toString();
    }

private:
    const QByteArray &m_message;
    qsizetype m_at = 0;
    bool m_good = true;
};

//! Reads one resource record; a kind that nobody asked for is left out.
void readRecord(Cursor &cursor, QList<DnsRecord> &records)
{
    DnsRecord record;
    record.name = cursor.name();
    const auto type = cursor.number();
    const auto klass = cursor.number();
    cursor.moveTo(cursor.at() + 4); // time to live
    const auto length = cursor.number();
    const auto end = cursor.at() + length;
    if (klass == classIn && type == typeA) {
        record.type = u"A"_s;
        record.address = cursor.address();
    } else if (klass == classIn && type == typeAaaa) {
        record.type = u"AAAA"_s;
        record.address = cursor.longAddress();
    } else if (klass == classIn && type == typeSrv) {
        record.type = u"SRV"_s;
        cursor.moveTo(cursor.at() + 4); // priority and weight
        record.port = cursor.number();
        record.target = cursor.name();
    }
    cursor.moveTo(end);
    if (cursor.isGood() && !record.type.isEmpty())
        records.append(record);
}

} // namespace

Result<QByteArray> dnsQuestion(const QString &name, const QString &type, quint16 id)
{
    const int number = type == "SRV"_L1 ? typeSrv : type == "AAAA"_L1 ? typeAaaa : typeA;
    unsigned char *bytes = nullptr;
    int length = 0;
    const int status =
        ares_create_query(name.toLatin1().constData(), classIn, number, id, 1, &bytes, &length, 0);
    const std::unique_ptr<unsigned char, AresFree> owned(bytes);
    if (status != ARES_SUCCESS)
        return fail(ErrorCode::Config, Texts::tr("%1 is not a name that DNS can be asked for.").arg(name));
    return QByteArray(reinterpret_cast<const char *>(bytes), length);
}

Result<QList<DnsRecord>> parseDnsAnswer(const QByteArray &question, const QByteArray &answer)
{
    constexpr quint16 answerBit = 0x8000;
    Cursor cursor(answer);
    const auto id = cursor.number();
    const auto flags = cursor.number();
    const auto questions = cursor.number();
    const int records = cursor.number() + cursor.number() + cursor.number(); // answer, authority, additional
    if (!cursor.isGood() || question.size() < headerSize
        || id != qFromBigEndian<quint16>(question.constData()) || (flags & answerBit) == 0)
        return damaged();
    const int rcode = flags & rcodeMask;
    if (rcode == rcodeNoName)
        return QList<DnsRecord>();
    if (rcode != 0) {
        return fail(ErrorCode::Remote, Texts::tr("The DNS server refused the question (code %1).").arg(rcode),
                    {}, true);
    }
    for (int i = 0; i < questions && cursor.isGood(); ++i) {
        cursor.name();
        cursor.moveTo(cursor.at() + 4);
    }
    QList<DnsRecord> found;
    for (int i = 0; i < records && cursor.isGood(); ++i)
        readRecord(cursor, found);
    if (!cursor.isGood())
        return damaged();
    return found;
}

} // namespace skep::consul
