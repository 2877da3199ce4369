// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QDialog>
#include <QHash>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace skep::ui {

class FieldRow;
class MessageBar;

//! The frame of a small form that makes one thing: a mistake is told at its field, and what was typed stays
//! through an error. Closes when the thing is made.
class CreateDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CreateDialog)

signals:
    void made(const QString &key); //!< of its row in the inventory

protected:
    struct Problem
    {
        QString field;
        QString sentence;
    };
    CreateDialog(const QString &title, const QString &deed, QWidget *parent);

    void addField(const QString &field, const QString &title, QWidget *control, const QString &hint);
    void addLabels(); //!< the field "labels"
    QMap<QString, QString> labels() const;
    void finishLayout(); //!< the buttons; after the last field
    void edited(); //!< to be called at each change
    virtual QList<Problem> problems() const = 0;
    virtual Pending<QString> send() = 0; //!< the key of the row
    virtual void sent() { } //!< it is made: forget what must not stay

private:
    void submit();

    bool m_tried = false; //!< an empty field is no mistake before
    QVBoxLayout *m_fields;
    MessageBar *m_message;
    QPushButton *m_submit;
    QPlainTextEdit *m_labels = nullptr;
    QHash<QString, FieldRow *> m_rows;
};

//! "NAME=value", one on each line.
QMap<QString, QString> labelsOf(const QPlainTextEdit *edit);

} // namespace skep::ui
