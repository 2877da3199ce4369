// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/docklayout.h"
#include "ui/dock/terminalorigin.h"

#include <QList>
#include <QPointer>
#include <QWidget>

#include <optional>

class QSplitter;

namespace skep::terminal {
struct KeyPress;
}

namespace skep::ui {

class PlainLabel;
class TerminalPane;

//! The terminals of one tab, side by side as a person has split them, and what is typed to several at once.
class TerminalTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalTab)

public:
    explicit TerminalTab(const TerminalOrigin &origin, QWidget *parent = nullptr);
    //! Several at once, in rows of about as many as there are rows.
    explicit TerminalTab(const QList<TerminalOrigin> &origins, QWidget *parent = nullptr);

    using OriginOf = std::function<TerminalOrigin(const cluster::PaneLayout &)>;
    //! As they were at an earlier time.
    TerminalTab(const cluster::PaneLayout &layout, const OriginOf &originOf, QWidget *parent = nullptr);
    cluster::PaneLayout layout() const;

    QList<TerminalPane *> panes() const; //!< in reading order
    TerminalPane *activePane() const; //!< never null
    void setActivePane(int index); //!< in reading order
    void split(TerminalPane *pane, Qt::Orientation orientation); //!< the same far side once more
    void close(TerminalPane *pane);
    void focusNeighbour(int step); //!< the next pane in reading order, or the one before

    bool isBroadcasting() const { return m_broadcasts; }
    void setBroadcasting(bool broadcasts);
    int receivers() const; //!< how many panes get what is typed into one of them

signals:
    void changed(); //!< title, panes or state
    void closeAsked(skep::ui::TerminalPane *pane); //!< by a person; close() does it
    void emptied(); //!< the last pane was closed
    void menuRequested(skep::ui::TerminalPane *pane, const QPoint &global);
    void broadcastChanged(bool broadcasts);
    void linkActivated(const QUrl &url);
    void layoutChanged();
    void bellRang(); //!< in one of the panes
    void outputCame();

protected:
    void showEvent(QShowEvent *event) override;

private:
    explicit TerminalTab(QWidget *parent);
    void takePanes();
    void fill(QSplitter *splitter, const cluster::PaneLayout &layout, const OriginOf &originOf);
    TerminalPane *makePane(const TerminalOrigin &origin);
    void updatePanes();
    void sendKey(TerminalPane *from, const terminal::KeyPress &key);
    void sendPaste(TerminalPane *from, const QString &text);
    template <typename Fn>
    void forOthers(TerminalPane *from, Fn fn);

    QSplitter *makeSplitter(Qt::Orientation orientation);

    QSplitter *m_root;
    PlainLabel *m_warning;
    QPointer<TerminalPane> m_active;
    std::optional<cluster::PaneLayout> m_restored; //!< until it is first shown, as sizes mean nothing before
    bool m_broadcasts = false;
};

} // namespace skep::ui
