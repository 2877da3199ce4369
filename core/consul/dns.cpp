// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/dns.h"

#include "core/consul/dnsmessage.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QtEndian>

namespace skep::consul {

namespace {

constexpr auto limit = std::chrono::seconds(5);
constexpr int lengthPrefix = 2; // DNS over TCP: each message follows its length

//! One question over one connection; settles once and deletes itself.
class DnsQuery final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DnsQuery)

public:
    DnsQuery(const QNetworkProxy &proxy, const QString &host, quint16 port, QByteArray question,
             QObject *parent)
        : QObject(parent)
        , m_question(std::move(question))
    {
        m_socket.setProxy(proxy);
        connect(&m_socket, &QTcpSocket::connected, this, &DnsQuery::ask);
        connect(&m_socket, &QTcpSocket::readyRead, this, &DnsQuery::read);
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
            give(
                fail(ErrorCode::Network, tr("The DNS server did not answer."), m_socket.errorString(), true));
        });
        QTimer::singleShot(limit, this, [this] {
            give(fail(ErrorCode::Timeout, tr("The DNS server did not answer in time."), {}, true));
        });
        onCancelled(m_done.future(), this, [this] { give(fail(ErrorCode::Cancelled, {})); });
        m_socket.connectToHost(host, port);
    }

    Pending<QList<DnsRecord>> future() const { return m_done.future(); }

private:
    void ask()
    {
        QByteArray prefix(lengthPrefix, '\0');
        qToBigEndian<quint16>(static_cast<quint16>(m_question.size()), prefix.data());
        m_socket.write(prefix + m_question);
    }

    void read()
    {
        m_answer += m_socket.readAll();
        if (m_answer.size() < lengthPrefix)
            return;
        const auto size = qFromBigEndian<quint16>(m_answer.constData());
        if (m_answer.size() >= lengthPrefix + size)
            give(parseDnsAnswer(m_question, m_answer.mid(lengthPrefix, size)));
    }

    void give(Result<QList<DnsRecord>> result)
    {
        m_socket.disconnect(this);
        m_done.settle(std::move(result));
        deleteLater();
    }

    QTcpSocket m_socket;
    QByteArray m_question;
    QByteArray m_answer;
    Completer<QList<DnsRecord>> m_done;
};

} // namespace

Pending<QList<DnsRecord>> queryDns(const QNetworkProxy &proxy, const QString &host, quint16 port,
                                   const QString &name, const QString &type, QObject *context)
{
    auto question =
        dnsQuestion(name, type, static_cast<quint16>(QRandomGenerator::system()->bounded(0x10000)));
    if (!question)
        return ready<QList<DnsRecord>>(fail(std::move(question).error()));
    return (new DnsQuery(proxy, host, port, *std::move(question), context))->future();
}

} // namespace skep::consul

#include "dns.moc"
