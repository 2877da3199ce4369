// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to the state on disk when bytes are damaged, the disk is full, calls fail and programs are
// killed: no committed record may be lost, and no damaged file may pass for "there is nothing".
//
//   state_torture            a part of the cases, in seconds
//   state_torture --full     every byte, every bit, 10,000 killed saves
#include "core/cluster/clusterfile.h"
#include "core/plan/journal.h"
#include "tests/torture/torture.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace skep::torture {

void Tally::check(bool isGood, const QString &what)
{
    ++m_tried;
    if (!isGood && ++m_wrong <= 10)
        fprintf(stderr, "  wrong: %s: %s\n", qUtf8Printable(m_part), qUtf8Printable(what));
}

bool Tally::print() const
{
    printf("%-58s %7d tried, %d wrong\n", qUtf8Printable(m_part), m_tried, m_wrong);
    fflush(stdout);
    return m_wrong == 0 && m_tried > 0;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(path));
}

Result<> saveNumbered(const QString &folder, int number)
{
    cluster::ClusterFile file;
    file.id = u"00000000-0000-0000-0000-000000000001"_s;
    file.spec.name = u"torture"_s;
    file.account.id = u"a"_s;
    file.account.name = u"a"_s;
    file.account.apiKey = u"EXOkey"_s;
    file.account.endpoint = QUrl(u"http://127.0.0.1:1/v2"_s);
    file.phase = cluster::Phase::Interrupted;
    file.numbers.insert(u"torture-worker"_s, number);
    for (int i = 1; i <= 32; ++i) {
        cluster::MachineRecord machine;
        machine.name = u"torture-worker-%1"_s.arg(i);
        machine.machineId = u"7d0c0f1e-3f7e-4a6e-9a55-%1"_s.arg(i, 12, 10, QChar(u'0'));
        machine.address = u"198.51.100.%1"_s.arg(i);
        machine.shape.name = machine.name;
        file.machines.append(machine);
        file.hostKeys.insert(machine.name, "ssh-ed25519 " + QByteArray(68, 'A'));
    }
    return cluster::saveCluster(folder, file);
}

int loadNumbered(const QString &folder)
{
    const auto file = cluster::loadCluster(folder);
    return file ? file->numbers.value(u"torture-worker"_s, -1) : -1;
}

} // namespace skep::torture

using namespace skep::torture;

// What the parts run in a process of its own: the saving of one number, or of one record.
static int saveOnce(const QStringList &arguments)
{
    const int number = arguments.at(3).toInt();
    if (arguments.at(1) == "--save"_L1)
        return saveNumbered(arguments.at(2), number) ? 0 : 1;
    const auto journal = skep::plan::Journal::open(arguments.at(2) + u"/journal"_s);
    skep::plan::Record record;
    record.state = skep::plan::StepState::Done;
    return journal && (*journal)->write(u"step-%1"_s.arg(number), record) ? 0 : 1;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4)
        return saveOnce(arguments);
    // the sweeps provoke thousands of these on purpose
    qputenv("QT_LOGGING_RULES", "skep.*=false");
    QLoggingCategory::setFilterRules(u"skep.*=false"_s);
    const bool isFull = arguments.contains(u"--full"_s);
    QTemporaryDir home;
    const auto folder = [&](const QString &name) {
        QDir(home.path()).mkpath(name);
        return home.filePath(name);
    };
    QElapsedTimer clock;
    clock.start();
    bool isGood = newerSchemas(folder(u"newer"_s));
    isGood = fullDisk(folder(u"full"_s)) && isGood;
    isGood = failingCalls(folder(u"failing"_s), QCoreApplication::applicationFilePath()) && isGood;
    isGood = killedSaves(folder(u"killed"_s), isFull ? 5'000 : 200) && isGood;
    isGood = killedRecords(folder(u"records"_s), isFull ? 5'000 : 200) && isGood;
    isGood = damageSweep(folder(u"damage"_s), isFull ? 1 : 61) && isGood;
    printf("%.1f s\n", double(clock.elapsed()) / 1000);
    return isGood ? 0 : 1;
}
