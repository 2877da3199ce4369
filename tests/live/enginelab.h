// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/client.h"
#include "core/net/gateway.h"
#include "core/ssh/connection.h"
#include "tests/sandbox/machinelab.h"

#include <QTemporaryDir>
#include <QTest>

//! Two machines with real engines, reached over SSH and the gateway as in the product.
class EngineLab : public QObject
{
    Q_OBJECT

public:
    ~EngineLab() override;

    bool start(); //!< "alpha" and "beta"; false: they are not there after the limit
    static std::string trouble(); //!< why this computer cannot; empty: it can
    skep::docker::Client &engine(const char *name) { return *m_nodes.at(name).engine; }
    skep::Pending<skep::docker::Client *> reach(const QString &name); //!< connects again where that is needed
    QString address(const char *name) const { return QString::fromStdString(m_lab->address(name)); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    const QString &image() const { return m_image; }
    skep::Pending<skep::ssh::Connection *> connection(const QString &name); //!< as reach()
    skep::sandbox::ProcessResult ssh(const char *name, const std::string &command,
                                     const std::string &input = {})
    {
        return m_lab->ssh(name, command, "root", input);
    }

private:
    //! One machine as the product reaches it: a session, the gateway's name, a client.
    struct Node
    {
        std::unique_ptr<skep::ssh::Connection> connection;
        std::unique_ptr<skep::net::HttpEndpoint> endpoint;
        std::unique_ptr<skep::docker::Client> engine;
    };
    bool connectTo(const std::string &name);

    QTemporaryDir m_folder;
    std::unique_ptr<MachineLab> m_lab;
    skep::net::Gateway m_gateway;
    std::map<std::string, Node> m_nodes;
    QString m_image;
};

template <typename T>
skep::Result<T> settled(QFuture<skep::Result<T>> future, int limit = 60'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, limit) || future.resultCount() == 0)
        return skep::fail(skep::ErrorCode::Internal, QStringLiteral("the future did not settle"));
    return future.result();
}

#define VERIFY_GOOD(expression)                                                                              \
    do {                                                                                                     \
        const auto &verified = (expression);                                                                 \
        QVERIFY2(verified.has_value(),                                                                       \
                 verified ? "" : qPrintable(verified.error().message + u'\n' + verified.error().detail));    \
    } while (false)
