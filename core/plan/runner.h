// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/journal.h"
#include "core/plan/step.h"

#include <QObject>

namespace skep::plan {

//! Starts whatever step is ready, everywhere at once, within the limits; a failure stops only its dependents.
//! Resume, retry and start are the same call: what the journal says is done is done, the rest is asked. Main
//! thread.
class Runner : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Runner)

public:
    //! \p limit: steps that may run at once. The journal must have been opened.
    Runner(QList<Step> steps, Actions actions, std::shared_ptr<Journal> journal, int limit,
           QObject *parent = nullptr);
    ~Runner() override;

    void start(); //!< also after a failure: runs what is not done
    void cancel(); //!< finished() comes when the last running step has ended
    bool isRunning() const;
    const QList<Step> &steps() const;
    Record record(const QString &stepId) const;
    Error
    error() const; //!< why the plan as a whole stopped (journal, cancelled); without message: it did not

signals:
    void stepChanged(const QString &stepId);
    void stepSaid(const QString &stepId, const QString &line);
    void finished(bool complete);

private:
    friend class RunnerContext;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::plan
