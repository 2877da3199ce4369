// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"

#include <QWidget>

class QPushButton;

namespace skep::ui {

class HealthGlyph;
class PlainLabel;
class StateBadge;

//! Over all pages of a cluster: its name, how it is in one sentence, and whether that is still true.
class ClusterHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterHead)

public:
    ClusterHead(const QString &name, cluster::Store *store,
                QWidget *parent = nullptr); //!< the store must outlive it

    void setConnected(); //!< Skep has not made it: it is forgotten here, never destroyed

signals:
    void destroyRequested(); //!< of a connected one: to be forgotten

private:
    void update();

    QPushButton *m_destroy;
    cluster::Store *m_store;
    HealthGlyph *m_glyph;
    PlainLabel *m_sentence;
    StateBadge *m_badge;
};

} // namespace skep::ui
