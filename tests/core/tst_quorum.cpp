// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/quorum.h"

#include <QTest>

using namespace skep;
using namespace skep::cluster;
using namespace Qt::StringLiterals;

namespace {

// "a b! c": b is not reachable.
QList<VoterSeen> managersFrom(const QString &text)
{
    QList<VoterSeen> managers;
    const auto names = text.split(u' ', Qt::SkipEmptyParts);
    for (QString name : names) {
        const bool isDown = name.endsWith(u'!');
        managers.append({isDown ? name.chopped(1) : name, !isDown});
    }
    return managers;
}

} // namespace

//! The quorum guard by tables, and against every order in which managers can go.
class TestQuorum : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void saysItInNumbers();
    void noWayIsWorseThanItsEnd();
    void readsTheSwarm();
    void successorsCount();
    void decidesForConsul_data();
    void decidesForConsul();
};

void TestQuorum::decides_data()
{
    QTest::addColumn<QString>("managers");
    QTest::addColumn<QString>("leaving");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("worker goes") << u"a"_s << u"w"_s << true;
    QTest::newRow("the only one") << u"a"_s << u"a"_s << false;
    QTest::newRow("1 of 2") << u"a b"_s << u"a"_s << true;
    QTest::newRow("dead one of 2: no majority") << u"a b!"_s << u"b"_s << false;
    QTest::newRow("1 of 3") << u"a b c"_s << u"c"_s << true;
    QTest::newRow("2 of 3") << u"a b c"_s << u"b c"_s << true;
    QTest::newRow("3 of 3") << u"a b c"_s << u"a b c"_s << false;
    QTest::newRow("dead one of 3") << u"a b c!"_s << u"c"_s << true;
    QTest::newRow("live one of 3 with a dead one") << u"a b c!"_s << u"b"_s << false;
    QTest::newRow("the dead and a live one of 3") << u"a b c!"_s << u"b c"_s << true;
    QTest::newRow("dead one, majority lost") << u"a b! c!"_s << u"c"_s << false;
    QTest::newRow("both dead, majority lost") << u"a b! c!"_s << u"b c"_s << false;
    QTest::newRow("live one of 5 with a dead one") << u"a b c d e!"_s << u"a"_s << true;
    QTest::newRow("live one of 5 with two dead ones") << u"a b c d! e!"_s << u"a"_s << false;
    QTest::newRow("two live ones of 5 with a dead one") << u"a b c d e!"_s << u"a b"_s << true;
    QTest::newRow("three live ones of 5 with a dead one") << u"a b c d e!"_s << u"a b c"_s << false;
}

void TestQuorum::decides()
{
    QFETCH(QString, managers);
    QFETCH(QString, leaving);
    QFETCH(bool, allowed);
    const auto answer = quorumAllows(managersFrom(managers), leaving.split(u' '));
    QCOMPARE(answer.has_value(), allowed);
    if (!allowed)
        QCOMPARE(answer.error().code, ErrorCode::Conflict);
}

void TestQuorum::saysItInNumbers()
{
    const auto sentence = [](const QString &managers, const QString &leaving) {
        return quorumAllows(managersFrom(managers), leaving.split(u' ')).error().message;
    };
    QCOMPARE(sentence(u"m-1 m-2 m-3!"_s, u"m-2"_s),
             u"3 managers, 2 reachable; removing m-2 leaves 1 of 2 reachable, 2 needed: the swarm would "
             "lose its majority. Bring back or remove the unreachable ones first."_s);
    QCOMPARE(sentence(u"m-1 m-2! m-3!"_s, u"m-2"_s),
             u"3 managers, 1 reachable, 2 needed: the swarm has no majority and can change nothing. Bring "
             "a manager back first."_s);
    QVERIFY(sentence(u"m-1"_s, u"m-1"_s).startsWith("1 manager, 1 reachable; without m-1"_L1));
}

