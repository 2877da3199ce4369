// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "core/cluster/store.h"

#include <QStackedWidget>

namespace skep::ui {

class ServiceForm;
class ServicesPage;

//! The services' table, or the form of one of them: what is typed stays while other pages are looked at.
class ServicesArea final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesArea)

public:
    ServicesArea(cluster::Store *store, cluster::Operations *operations, QWidget *parent = nullptr);
    ServicesPage *page() const { return m_page; }
    void create();

private:
    void edit(const docker::ServiceDetail &detail);

    ServicesPage *m_page;
    ServiceForm *m_form;
};

} // namespace skep::ui
