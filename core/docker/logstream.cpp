// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/logstream.h"

#include <deque>

namespace skep::docker {

namespace {

using namespace std::chrono_literals;

constexpr auto window = 250ms; // so long a source that says nothing is waited for
constexpr auto connectWindow = 2000ms; // and one that is not connected yet
constexpr qsizetype mostWaiting = 1024 * 1024; // bytes of one source, beyond which it is held back
constexpr qsizetype lineCost = 64; // what a line takes besides its text
constexpr int batch = 1000;

bool isOver(LogState state)
{
    return state == LogState::Ended || state == LogState::Failed;
}

} // namespace

//! One reader and what it read and nobody was told yet.
struct LogStream::Source
{
    std::unique_ptr<LogReader> reader;
    std::deque<LogLine> lines;
    qsizetype bytes = 0;
    qint64 lastHeard = 0; //!< by the stream's clock
    bool isLeaving = false;

    bool isHeldBack() const { return bytes > mostWaiting; }
};

LogStream::LogStream(LogRequest request, QObject *parent)
    : QObject(parent)
    , m_request(request)
{
    m_clock.start();
    m_merge.setSingleShot(true);
    connect(&m_merge, &QTimer::timeout, this, &LogStream::merge);
}

LogStream::~LogStream() = default;

void LogStream::setSources(const QList<LogSource> &sources)
{
    const auto isWanted = [&](const QString &id) {
        return std::any_of(sources.begin(), sources.end(),
                           [&](const LogSource &one) { return one.id == id; });
    };
    for (const auto &source : m_sources)
        source->isLeaving = !isWanted(source->reader->source().id);
    for (const auto &source : sources) {
        const auto isKnown = std::any_of(m_sources.begin(), m_sources.end(), [&](const auto &known) {
            return known->reader->source().id == source.id;
        });
        if (!isKnown)
            add(source);
    }
    m_saidEnd = false;
    m_merge.start(0);
}

QList<LogSource> LogStream::sources() const
{
    QList<LogSource> list;
    for (const auto &source : m_sources)
        list.append(source->reader->source());
    return list;
}

LogState LogStream::state(const QString &sourceId) const
{
    for (const auto &source : m_sources) {
        if (source->reader->source().id == sourceId)
            return source->reader->state();
    }
    return LogState::Ended;
}

void LogStream::add(const LogSource &source)
{
    auto added = std::make_unique<Source>();
    auto *entry = added.get();
    entry->lastHeard = m_clock.elapsed();
    entry->reader = std::make_unique<LogReader>(source, m_request, nullptr);
    auto *reader = entry->reader.get();
    connect(reader, &LogReader::received, this, [this, entry](const auto &lines) { take(*entry, lines); });
    connect(reader, &LogReader::stateChanged, this, [this, entry](const QString &why) {
        if (entry->reader->state() == LogState::Open)
            entry->lastHeard = m_clock.elapsed();
        emit sourceChanged(entry->reader->source().id, why);
        m_merge.start(0);
    });
    m_sources.push_back(std::move(added));
    reader->start();
}

void LogStream::take(Source &source, const QList<LogLine> &lines)
{
    source.lastHeard = m_clock.elapsed();
    for (const auto &line : lines) {
        const qsizetype cost = line.text.size() + lineCost;
        source.bytes += cost;
        m_waiting += cost;
        source.lines.push_back(line);
    }
    if (source.isHeldBack())
        source.reader->setPaused(true);
    if (!m_paused && (!m_merge.isActive() || m_merge.remainingTime() > 0))
        m_merge.start(0);
}

void LogStream::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        m_merge.stop();
    else
        m_merge.start(0);
}

LogStream::Source *LogStream::next(std::chrono::milliseconds &wait)
{
    Source *oldest = nullptr;
    for (const auto &source : m_sources) {
        if (!source->lines.empty()) {
            if (!oldest || source->lines.front().nanos < oldest->lines.front().nanos)
                oldest = source.get();
            continue;
        }
        const auto state = source->reader->state();
        if (isOver(state) || source->isLeaving)
            continue;
        const auto patience = state == LogState::Open ? window : connectWindow;
        const auto silent = std::chrono::milliseconds(m_clock.elapsed() - source->lastHeard);
        if (silent < patience)
            wait = wait == 0ms ? patience - silent : std::min(wait, patience - silent);
    }
    return wait > 0ms ? nullptr : oldest;
}

void LogStream::merge()
{
    if (m_paused)
        return;
    QList<LogLine> lines;
    std::chrono::milliseconds wait{0};
    while (lines.size() < batch) {
        auto *source = next(wait);
        if (!source)
            break;
        lines.append(source->lines.front());
        source->lines.pop_front();
        told(*source, lines.back());
    }
    drop();
    if (lines.size() == batch)
        m_merge.start(0); // the event loop first
    else if (wait > 0ms)
        m_merge.start(wait);
    const QPointer<LogStream> alive(this);
    if (!lines.isEmpty())
        emit received(lines);
    if (!alive || m_waiting > 0 || m_saidEnd)
        return;
    m_saidEnd = std::all_of(m_sources.begin(), m_sources.end(),
                            [](const auto &source) { return isOver(source->reader->state()); });
    if (m_saidEnd)
        emit ended();
}

void LogStream::told(Source &source, const LogLine &line)
{
    const bool wasHeldBack = source.isHeldBack();
    const qsizetype cost = line.text.size() + lineCost;
    source.bytes -= cost;
    m_waiting -= cost;
    if (wasHeldBack && !source.isHeldBack())
        source.reader->setPaused(false);
}

void LogStream::drop()
{
    std::erase_if(m_sources, [](const auto &source) { return source->isLeaving && source->lines.empty(); });
}

} // namespace skep::docker
