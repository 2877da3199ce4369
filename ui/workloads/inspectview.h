// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/docker/specview.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace skep::ui {

class MessageBar;

//! A whole object of the engine, as a tree and as text, both to be copied.
class InspectView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectView)

public:
    explicit InspectView(QWidget *parent = nullptr);
    void setAsText(bool text);
    void
    load(const Pending<docker::Inspection> &pending); //!< what was shown before goes only when it is there

signals:
    void reloadRequested();

private:
    void show(const docker::Inspection &inspection);
    void copy();
    void copyValue();
    static QTreeWidgetItem *itemOf(const docker::TreeItem &item);

    Pending<docker::Inspection> m_pending;
    int m_asked = 0; //!< so that a late answer is not shown for another object
    MessageBar *m_message;
    QStackedWidget *m_stack;
    QTreeWidget *m_tree;
    QPlainTextEdit *m_text;
};

} // namespace skep::ui
