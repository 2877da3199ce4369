// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/progress.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ctl {

Progress::Progress(const Session &session, cluster::Cluster *cluster)
    : QObject(cluster)
    , m_session(session)
    , m_cluster(cluster)
{
    m_clock.start();
    connect(cluster, &cluster::Cluster::stepChanged, this, &Progress::stepChanged);
    connect(cluster, &cluster::Cluster::stepSaid, this, [this](const QString &id, const QString &line) {
        if (m_session.hasProgress())
            m_session.say(u"    %1: %2"_s.arg(id.section(u'/', 0, 0), line));
    });
}

QJsonObject Progress::seconds() const
{
    QJsonObject seconds{{u"total"_s, double(m_clock.elapsed()) / 1000}};
    if (m_firstNode > 0)
        seconds.insert(u"first_node"_s, m_firstNode);
    return seconds;
}

void Progress::stepChanged(const QString &id)
{
    const auto record = m_cluster->record(id);
    const bool isDone = record.state == plan::StepState::Done;
    if (isDone && m_firstNode == 0 && id.endsWith("/swarm-init"_L1))
        m_firstNode = double(m_clock.elapsed()) / 1000;
    if (!m_session.hasProgress() || (!isDone && record.state != plan::StepState::Failed))
        return;
    const auto steps = m_cluster->steps();
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&](const plan::Step &s) { return s.id == id; });
    if (step == steps.end())
        return;
    const double took = double(record.started.msecsTo(record.ended)) / 1000;
    m_session.say(u"%1 %2  %3  %4  %5"_s.arg(double(m_clock.elapsed()) / 1000, 6, 'f', 1)
                      .arg(isDone ? u"done  "_s : u"FAILED"_s, id.section(u'/', 0, 0).leftJustified(20),
                           cluster::Cluster::stepTitle(*step),
                           isDone ? u"(%1 s)"_s.arg(took, 0, 'f', 1) : record.error.message));
}

} // namespace skep::ctl
