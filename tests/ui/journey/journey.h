// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skep/application.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include <memory>

namespace skep::ui {
class ClusterView;
}

namespace skep::test {

struct JourneyOptions
{
    QString sandboxFile;
    QString screenshots; //!< where pictures are written
    QString shownAs; //!< the same folder as the caller will name it
    bool reopens = false; //!< ends the application in the middle of creating and starts it again
    int wizardAfter = -1; //!< seconds that had passed before this program started; -1: unknown
};

//! A person's way through the windows, by clicks: from the first page to the healthy dashboard and back to
//! nothing. Each function says with its error what did not hold.
class Journey final
{
public:
    explicit Journey(JourneyOptions options);
    QJsonObject run(); //!< what is printed last; "ok" says whether all held

private:
    Result<> firstRun();
    Result<> wizard();
    Result<> creation();
    Result<> reopen();
    Result<> dashboard();
    Result<> terminals();
    Result<> day();
    Result<> runContainer();
    Result<> readLog();
    Result<> askDns(ui::ClusterView *view, const QString &name);
    Result<> totals(ui::ClusterView *view);
    Result<> destruction();
    void closeDock();
    void combs();
    void german();

    Result<> click(const QString &objectName, QWidget *in = nullptr);
    Result<> waitFor(const std::function<bool()> &condition, std::chrono::seconds limit, const QString &what);
    void shot(const QString &name, QWidget *widget = nullptr);
    void shotBothThemes(const QString &name);
    QString trouble() const; //!< what the window says is wrong
    double since(const QElapsedTimer &timer) const;

    JourneyOptions m_options;
    std::unique_ptr<app::Application> m_app;
    cluster::Cluster *m_cluster = nullptr;
    QElapsedTimer m_clock;
    int m_shots = 0;
    QJsonObject m_seconds;
    QJsonObject m_report;
};

} // namespace skep::test
