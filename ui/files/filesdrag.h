// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftp.h"

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

class QWidget;

namespace skep::ui {

class RemoteFilesMime;

//! Drags files out of a node. Another program takes files of this computer only, and Qt asks for them at the
//! drop, in the GUI thread, which cannot wait for a download. So they are fetched first, into a private
//! folder that goes with this object: what is there within the time of a gesture can be dropped anywhere at
//! once, larger ones when they are dragged once more. Another node's panel takes them at once in any case.
class FilesDrag final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilesDrag)

public:
    explicit FilesDrag(QWidget *source);

    struct Files
    {
        ssh::Target node;
        QList<QByteArray> paths;
        QByteArray version; //!< changes with what is in them

        bool isSame(const Files &other) const { return paths == other.paths && version == other.version; }
    };
    //! Starts a drag of \p files, now or very soon.
    void begin(const Files &files);
    RemoteFilesMime *mime() const; //!< not owned
    bool isFetched() const { return m_isFetched; }

signals:
    //! Somebody copies them there, and calls setFetched().
    void fetchWanted(const QList<QByteArray> &paths, const QString &into);

public slots:
    void setFetched(const QString &into, bool isComplete);

private:
    void drag();

    QWidget *m_source;
    Files m_files;
    std::unique_ptr<QTemporaryDir> m_folder; //!< of m_files; a new one for others, and it removes itself
    bool m_isFetched = false;
    QTimer m_patience;
};

} // namespace skep::ui
