// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/audit.h"
#include "core/cluster/exposure.h"
#include "core/consul/dnsprobe.h"

#include <QDate>
#include <QUrl>

namespace skep::cluster {

//! What a person asks a cluster's Consul, and whom else it answers. A machine is named by Skep's name of it.
//! Main thread.
class Discovery : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Discovery)

public:
    using QObject::QObject;

    virtual QStringList agents() const = 0; //!< machines whose agent can be asked
    //! \p type: A, AAAA, SRV.
    virtual Pending<consul::DnsProbe> probe(const QString &machine, const QString &name,
                                            const QString &type) = 0;

    //! Consul's own interface for this user's browser: the page to open in it, which is good once. Ends with
    //! closeWeb(), after an hour, and with the cluster's object.
    virtual Pending<QUrl> openWeb() = 0;
    virtual void closeWeb() = 0;
    virtual bool isWebOpen() const = 0;

    //! What is really open: the rules as the cloud has them now, and what answers this computer.
    virtual Pending<Audit> audit() = 0;
    virtual QList<Exposure> exposures() const = 0;
    virtual Pending<> open(const Exposure &exposure) = 0; //!< succeeds when it is open
    virtual Pending<> close(const Exposure &exposure) = 0;
    //! A client's certificate for the engines' open port; gives its last day.
    virtual Pending<QDate> writeCertificate(const QString &folder) = 0;
    //! One that stopped in the middle, for people; it is to be gone on with or given up.
    virtual QString unfinished() const = 0;
    virtual Pending<> goOn() = 0;
    virtual Pending<> giveUp() = 0;

signals:
    void changed();
};

} // namespace skep::cluster
