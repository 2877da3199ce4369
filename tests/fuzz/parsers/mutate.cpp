// SPDX-License-Identifier: GPL-3.0-or-later
// fuzz_parsers SECONDS [TARGET]…: every seed as it is, then mutations of them for so long with each target.
// Knows nothing of the code's branches, so that it needs no compiler of its own; run.sh is the one that does.
#include "tests/fuzz/parsers/targets.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace skep::test;

namespace {

constexpr qsizetype longest = 16 * 1024;
constexpr unsigned secondsOfOne = 10; //!< an input that takes longer is a finding

const char *currentData = nullptr; // for the handler of signals, which may not allocate
qsizetype currentSize = 0;

extern "C" void keepInput(int signal)
{
    const int file = open("fuzz-finding", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file >= 0 && write(file, currentData, static_cast<size_t>(currentSize)) == currentSize)
        (void)!write(STDERR_FILENO, "the input is in ./fuzz-finding\n", 31);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

const std::array<QByteArray, 36> &words()
{
    static const std::array<QByteArray, 36> all{"null",
                                                "true",
                                                "false",
                                                "-1",
                                                "0",
                                                "1e999",
                                                "18446744073709551615",
                                                "9223372036854775808",
                                                "1.5",
                                                "\"\"",
                                                "[]",
                                                "{}",
                                                "[",
                                                "]",
                                                "{",
                                                "}",
                                                "\"",
                                                ",",
                                                ":",
                                                "\\",
                                                "\\u0000",
                                                "\\ud800",
                                                "\n",
                                                "\r\n\r\n",
                                                "\r\n",
                                                "\xff",
                                                "\xe2\x80\xae",
                                                "0001-01-01T00:00:00Z",
                                                "../../",
                                                "<b>",
                                                QByteArray(1, '\0'),
                                                QByteArray(300, 'a'),
                                                "%00",
                                                "@revoked ",
                                                "transfer-encoding: chunked\r\n",
                                                "content-length: 99999999999\r\n"};
    return all;
}

void mutateOnce(QByteArray &bytes, const QList<QByteArray> &seeds, QRandomGenerator &random)
{
    const auto place = random.bounded(bytes.size() + 1);
    const auto length = random.bounded(std::min<qsizetype>(40, bytes.size() - place) + 1);
    switch (random.bounded(8)) {
    case 0:
        if (place < bytes.size())
            bytes[place] = static_cast<char>(bytes.at(place) ^ (1 << random.bounded(8)));
        break;
    case 1:
        if (place < bytes.size())
            bytes[place] = static_cast<char>(random.bounded(256));
        break;
    case 2:
        bytes.remove(place, length);
        break;
    case 3:
        bytes.insert(place, bytes.mid(place, length).repeated(1 + random.bounded(8)));
        break;
    case 4:
    case 5:
        bytes.replace(place, random.bounded(2) ? 0 : length,
                      words()[static_cast<size_t>(random.bounded(static_cast<int>(words().size())))]);
        break;
    case 6:
        bytes.truncate(place);
        break;
    default: {
        const QByteArray &other = seeds.at(random.bounded(seeds.size()));
        bytes = bytes.left(place) + other.mid(random.bounded(other.size() + 1));
    }
    }
    bytes.truncate(longest);
}

QList<QByteArray> seedsOf(const Target &target)
{
    QStringList paths;
    const QDir own(QStringLiteral(SKEP_SOURCE_DIR "/tests/fuzz/parsers/seeds/")
                   + QString::fromLatin1(target.name));
    for (const QString &name : own.entryList(QDir::Files))
        paths.append(own.filePath(name));
    for (const QString &name : target.seeds)
        paths.append(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/") + name);
    QList<QByteArray> seeds;
    for (const QString &path : std::as_const(paths)) {
        QFile file(path);
        demand(file.open(QIODevice::ReadOnly), "a seed that cannot be read");
        seeds.append(file.readAll());
    }
    demand(!seeds.isEmpty(), "a target without seeds");
    return seeds;
}

void feed(const Target &target, const QByteArray &bytes)
{
    currentData = bytes.constData();
    currentSize = bytes.size();
    alarm(secondsOfOne);
    target.feed(bytes);
    alarm(0);
}

void run(const Target &target, double seconds)
{
    const auto seeds = seedsOf(target);
    for (const QByteArray &seed : seeds)
        feed(target, seed);
    QRandomGenerator random(20'261'126);
    QElapsedTimer clock;
    clock.start();
    qint64 count = seeds.size();
    while (static_cast<double>(clock.elapsed()) < seconds * 1000) {
        QByteArray bytes = seeds.at(random.bounded(seeds.size()));
        for (int i = random.bounded(1, 9); i > 0; --i)
            mutateOnce(bytes, seeds, random);
        feed(target, bytes);
        ++count;
    }
    std::printf("%-14s %8lld inputs from %2lld seeds\n", target.name.constData(),
                static_cast<long long>(count), static_cast<long long>(seeds.size()));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const double seconds = arguments.value(1, u"1"_s).toDouble();
    for (const int signal : {SIGSEGV, SIGABRT, SIGALRM, SIGFPE, SIGILL, SIGBUS})
        std::signal(signal, &keepInput);
    qputenv("QT_LOGGING_RULES", "*=false");
    for (const Target &target : targets()) {
        if (arguments.size() < 3 || arguments.mid(2).contains(QString::fromLatin1(target.name)))
            run(target, seconds);
    }
    return 0;
}
