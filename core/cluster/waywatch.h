// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/links.h"

#include <QSet>

namespace skep::cluster {

//! From where SSH is open, and from where this computer comes.
struct OperatorWay
{
    QStringList open; //!< ranges; empty: nothing is known of the firewall
    QString now; //!< this computer's range as it is seen from outside; empty: nobody knows
    bool isStale = false; //!< what is open does not let this computer in
    bool isShutOut = false; //!< no machine answers and nothing says why, so that may be the reason
    bool operator==(const OperatorWay &) const = default;
};

//! Learns from each connection as which address the machines see this computer, and from attempts without an
//! answer that it may be another one now. Main thread.
class WayWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WayWatch)

public:
    //! \p links is not owned and must outlive the watch; \p managers: those that are asked first of all.
    WayWatch(Links *links, std::function<QStringList()> managers, QObject *parent = nullptr);

    QString seenAs() const { return m_seenAs; } //!< an address; empty: not known since the last loss
    bool isShutOut() const { return m_isShutOut; }

signals:
    void changed();

private:
    void ask(const QString &machine);
    void takeFailure(const QString &machine, const Error &error);

    Links *m_links;
    std::function<QStringList()> m_managers;
    QSet<QString> m_silent;
    QString m_seenAs;
    bool m_isShutOut = false;
};

} // namespace skep::cluster
