// SPDX-License-Identifier: GPL-3.0-or-later
// What "skepctl env" prints, evaluated by the shells it is for. PowerShell is not in Debian: its lines are
// read only.
#include "app/skepctl/shellenv.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ctl;

class tst_ShellEnv : public QObject
{
    Q_OBJECT

    static QByteArray evaluated(const QString &program, const QString &lines, const QString &print)
    {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SKEP_GONE"_s, u"still here"_s);
        shell.setProcessEnvironment(environment);
        shell.start(program, {u"-c"_s, lines + print});
        if (!shell.waitForFinished(20'000) || shell.exitCode() != 0)
            return "failed: " + shell.readAllStandardError();
        return shell.readAllStandardOutput();
    }

private slots:
    void shellsSetExactlyTheValue_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << u"ssh://root@192.0.2.7:22001"_s;
        QTest::newRow("blanks") << u" two  words\t"_s;
        QTest::newRow("quotes") << u"a\"b'c\\\"d\\"_s;
        QTest::newRow("substitution") << u"$(touch /tmp/x) `id` $HOME ${HOME} (id)"_s;
        QTest::newRow("lines") << u"one\ntwo; echo three"_s;
        QTest::newRow("signs") << u"*?[a] ~ {a,b} # ! % & | < > ; \\n"_s;
        QTest::newRow("letters") << u"Zürich “quoted” é"_s;
    }
    void shellsSetExactlyTheValue()
    {
        QFETCH(QString, value);
        const QList<Variable> variables{{u"SKEP_VALUE"_s, value}, {u"SKEP_GONE"_s, {}}};
        const QString command = u"skepctl env hive"_s;
        const QString printed = u"\nprintf '%s|' \"$SKEP_VALUE\"; env | grep -c SKEP_GONE; true"_s;
        const QByteArray expected = value.toUtf8() + "|0\n";
        for (const auto &program : {u"bash"_s, u"sh"_s})
            QCOMPARE(evaluated(program, shellText(Shell::Bash, variables, command), printed), expected);
        QVERIFY2(!QStandardPaths::findExecutable(u"fish"_s).isEmpty(), "fish is missing");
        QCOMPARE(evaluated(u"fish"_s, shellText(Shell::Fish, variables, command), printed), expected);
    }

    void powerShellReadsOneString()
    {
        const QList<Variable> variables{{u"A"_s, u"$(x) `y` \"z\" \u201cq\u201d \u201eq"_s}, {u"B"_s, {}}};
        const QStringList lines = shellText(Shell::PowerShell, variables, u"skepctl env hive"_s).split(u'\n');
        // every sign that PowerShell takes for a double quote is escaped, the typographical ones too
        QCOMPARE(lines[0], u"$Env:A = \"`$(x) ``y`` `\"z`\" `\u201cq`\u201d `\u201eq\""_s);
        QCOMPARE(lines[1], u"Remove-Item Env:\\B -ErrorAction SilentlyContinue"_s);
        QVERIFY(lines[2].startsWith(u'#') && lines[3].startsWith(u"# & skepctl env hive"_s));
    }

    void theShellIsThatOfTheUser()
    {
        qputenv("SHELL", "/usr/bin/fish");
        QCOMPARE(*shellNamed({}), Shell::Fish);
        qputenv("SHELL", "/bin/zsh");
        QCOMPARE(*shellNamed({}), Shell::Bash);
        QCOMPARE(*shellNamed(u"pwsh"_s), Shell::PowerShell);
        QCOMPARE(shellNamed(u"cmd"_s).error().code, ErrorCode::Config);
    }
};

QTEST_GUILESS_MAIN(tst_ShellEnv)
#include "tst_shellenv.moc"
