// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/logreader.h"

#include <QElapsedTimer>

namespace skep::docker {

//! The output of any containers on any nodes as one stream in the order of time: a service's, a selection's.
//! Each source waits its turn, at most a quarter of a second where it says nothing; what cannot be taken
//! waits on the node, so memory is bounded whatever is written. Main thread.
class LogStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogStream)

public:
    explicit LogStream(LogRequest request, QObject *parent = nullptr);
    ~LogStream() override;

    //! The sources of now: new ones are read from their beginning, those that are left out end when what
    //! they have said is told.
    void setSources(const QList<LogSource> &sources);
    QList<LogSource> sources() const;
    LogState state(const QString &sourceId) const; //!< Ended where there is no such source

    void setPaused(bool paused); //!< nothing is told and nothing lost; what is written waits on the nodes
    bool isPaused() const { return m_paused; }
    qsizetype waiting() const { return m_waiting; } //!< bytes that wait here to be told

signals:
    void received(const QList<skep::docker::LogLine> &lines); //!< at most a thousand at a time
    void sourceChanged(const QString &sourceId, const QString &why);
    void ended(); //!< every source has ended or failed, and everything was told

private:
    struct Source;
    void add(const LogSource &source);
    void take(Source &source, const QList<LogLine> &lines);
    void merge();
    Source *next(std::chrono::milliseconds &wait); //!< whose line is the oldest; null: one must be waited for
    void told(Source &source, const LogLine &line);
    void drop();

    LogRequest m_request;
    std::vector<std::unique_ptr<Source>> m_sources;
    QTimer m_merge;
    QElapsedTimer m_clock;
    qsizetype m_waiting = 0;
    bool m_paused = false;
    bool m_saidEnd = false;
};

} // namespace skep::docker
