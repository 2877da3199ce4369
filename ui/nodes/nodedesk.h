// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/nodechanges.h"
#include "ui/nodes/nodeverb.h"

#include <QObject>

class QMenu;
class QWidget;

namespace skep::ui {

//! Where what is done to the nodes of one cluster is asked for: menus and the palette come here, dialogs go
//! out from here, and what needs no dialog is done at once.
class NodeDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NodeDesk)

public:
    //! Changes and store are not owned and must outlive it; dialogs open over \p window.
    NodeDesk(cluster::NodeChanges *changes, cluster::Store *store, QWidget *window);

    void addNodes();
    void fill(QMenu *menu, const QStringList &machines); //!< with all verbs; what cannot be says why
    QString whyNotNow(NodeVerb verb, const QStringList &machines) const;
    void perform(NodeVerb verb, const QStringList &machines);

signals:
    void begun(); //!< a change's plan runs
    void told(const QString &sentence, const QString &command); //!< done at once
    void refused(const skep::Error &error);

private:
    QList<cluster::NodeRow> rows(const QStringList &machines) const;
    bool isSet(NodeVerb verb, const QStringList &machines) const;
    void setAvailability(docker::Availability availability, const QStringList &machines);
    void editLabels(const QString &machine);

    cluster::NodeChanges *m_changes;
    cluster::Store *m_store;
    QWidget *m_window;
};

} // namespace skep::ui
