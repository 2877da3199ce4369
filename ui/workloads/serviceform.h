// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QTabBar;
class QVBoxLayout;

namespace skep::ui {

class Card;
class DiffTable;
class FieldRow;
class FormSection;
class LoginChooser;
class MessageBar;
class PlainLabel;
class RestartFields;
class RowList;
class UpdateFields;

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
    //! What runs in the cluster now: for names and ports that are taken, and to see that the edited one goes.
    void setServices(const QList<docker::Service> &services);

signals:
    void finished(const QString &serviceId); //!< it is in the swarm
    void cancelled();

private:
    QWidget *makeHead();
    QWidget *makeFields();
    QWidget *makePreview();
    void makeBasics(QVBoxLayout *layout);
    void makeSections(QVBoxLayout *layout);
    void makeProcess(QVBoxLayout *layout);
    void makePlace(QVBoxLayout *layout);
    void makePolicies(QVBoxLayout *layout);
    void remember(FormSection *section, const QStringList &fields);
    FormSection *section(QVBoxLayout *layout, const QString &title);
    void addField(const QString &field, const QString &title, QWidget *control, const QString &hint,
                  QVBoxLayout *layout);
    QPlainTextEdit *linesField(const QString &field, const QString &title, const QString &hint,
                               QVBoxLayout *layout);
    QLineEdit *lineField(const QString &field, const QString &title, const QString &hint,
                         QVBoxLayout *layout);

    void load(const docker::ServiceSpec &spec);
    void loadResources(const docker::ServiceSpec &spec);
    void applyLists(docker::ServiceSpec *spec) const;
    void applyNumbers(docker::ServiceSpec *spec) const;
    QList<docker::FieldProblem> problems() const;
    QList<docker::FieldProblem> clashes() const; //!< with other services
    void edited();
    void showProblems(bool all);
    void scrollToProblem(); //!< the first one from above
    void submit();
    void send(const docker::ServiceSpec &spec);
    void sendAs(const docker::ServiceSpec &spec, const cluster::Login &login);
    void ended(); //!< the sending, either way
    void onSent(const Result<QString> &id);
    void meetTheirs(const docker::ServiceDetail &theirs);
    void makeAnew(); //!< the edited service is gone
    template <typename Fields>
    void addPolicy(const QString &title, Fields *fields, QVBoxLayout *layout);

    cluster::Operations *m_operations;
    std::optional<docker::ServiceDetail> m_base; //!< of an edit
    docker::ServiceSpec m_shown; //!< what the fields were filled with
    bool m_loading = false;
    bool m_sending = false;
    bool m_tried = false; //!< from then on every mistake is told at once
    QHash<QString, FieldRow *> m_rows; //!< by the member of the spec
    QHash<QString, FormSection *> m_sectionOf;
    QScrollArea *m_scroll = nullptr;
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
    RestartFields *m_restart = nullptr;
    UpdateFields *m_update = nullptr;
    UpdateFields *m_rollback = nullptr;
    LoginChooser *m_login = nullptr;
    QList<docker::Service> m_services; //!< of the cluster
    docker::FieldProblem m_refused; //!< what the engine refused, until its field changes
    docker::ServiceSpec m_refusedSpec; //!< what was sent then
    QTabBar *m_views = nullptr;
    QPlainTextEdit *m_preview = nullptr;
    DiffTable *m_changes = nullptr;
};

} // namespace skep::ui
