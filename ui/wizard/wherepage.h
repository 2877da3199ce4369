// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardpage.h"

class QComboBox;
class QPushButton;

namespace skep::ui {

class Catalogue;
class FieldRow;
class MessageBar;
class PlainLabel;
class WizardServices;

//! Which account pays, and in which zone. Wrong keys and a wrong clock are told here.
class WherePage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WherePage)

public:
    WherePage(WizardServices *services, Catalogue *catalogue, QWidget *parent = nullptr);

    void present(const cluster::ClusterSpec &spec) override;
    void apply(cluster::ClusterSpec *spec) const override;
    QStringList fields() const override;
    void setProblems(const QList<cluster::SpecProblem> &problems) override;
    bool isComplete() const override;
    void focusFirst() override;
    void reloadAccounts();
    QString account() const;

signals:
    void addAccountRequested();

private:
    void chooseAccount();
    void fillZones();
    void describeZone();

    WizardServices *m_services;
    Catalogue *m_catalogue;
    QString m_wantedZone;
    QStringList m_zones; //!< that can be chosen
    QComboBox *m_account;
    QComboBox *m_zone;
    QPushButton *m_add;
    FieldRow *m_accountRow;
    FieldRow *m_zoneRow;
    PlainLabel *m_busy;
    MessageBar *m_message;
};

} // namespace skep::ui
