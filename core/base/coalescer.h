// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>
#include <utility>

namespace skep {

//! Collects keys that became dirty and hands them over once: when nothing was added for the quiet time, at
//! the latest after the longest wait, so that a storm of events becomes a few fetches. Lives in its owner's
//! thread.
template <typename Key>
class Coalescer
{
    Q_DISABLE_COPY_MOVE(Coalescer)

public:
    using Handler = std::function<void(const QSet<Key> &)>;

    explicit Coalescer(Handler handler, std::chrono::milliseconds quiet = std::chrono::milliseconds(10),
                       std::chrono::milliseconds latest = std::chrono::milliseconds(100))
        : m_handler(std::move(handler))
    {
        for (QTimer *timer : {&m_quiet, &m_latest}) {
            timer->setSingleShot(true);
            timer->setTimerType(Qt::PreciseTimer);
            QObject::connect(timer, &QTimer::timeout, timer, [this] { flush(); });
        }
        m_quiet.setInterval(quiet);
        m_latest.setInterval(latest);
    }

    void add(const Key &key)
    {
        m_keys.insert(key);
        m_quiet.start();
        if (!m_latest.isActive())
            m_latest.start();
    }

    //! Hands over now what was collected; does nothing when there is nothing.
    void flush()
    {
        m_quiet.stop();
        m_latest.stop();
        if (!m_keys.isEmpty())
            m_handler(std::exchange(m_keys, {}));
    }

    bool isEmpty() const { return m_keys.isEmpty(); }

private:
    Handler m_handler;
    QSet<Key> m_keys;
    QTimer m_quiet;
    QTimer m_latest;
};

} // namespace skep
