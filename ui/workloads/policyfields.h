// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/speccheck.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace skep::ui {

class FieldRow;

//! How an update, or the way back from one, goes through the tasks. While nothing differs from what the
//! engine does by itself, the spec says nothing of it.
class UpdateFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateFields)

public:
    //! \p member: of the spec, "update" or "rollback".
    UpdateFields(const QString &member, QWidget *parent = nullptr);
    void load(const std::optional<docker::UpdateSpec> &update);
    void apply(std::optional<docker::UpdateSpec> *update) const;
    QList<docker::FieldProblem> problems() const;
    const QHash<QString, FieldRow *> &rows() const { return m_rows; } //!< by "update.delay" and so on

signals:
    void changed();

private:
    docker::UpdateSpec typed(docker::UpdateSpec spec) const;

    QString m_member;
    QHash<QString, FieldRow *> m_rows;
    QSpinBox *m_parallelism;
    QLineEdit *m_delay;
    QComboBox *m_order;
    QComboBox *m_failure;
    QLineEdit *m_monitor;
    QLineEdit *m_ratio;
};

//! When and how a task that has ended is started anew.
class RestartFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RestartFields)

public:
    explicit RestartFields(QWidget *parent = nullptr);
    void load(const std::optional<docker::RestartSpec> &restart);
    void apply(std::optional<docker::RestartSpec> *restart) const;
    QList<docker::FieldProblem> problems() const;
    const QHash<QString, FieldRow *> &rows() const { return m_rows; }

signals:
    void changed();

private:
    docker::RestartSpec typed(docker::RestartSpec spec) const;

    QHash<QString, FieldRow *> m_rows;
    QComboBox *m_condition;
    QLineEdit *m_delay;
    QSpinBox *m_attempts;
    QLineEdit *m_window;
};

} // namespace skep::ui
