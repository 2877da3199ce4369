// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardpage.h"

#include <QHash>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTabBar;

namespace skep::ui {

class Card;
class Catalogue;
class ChoiceCard;
class ExposureFields;
class FieldRow;
class PlainLabel;
class RolePanel;
class WizardServices;

//! The cluster's name and size, and who may reach it; the rest has defaults and hides behind "More options".
class ShapePage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShapePage)

public:
    ShapePage(WizardServices *services, Catalogue *catalogue, QWidget *parent = nullptr);

    void present(const cluster::ClusterSpec &spec) override;
    void apply(cluster::ClusterSpec *spec) const override;
    QStringList fields() const override;
    void setProblems(const QList<cluster::SpecProblem> &problems) override;
    void focusFirst() override;
    void setAccount(const QString &name); //!< brings its operator range where none was typed

private:
    QWidget *makePresets();
    Card *makeCounts();
    Card *makeMore();
    QWidget *makeRoles();
    void showRole(int index);
    void fillCatalogue();
    void fillTemplates();
    void choosePreset(int preset);
    void countsChanged();
    int presetOf(int managers, int workers, int consul, bool onManagers) const;
    void describe();
    void openMore(bool open);

    WizardServices *m_services;
    Catalogue *m_catalogue;
    QLineEdit *m_name;
    QButtonGroup *m_presets;
    QSpinBox *m_workers;
    QComboBox *m_managers;
    QComboBox *m_consul;
    QLineEdit *m_operators;
    QComboBox *m_template;
    QString m_wantedTemplate; //!< chosen by a person
    RolePanel *m_managerRole;
    RolePanel *m_workerRole;
    RolePanel *m_consulRole;
    QTabBar *m_roleTabs;
    QSpinBox *m_disk;
    QPlainTextEdit *m_keys;
    QCheckBox *m_between;
    ExposureFields *m_exposures;
    Card *m_counts = nullptr;
    Card *m_more = nullptr;
    QPushButton *m_fold;
    PlainLabel *m_quorum;
    PlainLabel *m_closed; //!< why nothing can be opened in the zone
    QHash<QString, FieldRow *> m_rows;
    bool m_isIsolated = false; //!< the zone
    QString m_accountRange; //!< what the account brought, to know it from what was typed
};

} // namespace skep::ui
