// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "ui/workloads/createdialog.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class PlainLabel;

//! A new secret or config. The value of a secret is never shown, and gone when the dialog is.
class SwarmFileDialog final : public CreateDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SwarmFileDialog)

public:
    enum class Kind { Secret, Config };
    //! \p taken: the names that there are. The operations are not owned and must outlive the dialog.
    SwarmFileDialog(Kind kind, const QStringList &taken, cluster::Operations *operations,
                    QWidget *parent = nullptr);
    void takeFile(const QString &path); //!< the value comes from a file

private:
    QWidget *makeValueField();
    void chooseFile();
    void paste();
    void takeBytes(QByteArray bytes, const QString &origin);
    void useTyped();
    qsizetype valueSize() const;
    SecretPtr value() const;
    QList<Problem> problems() const override;
    Pending<QString> send() override;
    void sent() override;

    Kind m_kind;
    QStringList m_taken;
    cluster::Operations *m_operations;
    QLineEdit *m_name;
    QLineEdit *m_hidden = nullptr; //!< of a secret
    QPlainTextEdit *m_text = nullptr; //!< of a config
    PlainLabel *m_origin = nullptr; //!< where the value comes from, when it was not typed
    QPushButton *m_typeInstead = nullptr;
    SecretPtr m_taking; //!< the value from a file or the clipboard; null: what is typed counts
    QString m_trouble; //!< why a file could not be read
};

} // namespace skep::ui
