// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftp.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace skep::ui {

class MessageBar;
class PlainLabel;
class RemoteFilesModel;

//! The files of one node: a folder at a time, copies in both directions, also by dropping files on it.
class FilesPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilesPanel)

public:
    //! Where to log in; asked once, when the panel is first used.
    using Reach = std::function<Pending<ssh::Target>()>;

    FilesPanel(const QString &node, Reach reach, QWidget *parent = nullptr);

    QByteArray folder() const { return m_folder; }
    void open(const QByteArray &folder);
    void upload(const QStringList &files); //!< into the folder that is shown
    void download(const QList<QByteArray> &names, const QString &into);

signals:
    void listed(); //!< the folder is on the screen, or an error

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeHead();
    void makeTable();
    void connectNode();
    void showFolder(const QByteArray &folder, const Result<QList<ssh::RemoteEntry>> &entries);
    void activate(int row);
    QList<QByteArray> selectedNames() const;
    QByteArray pathOf(const QByteArray &name) const;
    template <typename Start>
    void addTransfer(const QString &title, Start start);
    void askForUpload();
    void askForDownload();
    void updateActions();

    QString m_node;
    Reach m_reach;
    ssh::Sftp *m_sftp = nullptr;
    bool m_isReaching = false;
    QByteArray m_folder = "/root";
    RemoteFilesModel *m_model;
    QTableView *m_view;
    QLineEdit *m_path = nullptr;
    QPushButton *m_upload = nullptr;
    QPushButton *m_download = nullptr;
    MessageBar *m_message;
    PlainLabel *m_note;
    QVBoxLayout *m_transfers;
};

} // namespace skep::ui
