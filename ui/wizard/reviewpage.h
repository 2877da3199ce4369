// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/account.h"
#include "core/cluster/estimate.h"
#include "ui/wizard/wizardpage.h"

class QPlainTextEdit;
class QTableWidget;
class QVBoxLayout;

namespace skep::ui {

class Card;
class MessageBar;
class PlainLabel;
class WizardServices;

//! Everything that Create will do, before it is done: machines, firewall, each step, and the commands it
//! stands for.
class ReviewPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewPage)

public:
    explicit ReviewPage(WizardServices *services, QWidget *parent = nullptr);

    void present(const cluster::ClusterSpec &spec) override;
    void apply(cluster::ClusterSpec *) const override { }
    QStringList fields() const override { return {}; }
    void setProblems(const QList<cluster::SpecProblem> &) override { }
    bool isComplete() const override { return m_isPlanned; }
    void focusFirst() override;

private:
    QTableWidget *table(const QStringList &heads, const QString &name);
    Card *section(const QString &title, QWidget *content, PlainLabel **note);
    void showMachines(const cluster::ClusterSpec &spec);
    void showFirewall(const cluster::ClusterSpec &spec);
    void showSteps(const cluster::ClusterSpec &spec);
    cluster::Account accountOf(const cluster::ClusterSpec &spec) const;
    void askEstimate(const cluster::ClusterSpec &spec);
    void showEstimate(const Result<cluster::Estimate> &estimate);

    WizardServices *m_services;
    bool m_isPlanned = false;
    Card *m_accountCard = nullptr;
    PlainLabel *m_summary;
    QTableWidget *m_machines;
    QTableWidget *m_firewall;
    QTableWidget *m_account;
    QPlainTextEdit *m_steps;
    QPlainTextEdit *m_commands;
    PlainLabel *m_machinesNote;
    PlainLabel *m_firewallNote;
    PlainLabel *m_accountNote;
    Pending<cluster::Estimate> m_asked;
    PlainLabel *m_stepsNote;
    PlainLabel *m_commandsNote;
    MessageBar *m_message;
};

} // namespace skep::ui
