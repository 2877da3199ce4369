// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftpclient.h"

#include "core/ssh/channel.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

// Numbers of the protocol (draft-ietf-secsh-filexfer-02).
enum Type : quint8 {
    Init = 1,
    Version = 2,
    OpenFile = 3,
    Close = 4,
    ReadFile = 5,
    WriteFile = 6,
    LinkStat = 7,
    SetStat = 9,
    OpenFolder = 11,
    ReadFolder = 12,
    Remove = 13,
    MakeFolder = 14,
    Stat = 17,
    Rename = 18,
    Status = 101,
    Handle = 102,
    Data = 103,
    Name = 104,
    Attributes = 105,
    Extended = 200,
    ExtendedReply = 201
};
enum StatusCode : quint32 { Ok = 0, EndOfFile = 1, NoSuchFile = 2, PermissionDenied = 3, Unsupported = 8 };

constexpr quint32 longestPacket = 256 * 1024;
constexpr qsizetype mostEntries = 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::ssh::Sftp", text);
}

//! Builds the body of a request.
class Body
{
public:
    Body &number(quint32 value)
    {
        const quint32 wire = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&wire), sizeof wire);
        return *this;
    }
    Body &longNumber(quint64 value)
    {
        const quint64 wire = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&wire), sizeof wire);
        return *this;
    }
    Body &text(const QByteArray &value)
    {
        number(static_cast<quint32>(value.size()));
        m_bytes += value;
        return *this;
    }
    operator const QByteArray &() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

FileAttributes readAttributes(QDataStream &in)
{
    FileAttributes attributes;
    quint32 flags = 0;
    quint32 ignored = 0;
    in >> flags;
    if (flags & 1U)
        in >> attributes.size;
    if (flags & 2U)
        in >> ignored >> ignored;
    if (flags & 4U)
        in >> attributes.mode;
    if (flags & 8U) {
        quint32 modified = 0;
        in >> ignored >> modified;
        attributes.modified = modified;
    }
    if (flags & 0x80000000U) {
        quint32 count = 0;
        in >> count;
        QByteArray extension;
        for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
            in >> extension >> extension;
    }
    return attributes;
}

} // namespace

QString shownName(const QByteArray &path)
{
    return shownLine(path.constData());
}

SftpClient::SftpClient(ssh_session session, QString host)
    : m_session(session)
    , m_channel(ssh_channel_new(session))
    , m_host(std::move(host))
{
}

SftpClient::~SftpClient()
{
    ssh_channel_free(m_channel);
}

Result<std::unique_ptr<SftpClient>> SftpClient::start(ssh_session session, const QString &host)
{
    std::unique_ptr<SftpClient> client(new SftpClient(session, host));
    if (auto good = client->begin(); !good)
        return fail(good.error());
    return client;
}

Result<> SftpClient::begin()
{
    if (ssh_channel_open_session(m_channel) != SSH_OK || ssh_channel_request_sftp(m_channel) != SSH_OK)
        return fail(ErrorCode::Remote, tr("%1 offers no file transfer (SFTP).").arg(m_host),
                    shownLine(ssh_get_error(m_session)));
    QByteArray hello = Body().number(5);
    hello += static_cast<char>(Init);
    hello += Body().number(3);
    if (ssh_channel_write(m_channel, hello.constData(), static_cast<quint32>(hello.size())) != hello.size())
        return broken(shownLine(ssh_get_error(m_session)));
    const auto reply = receive(); // the version stands where other packets have their id
    if (!reply)
        return fail(reply.error());
    if (reply->type != Version || reply->id < 3)
        return broken(u"version"_s);
    QDataStream in(reply->body);
    while (!in.atEnd() && in.status() == QDataStream::Ok) {
        QByteArray name;
        QByteArray value;
        in >> name >> value;
        m_canReplace |= name == "posix-rename@openssh.com";
        m_canTellRoom |= name == "statvfs@openssh.com";
    }
    return {};
}

Result<quint32> SftpClient::send(quint8 type, const QByteArray &body)
{
    const quint32 id = ++m_lastId;
    QByteArray packet = Body().number(static_cast<quint32>(body.size()) + 5);
    packet += static_cast<char>(type);
    packet += Body().number(id);
    packet += body;
    if (ssh_channel_write(m_channel, packet.constData(), static_cast<quint32>(packet.size()))
        != packet.size())
        return broken(shownLine(ssh_get_error(m_session)));
    return id;
}

