// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/framepacer.h"

#include <algorithm>

namespace skep::ui {

FramePacer::FramePacer(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FramePacer::fire);
}

void FramePacer::request()
{
    const std::chrono::milliseconds since(m_sinceFrame.isValid() ? m_sinceFrame.elapsed()
                                                                 : m_interval.count());
    if (since >= m_interval)
        fire();
    else
        requestIn(m_interval - since);
}

void FramePacer::requestIn(std::chrono::milliseconds delay)
{
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > delay)
        m_timer.start(std::max(delay, std::chrono::milliseconds(0)));
}

void FramePacer::fire()
{
    m_timer.stop();
    m_sinceFrame.start();
    emit frameDue();
}

} // namespace skep::ui
