// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/filespanel.h"

#include "core/ssh/sftpnames.h"
#include "ui/files/filesdrag.h"
#include "ui/files/remotefilesmime.h"
#include "ui/files/remotefilesmodel.h"
#include "ui/files/remotefilesview.h"
#include "ui/files/transferrow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QByteArray parentOf(const QByteArray &folder)
{
    const qsizetype slash = folder.lastIndexOf('/');
    return slash <= 0 ? QByteArray("/") : folder.left(slash);
}

QStringList localFiles(const QMimeData *mime)
{
    QStringList files;
    const auto urls = mime->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

FilesPanel::FilesPanel(const QString &node, Reach reach, QWidget *parent)
    : QWidget(parent)
    , m_node(node)
    , m_reach(std::move(reach))
    , m_model(new RemoteFilesModel(this))
    , m_view(new RemoteFilesView(this))
    , m_drag(new FilesDrag(this))
    , m_message(new MessageBar(this))
    , m_note(new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))
    , m_transfers(new QVBoxLayout)
{
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    layout->setSpacing(theme::grid);
    layout->addWidget(makeHead());
    layout->addWidget(m_message);
    m_message->hide();
    makeTable();
    layout->addWidget(m_view, 1);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->hide();
    layout->addWidget(m_note, 1);
    m_transfers->setSpacing(0);
    layout->addLayout(m_transfers);
    setFocusProxy(m_view);
    connect(m_message, &MessageBar::actionTriggered, this, [this] { open(m_folder); });
    updateActions();
}

QWidget *FilesPanel::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    auto *up = new QToolButton(head);
    up->setIcon(icon(u"up"_s));
    up->setToolTip(tr("To the folder above (Backspace)"));
    up->setAccessibleName(tr("To the folder above"));
    up->setShortcut(Qt::Key_Backspace);
    auto *again = new QToolButton(head);
    again->setIcon(icon(u"refresh"_s));
    again->setToolTip(tr("List again"));
    again->setAccessibleName(tr("List again"));
    m_path = new QLineEdit(ssh::shownName(m_folder), head);
    m_path->setAccessibleName(tr("Folder on the node"));
    m_upload = button(tr("&Upload…"), ButtonKind::Normal, head);
    m_upload->setIcon(icon(u"upload"_s));
    m_download = button(tr("&Download…"), ButtonKind::Normal, head);
    m_upload->setObjectName(u"Upload"_s);
    m_download->setObjectName(u"Download"_s);
    m_download->setIcon(icon(u"download"_s));
    for (QWidget *each : {static_cast<QWidget *>(up), static_cast<QWidget *>(again)})
        row->addWidget(each);
    row->addWidget(m_path, 1);
    row->addWidget(m_upload);
    row->addWidget(m_download);
    connect(up, &QToolButton::clicked, this, [this] { open(parentOf(m_folder)); });
    connect(again, &QToolButton::clicked, this, [this] { open(m_folder); });
    connect(m_path, &QLineEdit::returnPressed, this, [this] { open(m_path->text().toUtf8()); });
    connect(m_upload, &QPushButton::clicked, this, &FilesPanel::askForUpload);
    connect(m_download, &QPushButton::clicked, this, &FilesPanel::askForDownload);
    return head;
}

void FilesPanel::makeTable()
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Files of %1").arg(m_node));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragEnabled(true);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(28);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setSectionResizeMode(RemoteFilesModel::Name, QHeaderView::Stretch);
    m_view->setColumnWidth(RemoteFilesModel::Size, 110);
    m_view->setColumnWidth(RemoteFilesModel::Modified, 160);
    m_view->setColumnWidth(RemoteFilesModel::Permissions, 120);
    connect(m_view, &RemoteFilesView::activated, this,
            [this](const QModelIndex &index) { activate(index.row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FilesPanel::updateActions);
    connect(m_view, &RemoteFilesView::dragWanted, this, &FilesPanel::beginDrag);
    connect(m_drag, &FilesDrag::fetchWanted, this, &FilesPanel::fetch);
}

void FilesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_sftp && !m_isReaching)
        connectNode();
}

void FilesPanel::connectNode()
{
    m_isReaching = true;
    m_note->setText(tr("Connecting to %1 …").arg(m_node));
    m_note->show();
    m_view->hide();
    onResult(m_reach(), this, [this](const Result<ssh::Target> &target) {
        m_isReaching = false;
        if (!target)
            return showFolder(m_folder, fail(target.error()));
        m_target = *target;
        m_sftp = new ssh::Sftp(m_target, this);
        open(m_folder);
        updateActions();
    });
}

void FilesPanel::open(const QByteArray &folder)
{
    if (!m_sftp) {
        if (!m_isReaching)
            connectNode();
        return;
    }
    onResult(m_sftp->list(folder), this,
             [this, folder](const Result<QList<ssh::RemoteEntry>> &entries) { showFolder(folder, entries); });
}

// What was there stays on the screen when another folder cannot be shown.
void FilesPanel::showFolder(const QByteArray &folder, const Result<QList<ssh::RemoteEntry>> &entries)
{
    if (entries) {
        m_folder = folder;
        m_path->setText(ssh::shownName(folder));
        m_model->setEntries(*entries);
        m_message->hide();
        m_note->setText(tr("This folder is empty. Drop files here to upload them."));
    } else {
        m_message->showError(entries.error(), tr("Try again"));
        m_message->show();
    }
    const bool isEmpty = m_model->rowCount() == 0;
    m_note->setVisible(isEmpty && entries.has_value());
    m_view->setVisible(!isEmpty || !entries);
    updateActions();
    emit listed();
}

