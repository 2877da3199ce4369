// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"

#include <QWidget>

class QTimer;

namespace skep::ui {

//! Says whether what is on the screen is still true: Live, Reconnecting, Stale since …
class StateBadge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateBadge)

public:
    explicit StateBadge(QWidget *parent = nullptr);
    void setState(cluster::LiveState state, const QDateTime &lastHeard);
    QString text() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor color() const;

    cluster::LiveState m_state = cluster::LiveState::Never;
    QDateTime m_lastHeard;
    QTimer *m_clock;
};

} // namespace skep::ui
