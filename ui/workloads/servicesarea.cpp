// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/servicesarea.h"

#include "ui/workloads/serviceform.h"
#include "ui/workloads/servicespage.h"

namespace skep::ui {

ServicesArea::ServicesArea(cluster::Store *store, cluster::Operations *operations, QWidget *parent)
    : QStackedWidget(parent)
    , m_page(new ServicesPage(store, operations, this))
    , m_form(new ServiceForm(operations, this))
{
    addWidget(m_page);
    addWidget(m_form);
    const auto tell = [this, store] {
        QList<docker::Service> services;
        for (const cluster::ServiceRow &row : store->services())
            services.append(row.service);
        m_form->setServices(services);
    };
    connect(store, &cluster::Store::servicesChanged, this, tell);
    tell();
    connect(m_page, &ServicesPage::createRequested, this, &ServicesArea::create);
    connect(m_page, &ServicesPage::editRequested, this, &ServicesArea::edit);
    connect(m_form, &ServiceForm::cancelled, this, [this] { setCurrentWidget(m_page); });
    connect(m_form, &ServiceForm::finished, this, [this](const QString &id) {
        setCurrentWidget(m_page);
        m_page->showKey(id);
    });
}

void ServicesArea::create()
{
    m_form->beginNew();
    setCurrentWidget(m_form);
    m_form->setFocus();
}

void ServicesArea::edit(const docker::ServiceDetail &detail)
{
    m_form->beginEdit(detail);
    setCurrentWidget(m_form);
}

} // namespace skep::ui
