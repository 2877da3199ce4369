// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a terminal shows what programs print, from end to end: through a pty, in a real window, one after
// the other under one X server. Terminals that are not installed are left out.
#include "tests/bench/terminal/ttydriver.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

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

using Figures = QList<std::pair<QString, double>>;

Figures figuresOf(const QString &file)
{
    Figures figures;
    QFile in(file);
    if (in.open(QIODevice::ReadOnly))
        for (const QByteArray &line : in.readAll().split('\n'))
            if (const QList<QByteArray> parts = line.split('\t'); parts.size() == 2)
                figures.push_back({QString::fromUtf8(parts[0]), parts[1].toDouble()});
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

double figure(const Figures &figures, const QString &name)
{
    for (const auto &[key, value] : figures)
        if (key == name)
            return value;
    return 0;
}

void printTable(const QList<Peer> &all, const QList<Figures> &results)
{
    std::printf("\nMB/s, %d x %d, best of 3\n%-22s", columns, rows, "");
    for (const Peer &peer : all)
        std::printf("%10s", qPrintable(peer.name));
    std::printf("%14s%12s\n", "skep/konsole", "skep/xterm");
    for (const auto &[name, limit] : results.constFirst()) {
        std::printf("%-22s", qPrintable(name));
        for (const Figures &figures : results)
            std::printf("%10.2f", figure(figures, name));
        const double own = figure(results[1], name);
        for (const int peer : {2, 3}) {
            const double theirs = figure(results[peer], name);
            std::printf("%*.2f", peer == 2 ? 14 : 12, theirs > 0 ? own / theirs : 0.0);
        }
        std::printf("\n");
    }
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
    const QTemporaryDir scratch;
    const QString only = application.arguments().value(1); // the name of one terminal, to look closer
    QList<Peer> all = peers();
    QList<Figures> results;
    for (const Peer &peer : all) {
        const bool isWanted = only.isEmpty() || only == peer.name || peer.name == u"null";
        results.push_back(isWanted
                              ? measure(peer, application.applicationFilePath(), scratch.filePath(peer.name))
                              : Figures{});
        std::printf("%s measured\n", qPrintable(peer.name));
        std::fflush(stdout);
    }
    printTable(all, results);
    server.terminate();
    server.waitForFinished(5'000);
    return 0;
}
