// SPDX-License-Identifier: GPL-3.0-or-later
// "skepctl cp": files and folders between this computer and nodes, and from node to node.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/filecopy.h"
#include "app/skepctl/interruption.h"
#include "core/ssh/connection.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <unistd.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("skepctl", text, nullptr, n);
}

QString dataSize(quint64 bytes)
{
    return QLocale::c().formattedDataSize(qint64(bytes), 1);
}

//! One line of a terminal that is written again and again, or a line for each file elsewhere.
class CopyProgress
{
public:
    CopyProgress() { m_clock.start(); }
    ~CopyProgress() { clear(); }

    void show(const ssh::TransferProgress &now)
    {
        if (!m_isTerminal)
            return;
        const double seconds = std::max(0.1, double(m_clock.elapsed()) / 1000);
        const QString share =
            now.size > 0 ? u"%1 %  "_s.arg(int(double(now.done) * 100 / double(now.size))) : QString();
        const QString line = u"%1%2  %3/s  %4"_s.arg(
            share, dataSize(now.done), dataSize(quint64(double(now.allDone) / seconds)), now.file);
        fprintf(stderr, "\r\033[K%s", qUtf8Printable(line.left(120)));
        m_isShown = true;
    }
    void clear()
    {
        if (std::exchange(m_isShown, false))
            fputs("\r\033[K", stderr);
    }
    double seconds() const { return double(m_clock.elapsed()) / 1000; }

private:
    const bool m_isTerminal = isatty(STDERR_FILENO) != 0;
    bool m_isShown = false;
    QElapsedTimer m_clock;
};

Result<CopyOrder> orderOf(const Session &session, const cluster::Cluster *cluster)
{
    QStringList words = session.arguments().words.mid(2);
    CopyOrder order;
    order.isRecursive = session.arguments().has(u"recursive"_s);
    const auto named = [cluster](const QString &node) { return machineNamed(cluster, node); };
    const auto target = copyPlace(words.takeLast(), named);
    if (!target)
        return fail(target.error());
    order.target = *target;
    for (const QString &word : words) {
        const auto source = copyPlace(word, named);
        if (!source)
            return fail(source.error());
        order.sources.append(*source);
    }
    return order;
}

Pending<int> report(Session &session, const ssh::TransferReport &copied, double seconds)
{
    for (const QString &name : copied.skipped)
        session.say(tr("left out: %1").arg(name));
    const QJsonObject json{{u"files"_s, copied.files},
                           {u"bytes"_s, qint64(copied.bytes)},
                           {u"skipped"_s, QJsonArray::fromStringList(copied.skipped)},
                           {u"seconds"_s, seconds}};
    return done(session, json, tr("%n file(s), %1", copied.files).arg(dataSize(copied.bytes)));
}

} // namespace

Pending<int> copyFiles(Session &session)
{
    const auto found = session.cluster(session.arguments().words.at(1));
    if (!found)
        return ready<int>(fail(found.error()));
    cluster::Cluster *cluster = *found;
    const auto order = orderOf(session, cluster);
    if (!order)
        return ready<int>(fail(order.error()));
    const auto reach = [cluster](const QString &machine) {
        return andThen(cluster->connection(machine), cluster,
                       [](ssh::Connection *connection) { return ready<ssh::Target>(connection->target()); });
    };
    auto *copy = new FileCopy(reach, *order, Backoff(), &session);
    auto progress = std::make_shared<CopyProgress>();
    QObject::connect(copy, &FileCopy::progressed, copy,
                     [progress](const ssh::TransferProgress &now) { progress->show(now); });
    QObject::connect(copy, &FileCopy::broken, copy, [progress, &session](const QString &message) {
        progress->clear();
        session.say(message);
    });
    const auto copying = copy->run();
    QObject::connect(new Interruption(copy), &Interruption::happened, copy, &FileCopy::stop);
    return andThen(copying, copy, [=, &session](const ssh::TransferReport &copied) {
        progress->clear();
        return report(session, copied, progress->seconds());
    });
}

} // namespace skep::ctl
