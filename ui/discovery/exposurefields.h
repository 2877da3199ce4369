// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/exposure.h"

#include <QWidget>

class QLineEdit;

namespace skep::ui {

class PlainLabel;

//! To whom each port is opened, as text, and below it what that shows them.
class ExposureFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExposureFields)

public:
    explicit ExposureFields(QWidget *parent = nullptr);
    void setExposures(const QList<cluster::Exposure> &exposures);
    QList<cluster::Exposure> exposures() const;

signals:
    void edited();

private:
    void describe();

    QList<std::pair<cluster::OpenPort, QLineEdit *>> m_fields;
    PlainLabel *m_consequence;
};

} // namespace skep::ui
