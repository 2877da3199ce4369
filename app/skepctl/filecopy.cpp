// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/filecopy.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QByteArray remotePath(const CopyPlace &place)
{
    return place.path.isEmpty() ? QByteArray(".") : QFile::encodeName(place.path);
}

QString shown(const CopyPlace &place)
{
    return ssh::shownName(QFile::encodeName(place.path));
}

} // namespace

Result<CopyPlace> copyPlace(const QString &text, const MachineNamed &machineNamed)
{
    const qsizetype colon = text.indexOf(u':');
    const qsizetype slash = text.indexOf(u'/');
    if (colon <= 0 || (slash >= 0 && slash < colon))
        return CopyPlace{{}, text};
    const auto machine = machineNamed(text.left(colon));
    if (!machine)
        return fail(machine.error());
    return CopyPlace{*machine, text.mid(colon + 1)};
}

FileCopy::FileCopy(Reach reach, CopyOrder order, Backoff backoff, QObject *parent)
    : QObject(parent)
    , m_reach(std::move(reach))
    , m_order(std::move(order))
    , m_backoff(backoff)
{
}

Pending<ssh::TransferReport> FileCopy::run()
{
    if (auto good = check(); !good)
        return ready<ssh::TransferReport>(fail(good.error()));
    QStringList nodes;
    for (const CopyPlace &place : m_order.sources + QList<CopyPlace>{m_order.target}) {
        if (!place.node.isEmpty() && !nodes.contains(place.node))
            nodes.append(place.node);
    }
    m_all = andThen(reachNodes(nodes), this,
                    [this] { return andThen(checkTarget(), this, [this] { return copyFrom(0); }); });
    Completer<ssh::TransferReport> completer;
    onResult(m_all, this, [this, completer](Result<ssh::TransferReport> result) {
        if (!result && m_isStopped)
            result = fail(ErrorCode::Cancelled, tr("Stopped. What was not whole is removed."));
        completer.settle(std::move(result));
    });
    return completer.future();
}

// The copy itself is cancelled, and not all that waits for it: it has to clean up before the program ends.
void FileCopy::stop()
{
    m_isStopped = true;
    if (m_current.isRunning())
        m_current.cancel();
    else
        m_all.cancel();
}

Result<> FileCopy::check() const
{
    for (const CopyPlace &source : m_order.sources) {
        if (source.node.isEmpty() && m_order.target.node.isEmpty())
            return fail(ErrorCode::Config,
                        tr("Neither “%1” nor “%2” is on a node. A file of a node is named NODE:PATH.")
                            .arg(shown(source), shown(m_order.target)));
        if (source.node == m_order.target.node && m_order.target.path.startsWith(source.path + u'/'))
            return fail(ErrorCode::Config, tr("“%1” cannot be copied into itself.").arg(shown(source)));
    }
    return {};
}

Pending<> FileCopy::reachNodes(QStringList nodes)
{
    if (nodes.isEmpty())
        return ready(Result<>());
    const QString node = nodes.takeFirst();
    return andThen(m_reach(node), this, [=, this](const ssh::Target &target) {
        m_targets.insert(node, target);
        m_nodes.insert(node, new ssh::Sftp(target, this));
        return reachNodes(nodes);
    });
}

Pending<ssh::FileAttributes> FileCopy::stat(const CopyPlace &place)
{
    if (!place.node.isEmpty())
        return m_nodes.value(place.node)->stat(remotePath(place));
    struct stat here
    {
    };
    if (::stat(QFile::encodeName(place.path).constData(), &here) != 0)
        return ready<ssh::FileAttributes>(
            fail(ErrorCode::NotFound, tr("There is no “%1” on this computer.").arg(shown(place))));
    ssh::FileAttributes attributes;
    attributes.mode = here.st_mode;
    return ready<ssh::FileAttributes>(attributes);
}

Pending<> FileCopy::checkTarget()
{
    if (m_order.sources.size() == 1)
        return ready(Result<>());
    return andThen(stat(m_order.target), this, [this](const ssh::FileAttributes &there) {
        return ready(
            there.isFolder()
                ? Result<>()
                : fail(ErrorCode::Config,
                       tr("“%1” is no folder, and several files need one.").arg(shown(m_order.target))));
    });
}

Pending<> FileCopy::checkSource(const CopyPlace &source)
{
    if (m_order.isRecursive)
        return ready(Result<>());
    return andThen(stat(source), this, [source](const ssh::FileAttributes &attributes) {
        return ready(attributes.isFolder()
                         ? fail(ErrorCode::Config, tr("“%1” is a folder: it takes -r.").arg(shown(source)))
                         : Result<>());
    });
}

Pending<ssh::TransferReport> FileCopy::copyFrom(qsizetype index)
{
    if (index == m_order.sources.size())
        return ready<ssh::TransferReport>(m_report);
    const CopyPlace source = m_order.sources.at(index);
    const auto copied = andThen(checkSource(source), this, [=, this] { return copyOne(source); });
    return andThen(copied, this, [this, index](const ssh::TransferReport &report) {
        m_report.files += report.files;
        m_report.bytes += report.bytes;
        m_report.skipped += report.skipped;
        return copyFrom(index + 1);
    });
}

Pending<ssh::TransferReport> FileCopy::copyOne(const CopyPlace &source)
{
    const auto unfinished = ssh::makeUnfinished();
    auto copying = retry(this, m_backoff, [=, this] {
        m_current = attempt(source, unfinished);
        onResult(m_current, this, [this](const Result<ssh::TransferReport> &result) {
            if (!result && result.error().retryable)
                emit broken(result.error().message);
        });
        return m_current;
    });
    Completer<ssh::TransferReport> completer;
    onCancelled(completer.future(), this, [copying]() mutable { copying.cancel(); });
    onResult(copying, this, [completer, unfinished](Result<ssh::TransferReport> result) {
        const QStringList left = ssh::leftNames(unfinished);
        if (result || left.isEmpty())
            return completer.settle(std::move(result));
        Error error = result.error();
        error.detail += u'\n' + tr("An unfinished file is left on the node: %1").arg(left.join(u", "_s));
        completer.settle(fail(error));
    });
    return completer.future();
}

Pending<ssh::TransferReport> FileCopy::attempt(const CopyPlace &source, const ssh::UnfinishedCopy &unfinished)
{
    const CopyPlace &target = m_order.target;
    const auto tell = [this](const ssh::TransferProgress &now) { emit progressed(now); };
    if (source.node.isEmpty())
        return m_nodes.value(target.node)->upload(source.path, remotePath(target), tell, unfinished);
    ssh::Sftp *from = m_nodes.value(source.node);
    if (target.node.isEmpty())
        return from->download(remotePath(source), target.path, tell);
    return from->copyTo(m_targets.value(target.node), remotePath(source), remotePath(target), tell,
                        unfinished);
}

} // namespace skep::ctl
