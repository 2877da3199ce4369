// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"

#include <QWidget>

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

signals:
    void destroyRequested();

private:
    void update();

    cluster::Store *m_store;
    HealthGlyph *m_glyph;
    PlainLabel *m_sentence;
    StateBadge *m_badge;
};

} // namespace skep::ui
