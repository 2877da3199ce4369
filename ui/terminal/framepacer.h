// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace skep::ui {

//! One frame per interval at most, and at once when the last one is longer ago.
class FramePacer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FramePacer)

public:
    explicit FramePacer(QObject *parent = nullptr);
    void request();
    void requestIn(std::chrono::milliseconds delay);

    //! While much flies by, half the frames show it as well and leave its reader the time of the others.
    void setFlood(bool isFlood) { m_interval = isFlood ? floodInterval : interval; }

    static constexpr std::chrono::milliseconds interval{16};
    static constexpr std::chrono::milliseconds floodInterval{33};

signals:
    void frameDue();

private:
    void fire();

    std::chrono::milliseconds m_interval = interval;
    QTimer m_timer;
    QElapsedTimer m_sinceFrame;
};

} // namespace skep::ui
