// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"

#include <QWidget>

class QVBoxLayout;

namespace skep::ui {

//! One page of the wizard: shows a spec, changes its part of it, and takes the problems of its fields.
class WizardPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WizardPage)

public:
    WizardPage(const QString &title, const QString &sentence, QWidget *parent);

    virtual void present(const cluster::ClusterSpec &spec) = 0; //!< puts the spec into the inputs
    virtual void apply(cluster::ClusterSpec *spec) const = 0; //!< and back
    virtual QStringList fields() const = 0; //!< members of the spec that have an input here
    virtual void setProblems(const QList<cluster::SpecProblem> &problems) = 0;
    virtual bool isComplete() const { return true; }
    virtual void focusFirst() = 0;

signals:
    void edited();

protected:
    QVBoxLayout *body() const { return m_body; }

private:
    QVBoxLayout *m_body;
};

} // namespace skep::ui
