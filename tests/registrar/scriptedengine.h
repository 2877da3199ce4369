// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

//! A Docker engine that lists what the test says and announces it when the test says: real engines do not
//! lose events or end their streams on demand.
class ScriptedEngine : public QObject
{
    Q_OBJECT

public:
    explicit ScriptedEngine(const QString &socketPath);

    bool start();
    void stop(); //!< closes the socket and every connection, as a restart of the engine does

    //! Publishes hostPort of a container named after its digit (0 to 9), replacing one of the same digit.
    void setContainer(int digit, int hostPort, const QByteArray &status = "Up 1 second");
    void removeContainer(int digit);
    void setEnvironment(int digit, const QString &entry);
    void setHealthOutput(const QString &text) { m_healthOutput = text; }
    void announce(); //!< sends an event to all who listen

    static QString containerId(int digit);
    qsizetype listenerCount() const;
    int listCount() const { return m_lists; }

private:
    void read(QLocalSocket *socket);
    QByteArray answer(const QByteArray &path);

    QString m_path;
    QLocalServer m_server;
    QList<QPointer<QLocalSocket>> m_connections;
    QList<QPointer<QLocalSocket>> m_listeners;
    QHash<int, QJsonObject> m_containers;
    QHash<int, QString> m_environment;
    QString m_healthOutput;
    int m_lists = 0;
};
