// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverlook.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace skep::ui {

class Card;
class PlainLabel;
class ServerProbeModel;

//! A look at servers by stages, filled as it goes; below it what the chosen server says, what helps, and the
//! question that it waits for.
class ServerProbeView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerProbeView)

public:
    explicit ServerProbeView(cluster::ServerLook *look, QWidget *parent = nullptr); //!< not owned

private:
    void buildTable();
    void buildDetail();
    void refresh();
    void onSettled();
    void bringIntoView(); //!< what is asked
    void showRow();
    void showReady(const cluster::ServerReport &report);
    void showQuestion(const cluster::ServerReport &report);
    void submit();
    void summarise();
    const cluster::ServerReport *chosen() const;
    QList<ssh::Question> likeIt(const ssh::Question &question) const; //!< other servers ask this user, too

    cluster::ServerLook *m_look;
    ServerProbeModel *m_model;
    QTableView *m_table;
    PlainLabel *m_summary;
    Card *m_card;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    PlainLabel *m_fix;
    PlainLabel *m_notes;
    QLineEdit *m_answer;
    QCheckBox *m_forAll;
    QPushButton *m_deed; //!< of the question
};

} // namespace skep::ui