// What is allowed for a set is allowed for its members one by one, unreachable ones first.
void TestQuorum::noWayIsWorseThanItsEnd()
{
    int allowed = 0;
    for (int count = 1; count <= 5; ++count) {
        for (int down = 0; down < 1 << count; ++down) {
            QList<VoterSeen> managers;
            for (int i = 0; i < count; ++i)
                managers.append({QString::number(i), (down >> i & 1) == 0});
            std::stable_sort(managers.begin(), managers.end(),
                             [](const auto &a, const auto &b) { return a.isReachable < b.isReachable; });
            for (int set = 1; set < 1 << count; ++set) {
                QStringList leaving;
                for (int i = 0; i < count; ++i) {
                    if ((set >> i & 1) != 0)
                        leaving.append(managers.at(i).name);
                }
                if (!quorumAllows(managers, leaving))
                    continue;
                ++allowed;
                auto now = managers;
                for (const QString &name : std::as_const(leaving)) {
                    QVERIFY(quorumAllows(now, {name}));
                    now.removeIf([&](const VoterSeen &manager) { return manager.name == name; });
                }
            }
        }
    }
    QVERIFY(allowed > 50);
}

void TestQuorum::readsTheSwarm()
{
    docker::Node manager;
    manager.hostname = u"m"_s;
    manager.role = docker::NodeRole::Manager;
    manager.isReachableManager = true;
    docker::Node worker;
    worker.hostname = u"w"_s;
    QCOMPARE(managersSeen({manager, worker}), (QList<VoterSeen>{{u"m"_s, true}}));
}

void TestQuorum::successorsCount()
{
    QVERIFY(!quorumAllows(managersFrom(u"a"_s), {u"a"_s}));
    QVERIFY(quorumAllows(managersFrom(u"a"_s), {u"a"_s}, 1));
    QVERIFY(!quorumAllows(managersFrom(u"a b! c!"_s), {u"b"_s}, 1)); // nobody can let it in
}

void TestQuorum::decidesForConsul_data()
{
    QTest::addColumn<QString>("servers");
    QTest::addColumn<QString>("leaving");
    QTest::addColumn<int>("joining");
    QTest::addColumn<QString>("refusal");
    const QString fine;
    QTest::newRow("dead one of 3 replaced") << u"a b c!"_s << u"c"_s << 1 << fine;
    QTest::newRow("live one of 3 replaced") << u"a b c"_s << u"a"_s << 1 << fine;
    QTest::newRow("live one of 3 replaced, another dead") << u"a b c!"_s << u"a"_s << 1 << fine;
    QTest::newRow("the only one replaced") << u"a"_s << u"a"_s << 1 << fine;
    QTest::newRow("a newcomer taken back") << u"a b c! d"_s << u"d"_s << 0 << fine;
    QTest::newRow("two of 3 go") << u"a b c"_s << u"b c"_s << 0 << fine;
    QTest::newRow("the dead and a live one go") << u"a b c!"_s << u"b c"_s << 0 << fine;
    QTest::newRow("two live ones go, the dead stays")
        << u"a b c!"_s << u"a b"_s << 0
        << u"3 Consul servers, 2 reachable; removing a, b leaves "
           "0 of 1 reachable, 1 needed: Consul would lose its "
           "majority. Replace the unreachable ones first."_s;
    QTest::newRow("no majority") << u"a b! c!"_s << u"c"_s << 1
                                 << u"3 Consul servers, 1 reachable, 2 needed: Consul has no leader and lets "
                                    "no server come or go. Start the machines of its servers again first."_s;
    QTest::newRow("the only one is dead") << u"a!"_s << u"a"_s << 1
                                          << u"1 Consul server, 0 reachable, 1 needed: Consul has no leader "
                                             "and lets no server come or go. Start the machines of its "
                                             "servers again first."_s;
}

void TestQuorum::decidesForConsul()
{
    QFETCH(QString, servers);
    QFETCH(QString, leaving);
    QFETCH(int, joining);
    QFETCH(QString, refusal);
    const auto answer = consulAllows(managersFrom(servers), leaving.split(u' '), joining);
    QCOMPARE(answer ? QString() : answer.error().message, refusal);
}

QTEST_GUILESS_MAIN(TestQuorum)
#include "tst_quorum.moc"
