// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace skep::cluster {

struct ProofStage
{
    QString id; //!< "deploy", "catalog", "dns-node", "dns-container", "fetch", "exposure", "remove"
    QString title; //!< one short sentence
    enum class State { Waiting, Running, Passed, Failed } state = State::Waiting;
    QString detail; //!< what was seen, or why it failed; plain text
};

struct Proof
{
    bool passed = false;
    QDateTime at; //!< invalid: never run
    QList<ProofStage> stages;
};

Proof emptyProof(bool hasConsul); //!< all stages waiting
QJsonObject toJson(const Proof &proof);
Proof proofFromJson(const QJsonObject &object);

} // namespace skep::cluster
