// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

class PlainLabel;

//! The result of the proof, stage by stage, and the button that runs it again.
class ProofCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofCard)

public:
    explicit ProofCard(QWidget *parent = nullptr);
    void setProof(const cluster::Proof &proof);

signals:
    void runRequested();

private:
    QWidget *row(const cluster::ProofStage &stage);

    PlainLabel *m_summary;
    QWidget *m_stages = nullptr;
    QPushButton *m_run;
};

} // namespace skep::ui