QByteArray FilesPanel::pathOf(const QByteArray &name) const
{
    return m_folder.endsWith('/') ? QByteArray(m_folder + name) : QByteArray(m_folder + '/' + name);
}

void FilesPanel::activate(int row)
{
    const ssh::RemoteEntry &entry = m_model->entry(row);
    if (entry.attributes.isFolder() || entry.attributes.isLink())
        open(pathOf(entry.name)); // a link to a file says so
    else
        askForDownload();
}

QList<QByteArray> FilesPanel::selectedNames() const
{
    QList<QByteArray> names;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        names << m_model->entry(row.row()).name;
    return names;
}

void FilesPanel::updateActions()
{
    m_upload->setEnabled(m_sftp);
    m_download->setEnabled(m_sftp && m_view->selectionModel()->hasSelection());
}

TransferRow *FilesPanel::addTransfer(const QString &title, const Start &start)
{
    auto *row = new TransferRow(title, this);
    m_transfers->addWidget(row);
    const auto unfinished = ssh::makeUnfinished(); // the next try goes on from there
    const auto progress = [row = QPointer(row)](const ssh::TransferProgress &now) {
        if (row)
            row->setProgress(now);
    };
    connect(row, &TransferRow::dismissed, this, [this, unfinished] {
        if (!ssh::leftNames(unfinished).isEmpty())
            m_sftp->discard(unfinished);
    });
    row->run([=] { return start(progress, unfinished); });
    return row;
}

void FilesPanel::upload(const QStringList &files)
{
    if (!m_sftp)
        return;
    for (const QString &file : files) {
        auto *row = addTransfer(QFileInfo(file).fileName(),
                                [this, file, into = m_folder](const auto &progress, const auto &unfinished) {
                                    return m_sftp->upload(file, into, progress, unfinished);
                                });
        connect(row, &TransferRow::ended, this, [this] { open(m_folder); });
    }
}

void FilesPanel::download(const QList<QByteArray> &names, const QString &into)
{
    if (!m_sftp)
        return;
    for (const QByteArray &name : names) {
        addTransfer(ssh::shownName(name),
                    [this, path = pathOf(name), into](const auto &progress, const auto &) {
                        return m_sftp->download(path, into, progress);
                    });
    }
}

// With connections of its own, so that neither node's panel waits for it.
void FilesPanel::receive(const RemoteFilesMime &files)
{
    for (const QByteArray &path : files.paths()) {
        auto *from = new ssh::Sftp(files.node(), this);
        auto *row =
            addTransfer(ssh::shownName(ssh::baseName(path)),
                        [this, from, path, into = m_folder](const auto &progress, const auto &unfinished) {
                            return from->copyTo(m_target, path, into, progress, unfinished);
                        });
        connect(row, &TransferRow::ended, this, [this] { open(m_folder); });
        connect(row, &QObject::destroyed, from, &QObject::deleteLater);
    }
}

bool FilesPanel::canReceive(const RemoteFilesMime &files) const
{
    const bool isSameNode = files.node().host == m_target.host && files.node().port == m_target.port;
    return !isSameNode
        || std::none_of(files.paths().begin(), files.paths().end(), [this](const QByteArray &path) {
               return parentOf(path) == m_folder || m_folder == path
                   || m_folder.startsWith(QByteArray(path + '/'));
           });
}

void FilesPanel::beginDrag()
{
    FilesDrag::Files files;
    files.node = m_target;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const ssh::RemoteEntry &entry = m_model->entry(row.row());
        if (!ssh::isPlainName(entry.name))
            continue;
        files.paths << pathOf(entry.name);
        files.version += QByteArray::number(entry.attributes.modified) + '/'
            + QByteArray::number(entry.attributes.size) + '\n';
    }
    if (m_sftp && !files.paths.isEmpty())
        m_drag->begin(files);
}

void FilesPanel::fetch(const QList<QByteArray> &paths, const QString &into)
{
    auto left = std::make_shared<qsizetype>(paths.size());
    auto isComplete = std::make_shared<bool>(true);
    for (const QByteArray &path : paths) {
        const QString name = ssh::shownName(ssh::baseName(path));
        auto *row = addTransfer(name, [this, path, into](const auto &progress, const auto &) {
            return m_sftp->download(path, into, progress);
        });
        row->setDoneText(tr("%1: fetched. Where it could not be dropped yet, drag it once more.").arg(name));
        connect(row, &TransferRow::ended, m_drag, [=, this](bool complete) {
            *isComplete = *isComplete && complete;
            if (--*left == 0)
                m_drag->setFetched(into, *isComplete);
        });
    }
}

void FilesPanel::askForUpload()
{
    auto *dialog = new QFileDialog(this, tr("Upload to %1").arg(m_node));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &FilesPanel::upload);
    dialog->open();
}

void FilesPanel::askForDownload()
{
    auto *dialog = new QFileDialog(this, tr("Download from %1 to").arg(m_node));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, names = selectedNames()](const QString &into) { download(names, into); });
    dialog->open();
}

void FilesPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const auto *ours = qobject_cast<const RemoteFilesMime *>(event->mimeData());
    if (m_sftp && (ours ? canReceive(*ours) : !localFiles(event->mimeData()).isEmpty()))
        event->acceptProposedAction();
}

void FilesPanel::dropEvent(QDropEvent *event)
{
    if (const auto *ours = qobject_cast<const RemoteFilesMime *>(event->mimeData()))
        receive(*ours);
    else
        upload(localFiles(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace skep::ui