Result<> SftpClient::readExactly(char *into, quint32 size)
{
    while (size > 0) {
        const int count = ssh_channel_read(m_channel, into, size, 0);
        if (count <= 0)
            return broken(shownLine(ssh_get_error(m_session)));
        into += count;
        size -= static_cast<quint32>(count);
    }
    return {};
}

Result<SftpClient::Reply> SftpClient::receive()
{
    quint32 head[2] = {};
    if (auto good = readExactly(reinterpret_cast<char *>(head), 5); !good)
        return fail(good.error());
    const quint32 size = qFromBigEndian(head[0]);
    if (size < 5 || size > longestPacket)
        return broken(u"a packet of %1 bytes"_s.arg(size));
    Reply reply;
    reply.type = *reinterpret_cast<const quint8 *>(&head[1]);
    QByteArray rest(static_cast<qsizetype>(size) - 1, Qt::Uninitialized);
    if (auto good = readExactly(rest.data(), size - 1); !good)
        return fail(good.error());
    reply.id = qFromBigEndian<quint32>(rest.constData());
    reply.body = rest.mid(4);
    return reply;
}

Result<SftpClient::Reply> SftpClient::ask(quint8 type, const QByteArray &body)
{
    const auto id = send(type, body);
    if (!id)
        return fail(id.error());
    auto reply = receive();
    if (reply && reply->id != *id)
        return broken(u"an answer to no question"_s);
    return reply;
}

Result<> SftpClient::checkStatus(const Reply &reply, const QByteArray &path) const
{
    QDataStream in(reply.body);
    quint32 code = 0;
    QByteArray text;
    in >> code >> text;
    if (reply.type != Status)
        return broken(u"answer of type %1"_s.arg(reply.type));
    return code == Ok ? Result<>() : statusError(code, path, shownLine(text.constData()));
}

Result<> SftpClient::askStatus(quint8 type, const QByteArray &body, const QByteArray &path)
{
    const auto reply = ask(type, body);
    return reply ? checkStatus(*reply, path) : fail(reply.error());
}

Result<FileAttributes> SftpClient::stat(const QByteArray &path, bool followLink)
{
    const auto reply = ask(followLink ? Stat : LinkStat, Body().text(path));
    if (!reply)
        return fail(reply.error());
    if (reply->type != Attributes) {
        const auto status = checkStatus(*reply, path);
        return status ? broken(u"no attributes"_s) : fail(status.error());
    }
    QDataStream in(reply->body);
    const auto attributes = readAttributes(in);
    return in.status() == QDataStream::Ok ? Result<FileAttributes>(attributes) : broken(u"attributes"_s);
}

Result<QList<RemoteEntry>> SftpClient::list(const QByteArray &folder)
{
    auto opened = ask(OpenFolder, Body().text(folder));
    if (!opened)
        return fail(opened.error());
    if (opened->type != Handle) {
        const auto status = checkStatus(*opened, folder);
        return status ? broken(u"no handle"_s) : fail(status.error());
    }
    const QByteArray handle = opened->body.mid(4);
    QList<RemoteEntry> entries;
    for (;;) {
        const auto reply = ask(ReadFolder, Body().text(handle));
        if (!reply)
            return fail(reply.error());
        QDataStream in(reply->body);
        quint32 count = 0;
        in >> count; // or the status
        if (reply->type == Status && count == EndOfFile)
            break;
        if (reply->type != Name) {
            const auto status = checkStatus(*reply, folder);
            return status ? broken(u"no names"_s) : fail(status.error());
        }
        for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
            RemoteEntry entry;
            QByteArray longName; // "-rw-r--r-- …": for eyes only
            in >> entry.name >> longName;
            entry.attributes = readAttributes(in);
            if (in.status() == QDataStream::Ok && entry.name != "." && entry.name != "..")
                entries.append(entry);
        }
        if (in.status() != QDataStream::Ok || count == 0 || entries.size() > mostEntries)
            return broken(u"names"_s);
    }
    if (auto closed = close(handle); !closed)
        return fail(closed.error());
    return entries;
}

