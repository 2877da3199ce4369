// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a terminal shows what programs print, from end to end: through a pty, in a real window, one after
// the other under one X server. Terminals that are not installed are left out.
#include "tests/bench/terminal/ttydriver.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 120;
constexpr int rows = 36;

struct Peer
{
    QString name;
    QStringList command; //!< up to where the driver's own command goes
};

QList<Peer> peers()
{
    const QString skepTerm = QCoreApplication::applicationDirPath() + u"/skep-term"_s;
    return {
        {u"null"_s, {}},
        {u"skep"_s,
         {skepTerm, u"--geometry"_s, u"120x36"_s, u"--font"_s, u"DejaVu Sans Mono"_s, u"--font-size"_s,
          u"10"_s, u"--"_s}},
        {u"konsole"_s,
         {u"dbus-run-session"_s, u"--"_s, u"konsole"_s, u"--nofork"_s, u"-p"_s, u"TerminalColumns=120"_s,
          u"-p"_s, u"TerminalRows=36"_s, u"-e"_s}},
        {u"xterm"_s,
         {u"xterm"_s, u"-fa"_s, u"DejaVu Sans Mono"_s, u"-fs"_s, u"10"_s, u"-geometry"_s, u"120x36"_s,
          u"-e"_s}},
        {u"st"_s, {u"st"_s, u"-f"_s, u"DejaVu Sans Mono:size=10"_s, u"-g"_s, u"120x36"_s, u"-e"_s}},
        {u"alacritty"_s,
         {u"alacritty"_s, u"-o"_s, u"window.dimensions.columns=120"_s, u"-o"_s,
          u"window.dimensions.lines=36"_s, u"-e"_s}},
    };
}

struct Figure
{
    QString name;
    double speed = 0; //!< MB/s; or what the name says
    double cost = 0; //!< the terminal's processor time, ms for each MB
};
using Figures = QList<Figure>;

Figures figuresOf(const QString &file)
{
    Figures figures;
    QFile in(file);
    if (in.open(QIODevice::ReadOnly))
        for (const QByteArray &line : in.readAll().split('\n'))
            if (const QList<QByteArray> parts = line.split('\t'); parts.size() >= 2)
                figures.push_back(
                    {QString::fromUtf8(parts[0]), parts[1].toDouble(), parts.value(2).toDouble()});
    return figures;
}

Figures measure(const Peer &peer, const QString &self, const QString &file)
{
    if (peer.command.isEmpty()) {
        skep::bench::readNothing(self.toStdString(), file.toStdString(), columns, rows);
        return figuresOf(file);
    }
    const QString program = peer.command.contains(u"konsole"_s) ? u"konsole"_s : peer.command.constFirst();
    if (QStandardPaths::findExecutable(program).isEmpty() && !QFile::exists(program))
        return {};
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(peer.command.constFirst(), peer.command.mid(1) + QStringList{self, u"--drive"_s, file});
    if (!process.waitForFinished(400'000))
        process.kill();
    process.waitForFinished(5'000);
    return figuresOf(file);
}

Figure figure(const Figures &figures, const QString &name)
{
    const auto at =
        std::find_if(figures.begin(), figures.end(), [&](const Figure &one) { return one.name == name; });
    return at != figures.end() ? *at : Figure{name};
}

//! Of two rounds, what the machine's other work disturbed least.
void keepBest(Figures &best, const Figures &round)
{
    if (best.isEmpty())
        best = round;
    for (Figure &one : best) {
        const Figure other = figure(round, one.name);
        const bool isTime = one.name.startsWith(u"idle"_s);
        if (other.speed > 0)
            one.speed = isTime ? std::min(one.speed, other.speed) : std::max(one.speed, other.speed);
        if (other.cost > 0)
            one.cost = std::min(one.cost, other.cost);
    }
}

void printTable(const char *title, double Figure::*value, const QList<Peer> &all,
                const QList<Figures> &results)
{
    std::printf("\n%s\n%-22s", title, "");
    for (const Peer &peer : all)
        std::printf("%10s", qPrintable(peer.name));
    std::printf("%14s%12s\n", "skep/konsole", "skep/xterm");
    for (const Figure &row : results.constFirst()) {
        std::printf("%-22s", qPrintable(row.name));
        for (const Figures &figures : results)
            std::printf("%10.2f", figure(figures, row.name).*value);
        const double own = figure(results[1], row.name).*value;
        for (const int peer : {2, 3}) {
            const double theirs = figure(results[peer], row.name).*value;
            std::printf("%*.2f", peer == 2 ? 14 : 12, theirs > 0 ? own / theirs : 0.0);
        }
        std::printf("\n");
    }
}

void printLoad(const char *when)
{
    double load[3] = {};
    if (::getloadavg(load, 3) > 0)
        std::printf("Load average %s: %.2f\n", when, load[0]);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--drive") == 0)
        return skep::bench::driveTerminal(argv[2]);
    const QCoreApplication application(argc, argv);
    qputenv("LANG", "C.UTF-8");
    qputenv("LC_ALL", "C.UTF-8");
    qputenv("QT_QPA_PLATFORM", "xcb");
    QProcess server;
    server.setStandardErrorFile(QProcess::nullDevice());
    server.start(
        u"Xvfb"_s,
        {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1200x24"_s, u"-nolisten"_s, u"tcp"_s});
    if (!server.waitForStarted(5'000) || !server.waitForReadyRead(10'000)) {
        std::printf("There is no Xvfb here, so nothing was measured.\n");
        return 0;
    }
    qputenv("DISPLAY", ':' + server.readAllStandardOutput().trimmed());
    std::printf("skep is built as: %s\n", SKEP_BUILD_TYPE);
    printLoad("before");
    const QTemporaryDir scratch;
    // How often, and the name of one terminal, to look closer.
    const int rounds = std::max(1, application.arguments().value(1).toInt());
    const QString only = application.arguments().value(2);
    const QList<Peer> all = peers();
    QList<Figures> results(all.size());
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (!only.isEmpty() && !only.split(u',').contains(all[i].name) && i > 0)
                continue;
            keepBest(results[i],
                     measure(all[i], application.applicationFilePath(), scratch.filePath(all[i].name)));
            std::printf("%s measured\n", qPrintable(all[i].name));
            std::fflush(stdout);
        }
    }
    printTable(qPrintable(u"MB/s, %1 x %2, best of %3"_s.arg(columns).arg(rows).arg(3 * rounds)),
               &Figure::speed, all, results);
    printTable("Processor time of the terminal, ms for each MB", &Figure::cost, all, results);
    printLoad("after");
    server.terminate();
    server.waitForFinished(5'000);
    return 0;
}
