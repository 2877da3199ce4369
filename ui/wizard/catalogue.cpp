// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/catalogue.h"

#include <algorithm>

namespace skep::ui {

Catalogue::Catalogue(WizardServices *services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

template <typename T, typename Fn>
void Catalogue::take(const Pending<T> &pending, Fn keep)
{
    ++m_waiting;
    onResult(pending, this, [this, round = m_round, keep](Result<T> result) {
        if (round != m_round)
            return;
        --m_waiting;
        if (result)
            keep(*std::move(result));
        else if (m_error.message.isEmpty()) // the first one is told; the others have the same cause
            m_error = result.error();
        if (m_waiting > 0)
            return;
        if (m_error.message.isEmpty())
            emit changed();
        else
            emit failed(m_error);
    });
}

void Catalogue::begin()
{
    ++m_round;
    m_waiting = 0;
    m_error = {ErrorCode::Internal, {}};
    m_types.clear();
    m_templates.clear();
    m_abilities = {};
}

void Catalogue::load(const QString &account, const QString &zone)
{
    begin();
    m_account = account;
    m_zone.clear();
    m_zones.clear();
    m_isolated.clear();
    if (!account.isEmpty()) {
        take(m_services->zones(account), [this, zone](const QList<cloud::Zone> &zones) {
            for (const cloud::Zone &each : zones) {
                m_zones << each.name;
                if (each.isIsolated)
                    m_isolated << each.name;
            }
            m_zone = m_zones.contains(zone) ? zone : m_zones.value(0);
            if (!m_zone.isEmpty())
                askZone();
        });
    }
    emit changed();
}

void Catalogue::setZone(const QString &name)
{
    if (name == m_zone || !m_zones.contains(name))
        return;
    begin();
    m_zone = name;
    askZone();
    emit changed();
}

void Catalogue::askZone()
{
    take(m_services->instanceTypes(m_account, m_zone), [this](QList<cloud::InstanceType> types) {
        types.removeIf([](const cloud::InstanceType &type) { return !type.authorized; });
        std::stable_sort(types.begin(), types.end(),
                         [](const auto &a, const auto &b) { return a.memoryBytes < b.memoryBytes; });
        m_types = std::move(types);
    });
    take(m_services->templates(m_account, m_zone), [this](QList<cloud::MachineTemplate> templates) {
        std::sort(templates.begin(), templates.end(), [](const auto &a, const auto &b) {
            return a.name != b.name ? a.name < b.name : a.createdAt > b.createdAt;
        });
        const auto last = std::unique(templates.begin(), templates.end(),
                                      [](const auto &a, const auto &b) { return a.name == b.name; });
        templates.erase(last, templates.end()); // the newest of each name is what a cluster is made from
        m_templates = std::move(templates);
    });
    take(m_services->abilities(m_account, m_zone),
         [this](cloud::Abilities abilities) { m_abilities = std::move(abilities); });
}

} // namespace skep::ui
