// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plan/planfeed.h"
#include "ui/plan/stages.h"

#include <QWidget>

namespace skep::ui {

//! Machines by stages, one field for each, with sign, colour and time. Arrow keys and clicks choose a field.
class PlanGrid final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlanGrid)

public:
    explicit PlanGrid(QWidget *parent = nullptr);

    void setFeed(PlanFeed feed);
    void refresh(const QString &stepId); //!< one step's record is another one now
    void choose(const QString &stepId); //!< the field that holds it
    QStringList chosenSteps() const;
    QRect chosenBox() const { return m_row < 0 ? QRect() : boxOf(m_row, m_column); }
    QString chosenTitle() const; //!< "a-worker-1 · Engine"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Field
    {
        StageSummary sum;
        QRect box;
    };
    QRect boxOf(int row, int column) const;
    const StageCell &cellAt(int row, int column) const { return m_grid.rows[row].cells[column]; }
    StageSummary summaryOf(const StageCell &cell) const;
    bool fieldAt(QPoint position, int *row, int *column) const;
    void paintField(QPainter *painter, int row, int column);
    void setChosen(int row, int column);
    QString tipOf(int row, int column) const;
    int nameWidth() const;

    PlanFeed m_feed;
    StageGrid m_grid;
    QHash<QString, QPoint> m_places; //!< step id to (column, row)
    int m_row = -1;
    int m_column = -1;
};

} // namespace skep::ui
