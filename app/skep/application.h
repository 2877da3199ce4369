// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skep/options.h"
#include "app/skep/userkeychain.h"
#include "core/cluster/workspace.h"
#include "ui/pages/mainwindow.h"
#include "ui/wizard/workspaceservices.h"

namespace skep::app {

//! Makes every service, hands them to the window, and does all that can wait after the first paint.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    Application(Options options, const QString &dataFolder);
    void show();
    void raise();
    cluster::Workspace *workspace() { return &m_workspace; }
    ui::MainWindow *window() { return &m_window; }

signals:
    void shown(); //!< the window has been painted once

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void load();
    void addSandbox();

    Options m_options;
    QString m_dataFolder;
    UserKeychain m_keychain;
    cluster::Workspace m_workspace;
    ui::WorkspaceServices m_services;
    ui::MainWindow m_window;
};

} // namespace skep::app
