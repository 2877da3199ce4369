// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/logline.h"

#include <QMultiMap>

namespace skep::docker {

//! Remembers the last second of one source's lines, so that after a broken connection the engine can be asked
//! for a little more than is missing, and what is there twice is told. (The engine writes lines of stdout and
//! stderr in another order than their times are: asking from the last time on would lose some.) Any thread.
class LogMemory
{
public:
    //! \p fromFirstLine: what is older than the first line is not wanted (a tail); else everything is.
    explicit LogMemory(bool fromFirstLine)
        : m_fromFirstLine(fromFirstLine)
    {
    }
    qint64 since() const { return m_floor; } //!< ask from here on; 0: from the beginning
    void restart() { m_replayed = m_seen; } //!< the engine begins anew at since()
    bool isNew(const LogLine &line); //!< false: it was there before the break

private:
    static size_t mark(const LogLine &line) { return qHashMulti(0, line.isError, line.text); }

    QMultiMap<qint64, size_t> m_seen; //!< all lines from m_floor on
    QMultiMap<qint64, size_t> m_replayed; //!< those that the engine may send again
    qint64 m_floor = 0;
    bool m_fromFirstLine;
};

} // namespace skep::docker
