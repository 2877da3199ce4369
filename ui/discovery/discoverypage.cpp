// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/discoverypage.h"

#include "ui/discovery/openportscard.h"
#include "ui/discovery/probecard.h"
#include "ui/discovery/webcard.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>

namespace skep::ui {

namespace {
constexpr int sideWidth = 320;
} // namespace

DiscoveryPage::DiscoveryPage(cluster::Store *store, cluster::Discovery *discovery, bool isOurs,
                             QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_probe(new ProbeCard(discovery, this))
{
    auto *side = new QVBoxLayout;
    side->setSpacing(2 * theme::grid);
    auto *web = new WebCard(discovery, this);
    web->setFixedWidth(sideWidth);
    side->addWidget(web);
    if (isOurs) { // else its firewall is somebody else's
        auto *ports = new OpenPortsCard(discovery, this);
        ports->setFixedWidth(sideWidth);
        side->addWidget(ports);
    }
    side->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_probe, 1);
    layout->addLayout(side);
    setFocusProxy(m_probe);
    const auto offer = [this] {
        QStringList names;
        for (const auto &row : m_store->catalog())
            names << row.service.name;
        m_probe->setServices(names);
    };
    connect(store, &cluster::Store::catalogChanged, this, offer);
    offer();
}

} // namespace skep::ui
