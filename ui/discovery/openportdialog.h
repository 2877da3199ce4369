// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/exposure.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace skep::ui {

class FieldRow;
class PlainLabel;

//! Which port is opened to whom; says what that shows before it happens.
class OpenPortDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenPortDialog)

public:
    explicit OpenPortDialog(QWidget *parent = nullptr);
    cluster::Exposure exposure() const;

private:
    void edited();
    void submit();

    QComboBox *m_port;
    QLineEdit *m_to;
    FieldRow *m_toRow;
    PlainLabel *m_consequence;
    PlainLabel *m_effect;
    QCheckBox *m_everybody; //!< the second confirmation
    QPushButton *m_open;
};

} // namespace skep::ui
