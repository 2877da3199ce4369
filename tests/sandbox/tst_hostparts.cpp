// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/aptsources.h"
#include "app/sandbox/files.h"
#include "app/sandbox/firewall.h"
#include "app/sandbox/imagelayout.h"
#include "app/sandbox/network.h"
#include "app/sandbox/process.h"
#include "app/sandbox/routerfirewall.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace skep::sandbox;

//! The parts of the hypervisor that need neither root nor a container.
class TstHostParts : public QObject
{
    Q_OBJECT

private slots:
    void takesDebiansMirrorFromTheHost();
    void findsOverlappingNetworks();
    void readsNameservers();
    void writesFirewallLines();
    void refusesRulesThatAreNoRules();
    void writesRouterLines();
    void runsProgramsWithoutAShell();
    void replacesFilesAtOnce();
    void locksAgainstASecondHolder();
    void packsTheSameImageTwice();
};

void TstHostParts::takesDebiansMirrorFromTheHost()
{
    const auto sources = aptSourcesFrom("http://other.example/tool bookworm main\n"
                                        "http://mirror.example/debian/ bookworm main\n"
                                        "http://mirror.example/debian/ bookworm contrib\n"
                                        "http://mirror.example/debian/ bookworm-updates main\n"
                                        "http://safe.example/debian-security/ bookworm-security main\n",
                                        "bookworm");
    QCOMPARE(sources.mainUri, std::string("http://mirror.example/debian"));
    QCOMPARE(sources.securityUri, std::string("http://safe.example/debian-security"));
    const std::vector<std::string> wanted{"deb http://mirror.example/debian trixie main",
                                          "deb http://mirror.example/debian trixie-updates main",
                                          "deb http://safe.example/debian-security trixie-security main"};
    QCOMPARE(sources.lines("trixie"), wanted);
    QVERIFY(aptSourcesFrom("http://other.example/tool stable main\n", "bookworm").mainUri.empty());
}

void TstHostParts::findsOverlappingNetworks()
{
    QVERIFY(networksOverlap("10.81.7.0/24", "10.0.0.0/8"));
    QVERIFY(networksOverlap("10.81.7.0/24", "10.81.7.200"));
    QVERIFY(networksOverlap("10.81.7.0/24", "0.0.0.0/0"));
    QVERIFY(!networksOverlap("10.81.7.0/24", "10.81.8.0/24"));
    QVERIFY(!networksOverlap("10.81.7.0/24", "unreachable"));
}

void TstHostParts::readsNameservers()
{
    const std::vector<std::string> wanted{"192.0.2.53", "127.0.0.53"};
    QCOMPARE(nameservers(
                 "# nameserver 1.1.1.1\nsearch example\nnameserver 192.0.2.53\n\tnameserver\t127.0.0.53 \n"),
             wanted);
}

void TstHostParts::writesFirewallLines()
{
    QCOMPARE(acceptLine("C", "10.1.2.3", {"tcp", 22, 22, "192.0.2.0/24"}),
             std::string("-A C -d 10.1.2.3/32 -s 192.0.2.0/24 -p tcp --dport 22:22 -j ACCEPT\n"));
    QCOMPARE(acceptLine("C", "10.1.2.3", {"udp", 4000, 4010, "0.0.0.0/0"}),
             std::string("-A C -d 10.1.2.3/32 -s 0.0.0.0/0 -p udp --dport 4000:4010 -j ACCEPT\n"));
    QCOMPARE(acceptLine("C", "10.1.2.3", {"esp", 0, 0, "0.0.0.0/0"}),
             std::string("-A C -d 10.1.2.3/32 -s 0.0.0.0/0 -p esp -j ACCEPT\n"));
    QCOMPARE(releaseLine("C", "10.1.2.3", {"tcp", 443, 443, {}, "192.0.2.0/24"}),
             std::string("-A C -s 10.1.2.3/32 -d 192.0.2.0/24 -p tcp --dport 443:443 -j RETURN\n"));
}

