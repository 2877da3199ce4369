// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLocalServer;
class QLockFile;

#include <memory>

namespace skep::app {

//! One program for each user's data: a second start only asks the first to come to the front.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    explicit SingleInstance(const QString &folder, QObject *parent = nullptr);
    ~SingleInstance() override;

    bool isFirst() const { return m_isFirst; }
    void callFirst(); //!< asks the running one to show itself
    void listen(); //!< of the first one, once its window is there

signals:
    void called();

private:
    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer *m_server = nullptr;
    bool m_isFirst = false;
};

} // namespace skep::app
