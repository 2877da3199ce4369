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

void Catalogue::load(const QString &account)
{
    ++m_round;
    m_account = account;
    m_waiting = 0;
    m_error = {ErrorCode::Internal, {}};
    m_zones.clear();
    m_isolated.clear();
    m_types.clear();
    m_templates.clear();
    emit changed();
    if (account.isEmpty())
        return;
    take(m_services->zones(account), [this](QList<cloud::Zone> zones) {
        for (const cloud::Zone &zone : std::as_const(zones)) {
            m_zones << zone.name;
            if (zone.isIsolated)
                m_isolated << zone.name;
        }
    });
    take(m_services->instanceTypes(account), [this](QList<cloud::InstanceType> types) {
        types.removeIf([](const cloud::InstanceType &type) { return !type.authorized; });
        std::stable_sort(types.begin(), types.end(),
                         [](const auto &a, const auto &b) { return a.memoryBytes < b.memoryBytes; });
        m_types = std::move(types);
    });
    take(m_services->templates(account), [this](QList<cloud::MachineTemplate> templates) {
        std::sort(templates.begin(), templates.end(), [](const auto &a, const auto &b) {
            return a.name != b.name ? a.name < b.name : a.createdAt > b.createdAt;
        });
        const auto last = std::unique(templates.begin(), templates.end(),
                                      [](const auto &a, const auto &b) { return a.name == b.name; });
        templates.erase(last, templates.end()); // the newest of each name is what a cluster is made from
        m_templates = std::move(templates);
    });
}

} // namespace skep::ui
