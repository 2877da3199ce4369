// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/dock/outputlog.h"
#include "ui/dock/terminalorigin.h"

#include <QFrame>
#include <QTimer>

class QCheckBox;
class QPushButton;
class QToolButton;

namespace skep {
class TerminalSource;
}

namespace skep::ui {

class PlainLabel;
class TerminalView;

//! One terminal with its far side: joins the two, says what became of the connection and offers the way on.
class TerminalPane final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalPane)

public:
    explicit TerminalPane(TerminalOrigin origin, QWidget *parent = nullptr);
    ~TerminalPane() override;

    const TerminalOrigin &origin() const { return m_origin; }
    TerminalView *view() const { return m_view; }
    TerminalSource *source() const { return m_source; }
    bool isBusy() const; //!< a program has the whole screen: an editor, a pager, a monitor
    bool isLogging() const { return m_log.isRunning(); }
    QString title() const; //!< what the far side calls itself, else the node's name

    void setHeaderVisible(bool visible); //!< where it is alone, the tab says all that the header would
    void setBroadcasting(bool broadcasting); //!< red frame, and the choice whether this pane takes part
    bool takesPart() const; //!< in a broadcast
    void setTakesPart(bool part);
    void startLog(const QString &path);
    void stopLog();
    void askForLog(); //!< where to

signals:
    void activated(); //!< has the keyboard now
    void titleChanged();
    void stateChanged();
    void closeRequested();
    void outputCame(); //!< from the far side
    void splitRequested(Qt::Orientation orientation);
    void menuRequested(const QPoint &global);
    void linkActivated(const QUrl &url); //!< http or https, and a person has seen where it leads

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeStateBar();
    void join();
    void start();
    void showState();
    void showWait();
    void placeBar();
    void showProblem(const Error &error);
    void applyTheme();

    TerminalOrigin m_origin;
    TerminalSource *m_source;
    TerminalView *m_view;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_title = nullptr;
    QCheckBox *m_part = nullptr;
    PlainLabel *m_said = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_close = nullptr;
    QWidget *m_header; //!< made after the labels that lie in it
    QWidget *m_bar;
    QTimer m_countdown;
    OutputLog m_log;
    bool m_isStarted = false;
    bool m_isBroadcasting = false;
};

} // namespace skep::ui
