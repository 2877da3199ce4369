// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace skep::ui {

class FieldRow;

//! Who pulls an image from its registry: nobody in particular, a login that is kept, or one that is typed. A
//! refusal by the registry is told at its field.
class LoginChooser final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoginChooser)

public:
    //! Not owned; must outlive the chooser.
    explicit LoginChooser(cluster::Operations *operations, QWidget *parent = nullptr);

    void reset(); //!< for another form: nothing is chosen or typed
    void setImage(const QString &image); //!< a kept login of its registry is chosen, until a person chooses
    bool isUsed() const;
    //! What is sent with the call, after an engine has asked the registry: that of \p machine, or where none
    //! is named a manager's. A typed login is kept where that is wanted.
    Pending<cluster::Login> take(const QString &machine = {});

signals:
    void changed();

private:
    enum Choice { None, Kept, Typed };
    Choice choice() const;
    void fill();
    void showChoice();
    void forgetKept();
    Pending<docker::RegistryLogin> wanted();
    void told(const Error &error);
    void clearProblems();

    cluster::Operations *m_operations;
    QString m_registry; //!< of the image
    bool m_isChosen = false; //!< by a person
    QComboBox *m_choice;
    QPushButton *m_forget;
    QLineEdit *m_server;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QCheckBox *m_keep;
    QHash<QString, FieldRow *> m_rows;
};

} // namespace skep::ui
