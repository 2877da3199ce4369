// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/specdiff.h"

#include <QDialog>

class QVBoxLayout;

namespace skep::ui {

//! Asks before something is done that cannot be taken back: the question, what will happen, and the button
//! that names the deed.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmDialog)

public:
    struct Words
    {
        QString title;
        QString question;
        QString consequence;
        QString deed; //!< on the button
        bool isDestructive = true;
    };
    explicit ConfirmDialog(const Words &words, QWidget *parent = nullptr);
    //! What another spec changes, to be read before it is sent.
    void setDiff(const QList<docker::DiffRow> &rows, const QString &before, const QString &after);

private:
    QVBoxLayout *m_middle;
};

} // namespace skep::ui
