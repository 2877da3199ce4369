// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/site.h"

#include <QUrl>

class QTemporaryDir;

namespace skep::net {
class WebDoor;
}

namespace skep::cluster {

//! Consul's own web interface in this user's browser: what the servers have, over the one connection, with a
//! token that reads nodes and services and nothing else. Main thread.
class WebInterface : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebInterface)

public:
    explicit WebInterface(Site *site, QObject *parent = nullptr); //!< the site must outlive it
    ~WebInterface() override;

    Pending<QUrl> open(); //!< a file that lets a browser in; an earlier one ends
    void close();
    bool isOpen() const;

signals:
    void changed();

private:
    Pending<consul::Client *> server();
    Result<QUrl> openDoor(const QString &machine, const SecretPtr &token);

    Site *m_site;
    QString m_machine; //!< the server that is asked
    std::unique_ptr<net::WebDoor> m_door;
    std::unique_ptr<QTemporaryDir> m_folder; //!< of the page; only this user can look into it
    SecretPtr m_token;
};

} // namespace skep::cluster
