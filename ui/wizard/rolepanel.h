// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QPlainTextEdit;
class QSpinBox;

namespace skep::ui {

class Catalogue;
class FieldRow;

//! What the machines of one role are made of, where it differs from the other roles.
class RolePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RolePanel)

public:
    //! \p field: "manager", which the names of the spec's members begin with.
    RolePanel(const QString &field, QWidget *parent = nullptr);
    void present(const QString &type, const cluster::RoleOptions &options);
    void fill(const Catalogue &catalogue); //!< what was chosen stays, where the zone has it
    QString type() const;
    cluster::RoleOptions options() const;
    const QHash<QString, FieldRow *> &rows() const { return m_rows; } //!< by the spec's member

private:
    QString m_field;
    qint64 m_memory; //!< that the role needs, where no type was chosen
    QString m_wantedType; //!< chosen by a person; a zone that has none like it does not change that
    QString m_wantedTemplate;
    QComboBox *m_type;
    QSpinBox *m_disk;
    QComboBox *m_template;
    QCheckBox *m_apart;
    QPlainTextEdit *m_userData;
    QHash<QString, FieldRow *> m_rows;
};

} // namespace skep::ui
