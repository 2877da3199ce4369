// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTabBar;
class QVBoxLayout;

namespace skep::ui {

class Card;
class DiffTable;
class FieldRow;
class FormSection;
class MessageBar;
class PlainLabel;
class RowList;

//! A service to be made or changed: fields on the left, and beside them what they stand for as one types.
//! What was typed stays through every error, also when somebody else changes the service meanwhile.
class ServiceForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceForm)

public:
    explicit ServiceForm(cluster::Operations *operations,
                         QWidget *parent = nullptr); //!< not owned; must outlive the form

    void beginNew();
    void beginEdit(const docker::ServiceDetail &detail);
    docker::ServiceSpec spec() const; //!< as typed

signals:
    void finished(const QString &serviceId); //!< it is in the swarm
    void cancelled();

private:
    QWidget *makeHead();
    QWidget *makeFields();
    QWidget *makePreview();
    void makeBasics(QVBoxLayout *layout);
    void makeSections(QVBoxLayout *layout);
    FormSection *section(QVBoxLayout *layout, const QString &title);
    void addField(const QString &field, const QString &title, QWidget *control, const QString &hint,
                  QVBoxLayout *layout);
    QPlainTextEdit *linesField(const QString &field, const QString &title, const QString &hint,
                               QVBoxLayout *layout);
    QLineEdit *lineField(const QString &field, const QString &title, const QString &hint,
                         QVBoxLayout *layout);

    void load(const docker::ServiceSpec &spec);
    void loadPolicy(const docker::ServiceSpec &spec);
    void applyLists(docker::ServiceSpec *spec) const;
    void applyNumbers(docker::ServiceSpec *spec) const;
    void applyPolicy(docker::ServiceSpec *spec) const;
    QList<docker::FieldProblem> problems() const;
    void edited();
    void showProblems(bool all);
    void submit();
    void send(const docker::ServiceSpec &spec);
    void onSent(const Result<QString> &id);
    void meetTheirs(const docker::ServiceDetail &theirs);
    cluster::Login login() const;

    cluster::Operations *m_operations;
    std::optional<docker::ServiceDetail> m_base; //!< of an edit
    docker::ServiceSpec m_shown; //!< what the fields were filled with
    bool m_loading = false;
    bool m_sending = false;
    bool m_tried = false; //!< from then on every mistake is told at once
    QHash<QString, FieldRow *> m_rows; //!< by the member of the spec
    QHash<QString, FormSection *> m_sectionOf;
    PlainLabel *m_title = nullptr;
    QPushButton *m_submit = nullptr;
    MessageBar *m_message = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_image = nullptr;
    QComboBox *m_mode = nullptr;
    QSpinBox *m_replicas = nullptr;
    QHash<QString, QPlainTextEdit *> m_lines;
    QHash<QString, QLineEdit *> m_texts;
    RowList *m_ports = nullptr;
    RowList *m_mounts = nullptr;
    QComboBox *m_restart = nullptr;
    QComboBox *m_order = nullptr;
    QComboBox *m_failure = nullptr;
    QSpinBox *m_parallel = nullptr;
    QTabBar *m_views = nullptr;
    QPlainTextEdit *m_preview = nullptr;
    DiffTable *m_changes = nullptr;
};

} // namespace skep::ui