Result<QByteArray> SftpClient::open(const QByteArray &path, quint32 how, quint32 mode)
{
    constexpr quint32 permissionsOnly = 4;
    const auto reply = ask(OpenFile, Body().text(path).number(how).number(permissionsOnly).number(mode));
    if (!reply)
        return fail(reply.error());
    if (reply->type == Handle && reply->body.size() > 4 && reply->body.size() <= 4 + 256)
        return reply->body.mid(4);
    const auto status = checkStatus(*reply, path);
    return status ? broken(u"no handle"_s) : fail(status.error());
}

Result<> SftpClient::close(const QByteArray &handle)
{
    return askStatus(Close, Body().text(handle), {});
}

Result<> SftpClient::setMode(const QByteArray &path, quint32 mode)
{
    return askStatus(SetStat, Body().text(path).number(4).number(mode & 07777U), path);
}

Result<> SftpClient::makeFolder(const QByteArray &path)
{
    return askStatus(MakeFolder, Body().text(path).number(4).number(0700), path);
}

Result<> SftpClient::remove(const QByteArray &path)
{
    return askStatus(Remove, Body().text(path), path);
}

Result<> SftpClient::replace(const QByteArray &from, const QByteArray &to)
{
    if (m_canReplace)
        return askStatus(Extended, Body().text("posix-rename@openssh.com").text(from).text(to), to);
    if (stat(to, false))
        return fail(ErrorCode::Conflict,
                    tr("%1 cannot replace a file: “%2” is there already.").arg(m_host, shownName(to)));
    return askStatus(Rename, Body().text(from).text(to), to);
}

Result<> SftpClient::isFull(const QByteArray &path)
{
    if (!m_canTellRoom)
        return {};
    const auto reply = ask(Extended, Body().text("statvfs@openssh.com").text(path));
    if (!reply || reply->type != ExtendedReply)
        return {};
    QDataStream in(reply->body);
    quint64 blocks = 0;
    quint64 available = 1;
    in >> blocks >> blocks >> blocks >> available >> available;
    if (in.status() != QDataStream::Ok || available > 0)
        return {};
    return fail(ErrorCode::Io, tr("The disk of %1 is full.").arg(m_host));
}

Result<quint32> SftpClient::sendRead(const QByteArray &handle, quint64 offset, quint32 size)
{
    return send(ReadFile, Body().text(handle).longNumber(offset).number(size));
}

Result<quint32> SftpClient::sendWrite(const QByteArray &handle, quint64 offset, const QByteArray &bytes)
{
    return send(WriteFile, Body().text(handle).longNumber(offset).text(bytes));
}

Result<QByteArray> SftpClient::data(const Reply &reply, quint32 most, const QByteArray &path) const
{
    if (reply.body.size() < 4)
        return broken(u"data"_s);
    const auto number = qFromBigEndian<quint32>(reply.body.constData());
    if (reply.type == Status && number == EndOfFile)
        return QByteArray();
    if (reply.type == Status && number != Ok)
        return fail(checkStatus(reply, path).error());
    if (reply.type != Data || number == 0 || number > most || reply.body.size() != qsizetype(number) + 4)
        return broken(u"data"_s);
    return reply.body.mid(4);
}

tl::unexpected<Error> SftpClient::broken(const QString &detail) const
{
    return fail(ErrorCode::Network, tr("The file transfer with %1 broke off.").arg(m_host), detail, true);
}

tl::unexpected<Error> SftpClient::statusError(quint32 status, const QByteArray &path,
                                              const QString &text) const
{
    const QString name = shownName(path);
    switch (status) {
    case NoSuchFile:
        return fail(ErrorCode::NotFound, tr("There is no “%1” on %2.").arg(name, m_host), text);
    case PermissionDenied:
        return fail(ErrorCode::Remote, tr("%1 does not permit that with “%2”.").arg(m_host, name), text);
    case Unsupported:
        return fail(ErrorCode::Remote, tr("%1 cannot do that with “%2”.").arg(m_host, name), text);
    default:
        return fail(ErrorCode::Remote, tr("%1 failed to do that with “%2”.").arg(m_host, name), text);
    }
}

} // namespace skep::ssh
