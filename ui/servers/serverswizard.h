// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/cluster/spec.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;

namespace skep::ui {

class MessageBar;
class ReviewPage;
class ServersPage;
class WizardServices;

//! From servers that are there to a spec in two pages: servers, review. Nothing is changed here; created()
//! hands the spec over.
class ServersWizard final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServersWizard)

public:
    explicit ServersWizard(WizardServices *services, QWidget *parent = nullptr); //!< services are not owned

    void showError(const Error &error); //!< what stood in the way of creating

signals:
    void created(const skep::cluster::ClusterSpec &spec, const skep::SecretPtr &logins);

private:
    QWidget *makeFooter();
    void goTo(int index);
    void next();
    void refresh();

    WizardServices *m_services;
    cluster::ClusterSpec m_spec;
    QStackedWidget *m_pages;
    ServersPage *m_servers;
    ReviewPage *m_review;
    MessageBar *m_message;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace skep::ui
