// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftp.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace skep::ui {

class MessageBar;
class PlainLabel;
class FilesDrag;
class RemoteFilesMime;
class RemoteFilesModel;
class RemoteFilesView;
class TransferRow;

//! The files of one node: a folder at a time, copies in both directions, also by dropping files on it and by
//! dragging them out, to another program or to the files of another node.
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
    void receive(const RemoteFilesMime &files); //!< of another node, into the folder that is shown
    FilesDrag *drag() const { return m_drag; }

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
    using Start = std::function<Pending<ssh::TransferReport>(const ssh::Sftp::OnProgress &,
                                                             const ssh::UnfinishedCopy &)>;
    TransferRow *addTransfer(const QString &title, const Start &start);
    void beginDrag();
    void fetch(const QList<QByteArray> &paths, const QString &into);
    bool canReceive(const RemoteFilesMime &files) const;
    void askForUpload();
    void askForDownload();
    void updateActions();

    QString m_node;
    Reach m_reach;
    ssh::Sftp *m_sftp = nullptr;
    ssh::Target m_target; //!< of m_sftp
    bool m_isReaching = false;
    QByteArray m_folder = "/root";
    RemoteFilesModel *m_model;
    RemoteFilesView *m_view;
    FilesDrag *m_drag;
    QLineEdit *m_path = nullptr;
    QPushButton *m_upload = nullptr;
    QPushButton *m_download = nullptr;
    MessageBar *m_message;
    PlainLabel *m_note;
    QVBoxLayout *m_transfers;
};

} // namespace skep::ui
