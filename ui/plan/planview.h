// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plan/planfeed.h"

#include <QWidget>

class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QTimer;

namespace skep::ui {

class Card;
class PlainLabel;
class PlanGrid;

//! A plan at work: overall progress, the grid of machines and stages, what the chosen steps say, and when one
//! fails what the node said with the ways on.
class PlanView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlanView)

public:
    //! Changed: a change that is done and still shown.
    enum class Mode {
        Creating,
        Interrupted,
        Destroying,
        DestroyInterrupted,
        Changing,
        ChangeInterrupted,
        Changed,
        Done
    };

    explicit PlanView(QWidget *parent = nullptr);

    void setPlan(const QString &title, PlanFeed feed);
    void setMode(Mode mode, const Error &error = {});
    void updateStep(const QString &stepId);
    void addLine(const QString &stepId, const QString &line);
    void addNotice(QWidget *notice); //!< between the head and the grid; it hides itself

signals:
    void cancelRequested();
    void retryRequested();
    void rollBackRequested();
    void giveUpRequested(); //!< of a change
    void hurryRequested(); //!< of a node that waits for its tasks to move
    void backRequested(); //!< to the cluster, which works during a change

private:
    QWidget *makeHead();
    Card *makeTrouble();
    Card *makeOutput();
    bool isRunning() const;
    bool isStopped() const;
    bool isChange() const;
    void updateProgress();
    void updateTrouble();
    void showChosen();
    QString linesOf(const QString &stepId) const;

    PlanFeed m_feed;
    Mode m_mode = Mode::Creating;
    Error m_error;
    bool m_follows = true; //!< the output follows the work until a person chooses a field
    QHash<QString, QStringList> m_lines;
    PlainLabel *m_title;
    PlainLabel *m_progressText;
    QProgressBar *m_progress;
    QPushButton *m_back;
    QPushButton *m_cancel;
    PlanGrid *m_grid;
    QScrollArea *m_scroll;
    Card *m_trouble;
    PlainLabel *m_troubleTitle;
    PlainLabel *m_troubleText;
    QPlainTextEdit *m_troubleDetail;
    QPushButton *m_retry;
    QPushButton *m_rollBack;
    QPushButton *m_hurry;
    PlainLabel *m_outputTitle;
    QPlainTextEdit *m_output;
    QTimer *m_clock;
};

} // namespace skep::ui
