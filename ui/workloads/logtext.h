// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/logline.h"

#include <QAbstractScrollArea>
#include <QHash>

#include <deque>

namespace skep::ui {

//! Lines of logs, drawn only where they are seen: keeps the newest hundred thousand and costs the same
//! whether it has ten lines or all of them.
class LogText final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogText)

public:
    static constexpr int most = 100'000;

    explicit LogText(QWidget *parent = nullptr);
    void setSources(const QHash<QString, QString> &names); //!< by id
    void clear();
    void append(const QList<docker::LogLine> &lines);
    void setTimes(bool shown);
    int count() const { return int(m_lines.size()); }
    bool isAtEnd() const;
    void goToEnd();
    bool find(const QString &text, bool forward); //!< from the marked line on, around the end; false: nowhere
    int marked() const { return m_marked; } //!< -1: none
    QString lineText(int line) const; //!< as it is saved and copied
    QString allText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int lineHeight() const;
    int shownLines() const;
    void updateBars();
    QColor colorOf(const QString &source) const;

    std::deque<docker::LogLine> m_lines;
    QHash<QString, QString> m_names;
    QHash<QString, int> m_colors;
    QString m_searched;
    int m_marked = -1;
    int m_widest = 0; //!< in characters
    int m_nameWidth = 0;
    bool m_times = true;
};

} // namespace skep::ui
