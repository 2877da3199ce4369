// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"

#include <QStringDecoder>
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace skep::ui {

class DiffTable;
class FieldRow;
class MessageBar;
class PlainLabel;

//! A stack to be deployed: its compose file, what it would change against what runs, and then what the docker
//! client says while it does it. What was typed stays through every error.
class StackForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StackForm)

public:
    //! Not owned; must outlive the form.
    explicit StackForm(cluster::Operations *operations, QWidget *parent = nullptr);

    void beginNew();
    //! With the file that was deployed last from here, where that was in this run.
    void beginUpdate(const QString &stack);
    void takeFile(const QString &path);

signals:
    void finished(const QString &stack); //!< its page is wanted
    void cancelled();

private:
    enum class Step { Typing, Reading, Reviewed, Deploying, Deployed };
    void begin(const QString &title, const QString &name, const QString &compose);
    QWidget *makeHead();
    QWidget *makeFields();
    QWidget *makeReview();
    void setStep(Step step);
    void edited();
    void chooseFile();
    bool checkFields();
    void goOn();
    void review();
    void showPreview(const cluster::StackPreview &preview);
    void deploy();
    void say(const QByteArray &bytes);
    void failed(const Error &error);
    cluster::StackWish wish() const;

    cluster::Operations *m_operations;
    Step m_step = Step::Typing;
    QHash<QString, QString> m_deployed; //!< the files of this run, by stack
    bool m_isUpdate = false;
    PlainLabel *m_title = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_next = nullptr;
    MessageBar *m_message = nullptr;
    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_compose = nullptr;
    QCheckBox *m_prune = nullptr;
    FieldRow *m_nameRow = nullptr;
    FieldRow *m_composeRow = nullptr;
    PlainLabel *m_hint = nullptr;
    PlainLabel *m_changesTitle = nullptr;
    DiffTable *m_changes = nullptr;
    QWidget *m_notes = nullptr;
    QVBoxLayout *m_notesLayout = nullptr;
    PlainLabel *m_saidTitle = nullptr;
    QPlainTextEdit *m_said = nullptr;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
};

} // namespace skep::ui
