// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/application.h"

#include "app/skep/sandboxaccount.h"
#include "core/cluster/recovered.h"

#include <QEvent>

namespace skep::app {

Application::Application(Options options, const QString &dataFolder)
    : m_options(std::move(options))
    , m_dataFolder(dataFolder)
    , m_workspace(dataFolder, &m_keychain)
    , m_services(&m_workspace)
    , m_window(&m_workspace, &m_services)
{
    connect(&m_keychain, &UserKeychain::warned, &m_window, &ui::MainWindow::showError);
}

void Application::show()
{
    m_window.installEventFilter(this);
    m_window.show();
}

void Application::raise()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.raise();
    m_window.activateWindow();
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        m_window.removeEventFilter(this);
        QMetaObject::invokeMethod(this, &Application::load, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Application::load()
{
    emit shown();
    const auto recovered = cluster::recoveredFiles(m_dataFolder); // before something is written over them
    if (const Result<> loaded = m_workspace.load(); !loaded)
        m_window.showError(loaded.error());
    else if (!recovered.isEmpty())
        m_window.showError(recovered.first());
    m_window.showHome();
    m_window.keepTerminals(m_dataFolder + QStringLiteral("/terminals.json"));
    if (!m_options.sandboxFile.isEmpty())
        addSandbox();
}

void Application::addSandbox()
{
    const Result<SandboxAccount> sandbox = readSandboxAccount(m_options.sandboxFile);
    if (!sandbox)
        return m_window.showError(sandbox.error());
    onResult(m_workspace.addAccount(sandbox->account, sandbox->secret), this, [this](const Result<> &added) {
        if (!added)
            m_window.showError(added.error());
    });
}

} // namespace skep::app
