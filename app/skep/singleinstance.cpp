// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/singleinstance.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace skep::app {

SingleInstance::SingleInstance(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_name(folder + u"/instance"_s)
{
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_lock = std::make_unique<QLockFile>(folder + u"/lock"_s);
    m_lock->setStaleLockTime(0); // held as long as the process lives, however long that is
    m_isFirst = m_lock->tryLock(0);
}

SingleInstance::~SingleInstance() = default;

void SingleInstance::callFirst()
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    socket.waitForConnected(500); // nothing else happens in this process, which ends right after
}

void SingleInstance::listen()
{
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(m_name); // of a run that crashed; the lock says that none is left
    m_server->listen(m_name);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection())
            socket->deleteLater();
        emit called();
    });
}

} // namespace skep::app
