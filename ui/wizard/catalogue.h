// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardservices.h"

#include <QObject>

namespace skep::ui {

//! What the chosen account's cloud offers: its zones first, then what the chosen one has and can do. An older
//! answer never overwrites that of the account or zone chosen last.
class Catalogue final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Catalogue)

public:
    explicit Catalogue(WizardServices *services, QObject *parent = nullptr);
    void load(const QString &account, const QString &zone); //!< the first zone, where that one is not there
    void setZone(const QString &name); //!< one of zones(), of the same account
    QString account() const { return m_account; }
    QString zone() const { return m_zone; }
    bool isLoading() const { return m_waiting > 0; }
    bool isReady() const { return m_waiting == 0 && !m_zone.isEmpty() && m_error.message.isEmpty(); }
    const QStringList &zones() const { return m_zones; }
    bool isIsolated(const QString &zone) const { return m_isolated.contains(zone); } //!< no firewall groups
    const QList<cloud::InstanceType> &types() const { return m_types; }
    const QList<cloud::MachineTemplate> &templates() const { return m_templates; }
    const cloud::Abilities &abilities() const { return m_abilities; }

signals:
    void changed();
    void failed(const skep::Error &error);

private:
    void begin();
    void askZone();
    template <typename T, typename Fn>
    void take(const Pending<T> &pending, Fn keep);

    WizardServices *m_services;
    QString m_account;
    QString m_zone;
    int m_round = 0;
    int m_waiting = 0;
    Error m_error;
    QStringList m_zones;
    QStringList m_isolated;
    QList<cloud::InstanceType> m_types;
    QList<cloud::MachineTemplate> m_templates;
    cloud::Abilities m_abilities;
};

} // namespace skep::ui
