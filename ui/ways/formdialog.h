// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace skep::ui {

class MessageBar;

//! A dialog of the usual build: what it is about, inputs, what went wrong, and the button that names the
//! deed. It stays open, with all that was typed, until the deed is done.
class FormDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormDialog)

protected:
    struct Words
    {
        QString title;
        QString sentence;
        QString deed; //!< on the button
        QString busy; //!< on the button while it is done
        bool isList = false; //!< of things that are done one by one: it is closed, not cancelled
    };
    FormDialog(const Words &words, QWidget *parent);

    QVBoxLayout *form() const { return m_form; }
    QPushButton *deed() const { return m_deed; }
    MessageBar *message() const { return m_message; }
    void setBusy(bool busy);
    void showDone(const QString &sentence); //!< all is done: the sentence, and only the way out

    virtual void submit() = 0;

private:
    Words m_words;
    QVBoxLayout *m_form;
    MessageBar *m_message;
    QPushButton *m_cancel;
    QPushButton *m_deed;
};

} // namespace skep::ui
