// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace skep::ui {

class Catalogue;
class MessageBar;
class ReviewPage;
class ShapePage;
class Stepper;
class WherePage;
class WizardPage;
class WizardServices;

//! From nothing to a spec in three pages: where, shape, review. Nothing is created here; created() hands the
//! spec over.
class Wizard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Wizard)

public:
    explicit Wizard(WizardServices *services, QWidget *parent = nullptr); //!< services are not owned

    void begin(); //!< at the first page, with the draft
    void reloadAccounts();
    void showError(const Error &error); //!< what stood in the way of creating

signals:
    void created(const skep::cluster::ClusterSpec &spec);
    void cancelled();
    void addAccountRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeFooter();
    WizardPage *page() const;
    void goTo(int index);
    void next();
    void leaveShape();
    void takeProblems(const QList<cluster::SpecProblem> &problems);
    void setBusy(bool busy);
    void refresh();
    void collect();

    WizardServices *m_services;
    Catalogue *m_catalogue;
    cluster::ClusterSpec m_spec;
    int m_checks = 0; //!< the check asked last; an older answer is of no interest
    bool m_busy = false;
    Stepper *m_stepper;
    QStackedWidget *m_pages;
    WherePage *m_where;
    ShapePage *m_shape;
    ReviewPage *m_review;
    MessageBar *m_message;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace skep::ui
