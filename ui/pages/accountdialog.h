// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/cluster/account.h"
#include "core/local/cloudcredentials.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace skep::ui {

class FieldRow;
class MessageBar;

//! Takes a cloud account; it is checked with the cloud before it is kept, and what is wrong is told here.
class AccountDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountDialog)

public:
    using Adder = std::function<Pending<>(const cluster::Account &account, const SecretPtr &secret)>;
    //! The names of the projects that a key may use.
    using Projects =
        std::function<Pending<QStringList>(const cluster::Account &account, const SecretPtr &secret)>;
    explicit AccountDialog(Adder adder, QWidget *parent = nullptr);
    void setProjects(Projects projects) { m_projects = std::move(projects); }
    void offer(const local::FoundCredentials &found); //!< fills the fields when one is chosen, not before

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    cluster::Account typed() const;
    SecretPtr typedSecret() const;
    void askProjects(); //!< when a person comes to that field
    void submit();
    bool checkInputs();
    void setBusy(bool busy);
    void setKind(int index); //!< words and fields for that kind of cloud
    bool isCloudStack() const;
    void fillIn(const local::CloudCredentials &credentials);

    Adder m_adder;
    Projects m_projects;
    QString m_askedFor; //!< the key whose projects are offered
    QComboBox *m_found;
    FieldRow *m_foundRow;
    QComboBox *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_endpoint;
    QLineEdit *m_project;
    QLineEdit *m_key;
    QLineEdit *m_secret;
    FieldRow *m_nameRow;
    FieldRow *m_endpointRow;
    FieldRow *m_projectRow;
    FieldRow *m_keyRow;
    FieldRow *m_secretRow;
    MessageBar *m_message;
    QPushButton *m_add;
};

} // namespace skep::ui
