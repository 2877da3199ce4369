// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/specview.h"
#include "ui/widgets/card.h"
#include "ui/workloads/detail.h"

class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace skep::ui {

class HealthGlyph;
class InspectView;
class PlainLabel;

//! All about the selected row of a page: facts with reasons, and the whole object as a tree and as text.
class DetailPane final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailPane)

public:
    explicit DetailPane(QWidget *parent = nullptr);
    void setDetail(const Detail &detail);
    const Detail &detail() const { return m_detail; }
    void setControl(QWidget *control); //!< the page's own, under the state; the pane owns it
    InspectView *inspection() const { return m_inspection; }

signals:
    void closed();
    void inspectionWanted(); //!< for the object of the detail

private:
    void rebuild();
    QWidget *factRow(const Fact &fact, QWidget *parent) const;
    QWidget *lineRow(const DetailLine &line, QWidget *parent) const;
    void showTab(int tab);

    Detail m_detail;
    HealthGlyph *m_glyph;
    PlainLabel *m_title;
    PlainLabel *m_state;
    QVBoxLayout *m_controlPlace;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QWidget *m_body = nullptr;
    InspectView *m_inspection;
};

} // namespace skep::ui
