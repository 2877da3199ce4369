// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace skep::plan {
Q_NAMESPACE

enum class StepState { Waiting, Running, Done, Failed, Cancelled };
Q_ENUM_NS(StepState)

//! One thing to be made true. Pure data: the journal holds it, so never a secret.
struct Step
{
    QString id; //!< stable between runs: "node-2/install-engine"
    QString kind; //!< names the StepAction
    QString host; //!< at most one running step for each host; empty for none
    QStringList needs = {}; //!< ids that must be Done first
    QJsonObject input = {};
    bool operator==(const Step &) const = default;
};

//! What is known of a step's run.
struct Record
{
    StepState state = StepState::Waiting;
    int attempts = 0;
    Error error = {}; //!< of the last attempt, when Failed
    QJsonObject output = {}; //!< for later steps; also ids noted while it ran
    QDateTime started = {};
    QDateTime ended = {};
};

//! What an action sees of the plan while its step runs.
class StepContext
{
public:
    virtual ~StepContext() = default;
    virtual const Step &step() const = 0;
    virtual QJsonObject output(const QString &stepId) const = 0; //!< of any step that has one, this one too
    //! Adds to this step's output and writes the journal before it returns: for ids, the moment they are
    //! known.
    virtual Result<> note(const QJsonObject &output) = 0;
    virtual void say(const QString &line) = 0; //!< live output for the person who watches
};
using ContextPtr = std::shared_ptr<StepContext>;

//! What a kind of step does. Stateless, so that a plan can go on in a later run of the program.
class StepAction
{
public:
    virtual ~StepAction() = default;
    //! True when the wanted state is there already; asked before run(), also after a crash in run(). May
    //! note().
    virtual Pending<bool> isDone(const ContextPtr &context) = 0;
    virtual Pending<QJsonObject> run(const ContextPtr &context) = 0; //!< its result joins what was noted
};
using Actions = QHash<QString, std::shared_ptr<StepAction>>;

Result<> validate(const QList<Step> &steps); //!< unique ids, known needs, no circle

} // namespace skep::plan
