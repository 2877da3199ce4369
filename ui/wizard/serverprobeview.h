// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverprobe.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QTableView;

namespace skep::ui {

class Card;
class PlainLabel;
class ServerProbeModel;

//! Own servers by stages, filled as they are looked at; below it what the chosen one says, what helps, and
//! the question that it waits for. Names of servers go in, those that can be used come out.
class ServerProbeView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerProbeView)

public:
    ServerProbeView(const ssh::SshConfig &config, const QList<cluster::ProbePort> &ports,
                    QWidget *parent = nullptr);

    void look(const QStringList &servers);
    QList<cluster::ServerReport> accepted() const; //!< in the given order; each with a target and pinned keys
    bool isSettled() const; //!< nothing runs

signals:
    void changed(); //!< accepted() or isSettled() may be others

private:
    void buildTable();
    void buildDetail();
    void onChanged(int row);
    void onFinished();
    void showRow();
    void showReady(const cluster::ServerReport &report);
    void showQuestion(const cluster::ServerReport &report);
    void submit();
    void summarise();
    const cluster::ServerReport *chosen() const;

    cluster::ServerProbe *m_probe;
    ServerProbeModel *m_model;
    QTableView *m_table;
    PlainLabel *m_summary;
    QPushButton *m_again;
    Card *m_card;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    PlainLabel *m_fix;
    PlainLabel *m_notes;
    QLineEdit *m_answer;
    QPushButton *m_deed; //!< of the question
};

} // namespace skep::ui