void TstHostParts::refusesRulesThatAreNoRules()
{
    QVERIFY_EXCEPTION_THROWN(acceptLine("C", "10.1.2.3", {"tcp -j ACCEPT\n", 1, 1, "0.0.0.0/0"}),
                             std::runtime_error);
    QVERIFY_EXCEPTION_THROWN(acceptLine("C", "10.1.2.3", {"tcp", 1, 1, "0.0.0.0/0 -j ACCEPT"}),
                             std::runtime_error);
    QVERIFY_EXCEPTION_THROWN(releaseLine("C", "10.1.2.3", {"tcp", 1, 1, {}, "0.0.0.0/0 -j ACCEPT"}),
                             std::runtime_error);
}

void TstHostParts::writesRouterLines()
{
    const Translation single{"tcp", "192.0.2.0/24", "203.0.113.1", 2201, 2201, "10.9.0.10", 22};
    QCOMPARE(translationLine("C", single),
             std::string("-A C -d 203.0.113.1/32 -s 192.0.2.0/24 -p tcp --dport 2201:2201 -j DNAT "
                         "--to-destination 10.9.0.10:22\n"));
    const Translation all{"all", "0.0.0.0/0", "203.0.113.1", 0, 0, "10.9.0.10", 0};
    QCOMPARE(translationLine("C", all),
             std::string("-A C -d 203.0.113.1/32 -s 0.0.0.0/0 -p all -j DNAT --to-destination 10.9.0.10\n"));
    QCOMPARE(egressMatch({"udp", 53, 53, "10.9.0.0/24", "192.0.2.1/32"}),
             std::string(" -s 10.9.0.0/24 -d 192.0.2.1/32 -p udp --dport 53:53"));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, egressMatch({"tcp", 1, 1, "10.9.0.0/24", "x -j ACCEPT"}));
}

void TstHostParts::runsProgramsWithoutAShell()
{
    QCOMPARE(runChecked({"printf", "%s|", "$HOME", "a b", "`id`"}), std::string("$HOME|a b|`id`|"));
    ProcessOptions options;
    options.input = std::string(300000, 'x'); // more than a pipe holds
    QCOMPARE(runChecked({"cat"}, options), options.input);
    QCOMPARE(runProcess({"sh", "-c", "echo no >&2; exit 3"}).exitCode, 3);
    QVERIFY_EXCEPTION_THROWN(runChecked({"false"}), std::runtime_error);
    QVERIFY_EXCEPTION_THROWN(runChecked({"no-such-program-here"}), std::runtime_error);
    QVERIFY(programExists("sh"));
    QVERIFY(!programExists("no-such-program-here"));
}

void TstHostParts::replacesFilesAtOnce()
{
    const QTemporaryDir folder;
    const auto file = fs::path(folder.path().toStdString()) / "a/b";
    writeFile(file, "one", 0600);
    writeFile(file, "two", 0600);
    QCOMPARE(readFile(file), std::string("two"));
    QCOMPARE(fs::status(file).permissions(), fs::perms(0600));
    removeTree(file.parent_path());
    QVERIFY(!fs::exists(file));
    removeTree(file.parent_path());
}

void TstHostParts::locksAgainstASecondHolder()
{
    const QTemporaryDir folder;
    const auto file = fs::path(folder.path().toStdString()) / "lock";
    {
        const FileLock first(file);
        QVERIFY(first.isHeld());
        QVERIFY(!FileLock(file, false).isHeld());
    }
    QVERIFY(FileLock(file, false).isHeld());
}

void TstHostParts::packsTheSameImageTwice()
{
    const QTemporaryDir folder;
    const fs::path base = folder.path().toStdString();
    ImageConfig config;
    config.command = {"sh"};
    for (const char *name : {"one", "two"}) {
        const auto file = base / name / "root/etc/motd";
        writeFile(file, "hello\n");
        fs::last_write_time(file,
                            fs::last_write_time(file) - std::chrono::hours(std::string(name).size() + *name));
        storeImage(base / name / "storage", "library/x", "1", base / name / "root", config);
    }
    const fs::path tag = "storage/docker/registry/v2/repositories/library/x/_manifests/tags/1/current/link";
    QCOMPARE(readFile(base / "one" / tag).size(), std::size_t(71));
    QCOMPARE(readFile(base / "one" / tag), readFile(base / "two" / tag));
}

QTEST_GUILESS_MAIN(TstHostParts)
#include "tst_hostparts.moc"
