// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/filesdrag.h"

#include "core/ssh/sftpnames.h"
#include "ui/files/remotefilesmime.h"
#include "ui/widgets/icon.h"

#include <QDrag>
#include <QFile>
#include <QGuiApplication>
#include <QUrl>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
constexpr int patience = 400; //!< ms that a hand does not notice at the begin of a drag
} // namespace

FilesDrag::FilesDrag(QWidget *source)
    : QObject(source)
    , m_source(source)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &FilesDrag::drag);
}

void FilesDrag::begin(const Files &files)
{
    const bool isKnown = m_folder && m_files.isSame(files);
    if (isKnown && m_isFetched)
        return drag();
    m_files = files;
    m_patience.start();
    if (isKnown) // on its way
        return;
    m_isFetched = false;
    m_folder = std::make_unique<QTemporaryDir>();
    if (m_folder->isValid())
        emit fetchWanted(files.paths, m_folder->path());
}

void FilesDrag::setFetched(const QString &into, bool isComplete)
{
    if (!m_folder || into != m_folder->path())
        return; // others are dragged by now
    m_isFetched = isComplete;
    if (!isComplete)
        m_folder.reset();
    if (m_patience.isActive()) {
        m_patience.stop();
        QTimer::singleShot(0, this, &FilesDrag::drag); // it lasts, and the caller goes on
    }
}

RemoteFilesMime *FilesDrag::mime() const
{
    auto *mime = new RemoteFilesMime(m_files.node, m_files.paths);
    if (!m_isFetched)
        return mime;
    QList<QUrl> urls;
    for (const QByteArray &path : m_files.paths)
        urls << QUrl::fromLocalFile(m_folder->path() + u'/' + QFile::decodeName(ssh::baseName(path)));
    mime->setUrls(urls);
    return mime;
}

void FilesDrag::drag()
{
    if (!(QGuiApplication::mouseButtons() & Qt::LeftButton))
        return; // was let go before it began
    auto *drag = new QDrag(m_source);
    drag->setMimeData(mime());
    drag->setPixmap(icon(u"file"_s).pixmap(24, 24));
    drag->exec(Qt::CopyAction);
}

} // namespace skep::ui
