// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>
#include <QWidget>

class QLineEdit;

namespace skep::ui {

//! A file's or a folder's path, typed or chosen in the system's dialog.
class FileField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileField)

public:
    //! \p title and \p filter of the system's dialog.
    FileField(QFileDialog::AcceptMode mode, const QString &title, const QString &filter,
              QWidget *parent = nullptr);
    QString path() const;
    void setPath(const QString &path);
    void takeFolders() { m_isOfFolders = true; } //!< in place of files

signals:
    void changed();

protected:
    bool event(QEvent *event) override;

private:
    void choose();

    QFileDialog::AcceptMode m_mode;
    QString m_title;
    QString m_filter;
    QLineEdit *m_path;
    bool m_isOfFolders = false;
};

} // namespace skep::ui
