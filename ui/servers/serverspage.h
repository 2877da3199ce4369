// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverlook.h"
#include "ui/wizard/wizardpage.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class FieldRow;
class MessageBar;
class PlainLabel;
class ServerProbeView;

//! Which servers, and what a look at each of them has found. Complete once all of them can be used.
class ServersPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServersPage)

public:
    explicit ServersPage(QWidget *parent = nullptr);

    void present(const cluster::ClusterSpec &spec) override;
    void apply(cluster::ClusterSpec *spec) const override;
    QStringList fields() const override;
    void setProblems(const QList<cluster::SpecProblem> &problems) override;
    bool isComplete() const override;
    void focusFirst() override;
    SecretPtr logins() const; //!< null: nothing was asked

private:
    cluster::ClusterSpec wanted() const; //!< before they were looked at
    void lookAt();
    void showLook();
    void fillKnown();
    void serversEdited();

    cluster::ServerLook *m_look;
    cluster::ClusterSpec m_base; //!< what has no input here
    QLineEdit *m_name;
    QPlainTextEdit *m_servers;
    QComboBox *m_managers;
    QPushButton *m_lookButton;
    QPushButton *m_known;
    PlainLabel *m_ports;
    FieldRow *m_nameRow;
    FieldRow *m_serversRow;
    FieldRow *m_managersRow;
    MessageBar *m_message;
    ServerProbeView *m_view;
};

} // namespace skep::ui
