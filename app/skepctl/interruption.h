// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace skep::ctl {

//! Turns the first SIGINT or SIGTERM into a signal of Qt's; the next one ends the program. Main thread, one
//! at a time.
class Interruption : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Interruption)

public:
    explicit Interruption(QObject *parent);
    ~Interruption() override;

signals:
    void happened();

private:
    int m_pipe[2] = {-1, -1};
};

} // namespace skep::ctl
