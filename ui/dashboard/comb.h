// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/health.h"
#include "ui/dashboard/comblayout.h"

#include <QPixmap>
#include <QWidget>

#include <vector>

namespace skep::ui {

struct CombCell
{
    QString id;
    QString name; //!< written into the cell where there is room
    QString tip; //!< plain text
    cluster::Health health = cluster::Health::Unknown;
    bool operator==(const CombCell &) const = default;
};

//! A honeycomb with a cell per thing, coloured by health with a sign for those who do not see the colour.
//! Made for five cells and for five thousand: it is drawn once into a pixmap, and a change redraws only its
//! cells.
class Comb final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Comb)

public:
    explicit Comb(QWidget *parent = nullptr);

    void setCells(std::vector<CombCell> cells);
    void setStale(bool stale); //!< greyed: nothing here is known to be true now
    void setCurrent(const QString &id);
    QString current() const;
    const CombLayout &combLayout() const { return m_layout; }
    QSize sizeHint() const override { return {480, 200}; }
    QSize minimumSizeHint() const override { return {160, 112}; }

signals:
    void currentChanged(const QString &id);
    void activated(const QString &id); //!< clicked, or Enter on it
    void doubleClicked(const QString &id);
    void menuRequested(const QString &id, const QPoint &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layOut();
    void drawAll();
    void drawCell(QPainter *painter, size_t index);
    const QPixmap &stamp(cluster::Health health);
    void select(int index, bool activate);
    void setHovered(int index);
    void touch(int index); //!< asks for a repaint of one cell with its ring

    std::vector<CombCell> m_cells;
    CombLayout m_layout;
    QPixmap m_canvas;
    QPixmap m_stamps[5];
    int m_current = -1;
    int m_hovered = -1;
    bool m_stale = false;
};

} // namespace skep::ui
