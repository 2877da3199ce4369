// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"
#include "core/cluster/store.h"

#include <QWidget>

namespace skep::ui {

class ProbeCard;

//! Consul where it is needed: what its DNS answers and why, its own web interface, and whom else it answers.
class DiscoveryPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiscoveryPage)

public:
    //! Both are not owned and must outlive the page.
    DiscoveryPage(cluster::Store *store, cluster::Discovery *discovery, bool isOurs,
                  QWidget *parent = nullptr);
    ProbeCard *probe() const { return m_probe; }

private:
    cluster::Store *m_store;
    ProbeCard *m_probe;
};

} // namespace skep::ui
