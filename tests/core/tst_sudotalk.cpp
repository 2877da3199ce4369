// SPDX-License-Identifier: GPL-3.0-or-later
// What is sudo's and what is the command's, however the bytes come in pieces.
#include "core/ssh/sudotalk.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;

namespace {

Target target(const QByteArray &password = {})
{
    Target target;
    target.host = u"web-1"_s;
    target.user = u"anna"_s;
    if (!password.isEmpty())
        target.password = makeSecret(password);
    return target;
}

const QByteArray lecture =
    "We trust you have received the usual lecture.\n\n    #1) Respect the privacy of others.\n";

} // namespace

class TestSudoTalk : public QObject
{
    Q_OBJECT

private slots:
    void anyPiecesGiveTheSameTalk();
    void theAnswerComesOnceAndAfterTheQuestion();
    void aSecondQuestionIsAWrongPassword();
    void whatTheCommandSaysIsItsOwn();
    void eachRefusalHasItsSentence_data();
    void eachRefusalHasItsSentence();
    void theCommandSurvivesTheShells();
};

void TestSudoTalk::anyPiecesGiveTheSameTalk()
{
    const QByteArray whole = lecture + "skep-sudo-asks:\nskep-sudo-begun\nfirst line of the command\n";
    for (qsizetype size = 1; size <= whole.size(); ++size) {
        SudoTalk talk(target("open"));
        QByteArray left;
        QByteArray answer;
        for (qsizetype at = 0; at < whole.size(); at += size) {
            QByteArray piece = whole.mid(at, size);
            talk.take(piece);
            left += piece;
            answer += talk.takeAnswer();
        }
        QVERIFY(talk.hasBegun());
        QCOMPARE(left, QByteArray("first line of the command\n"));
        // In one piece with the beginning the question was answered already, by a password that sudo knew.
        QVERIFY(answer == "open\n" || (answer.isEmpty() && size > 16));
    }
}

void TestSudoTalk::theAnswerComesOnceAndAfterTheQuestion()
{
    SudoTalk talk(target("open"));
    QByteArray piece = lecture;
    talk.take(piece);
    QVERIFY(piece.isEmpty());
    QVERIFY(talk.takeAnswer().isEmpty());
    piece = "skep-sudo-asks:";
    talk.take(piece);
    QCOMPARE(talk.takeAnswer(), QByteArray("open\n"));
    QVERIFY(talk.takeAnswer().isEmpty());
    QVERIFY(!talk.hasBegun());
    QVERIFY(!talk.isRefused());
}

void TestSudoTalk::aSecondQuestionIsAWrongPassword()
{
    SudoTalk talk(target("shut"));
    QByteArray piece = "skep-sudo-asks:";
    talk.take(piece);
    QCOMPARE(talk.takeAnswer(), QByteArray("shut\n"));
    piece = "Sorry, try again.\nskep-sudo-asks:";
    talk.take(piece);
    QVERIFY(talk.isRefused());
    QVERIFY(talk.takeAnswer().isEmpty());
    const auto problem = talk.problem(-1);
    QCOMPARE(problem.code, ErrorCode::Auth);
    QVERIFY(!problem.retryable);
    QVERIFY(problem.message.contains("does not accept this password"_L1));
    QVERIFY(!problem.detail.contains("shut"_L1));
}

void TestSudoTalk::whatTheCommandSaysIsItsOwn()
{
    SudoTalk talk(target("open"));
    QByteArray piece = "skep-sudo-begun\nskep-sudo-asks:skep-sudo-begun\n";
    talk.take(piece);
    QCOMPARE(piece, QByteArray("skep-sudo-asks:skep-sudo-begun\n"));
    QVERIFY(talk.takeAnswer().isEmpty());
    piece = "skep-sudo-asks:";
    talk.take(piece);
    QCOMPARE(piece, QByteArray("skep-sudo-asks:"));
    QVERIFY(talk.takeAnswer().isEmpty());
}

void TestSudoTalk::eachRefusalHasItsSentence_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::newRow("needs") << QByteArray("sudo: a password is required\n") << 1
                           << u"asks anna for a password"_s;
    QTest::newRow("none") << QByteArray("env: 'sudo': No such file or directory\n") << 127 << u"no sudo"_s;
    QTest::newRow("stranger") << QByteArray("anna is not in the sudoers file.\n") << 1
                              << u"may not become root"_s;
    QTest::newRow("partly") << QByteArray(
        "Sorry, user anna is not allowed to execute '/bin/sh' as root on web-1.\n")
                            << 1 << u"may not become root"_s;
    QTest::newRow("terminal") << QByteArray("sudo: sorry, you must have a tty to run sudo\n") << 1
                              << u"requiretty"_s;
    QTest::newRow("silent") << QByteArray() << 1 << u"did not start"_s;
}

void TestSudoTalk::eachRefusalHasItsSentence()
{
    QFETCH(QByteArray, said);
    QFETCH(int, code);
    QFETCH(QString, part);
    SudoTalk talk(target());
    talk.take(said);
    QVERIFY(!talk.hasBegun());
    const auto problem = talk.problem(code);
    QCOMPARE(problem.code, ErrorCode::Auth);
    QVERIFY2(problem.message.contains(part), qPrintable(problem.message));
}

// A program in sudo's place that only runs what it is told shows what the shells make of the quoting.
void TestSudoTalk::theCommandSurvivesTheShells()
{
    const QByteArray script = "exec sh -c 'printf \"%s|\" \"$HOME\" '\\''it'\\'' \"a  b\" \\\\'";
    QProcess plain;
    plain.start(u"sh"_s, {u"-c"_s, QString::fromUtf8(script)});
    QVERIFY(plain.waitForFinished());
    QByteArray command = SudoTalk(target()).commandFor(script);
    QVERIFY(command.contains("sudo -n -- "));
    command.replace("sudo -n -- ", "");
    QProcess asked;
    asked.start(u"sh"_s, {u"-c"_s, QString::fromUtf8(command)});
    QVERIFY(asked.waitForFinished());
    QCOMPARE(asked.readAllStandardError(), QByteArray("skep-sudo-begun\n"));
    QCOMPARE(asked.readAllStandardOutput(), plain.readAllStandardOutput());
    QVERIFY(!SudoTalk(target("open")).commandFor(script).contains("open"));
}

QTEST_GUILESS_MAIN(TestSudoTalk)
#include "tst_sudotalk.moc"
