// SPDX-License-Identifier: GPL-3.0-or-later
// What a command does whose input was cut: nothing, after whatever byte. The shells are real ones.
#include "core/ssh/wholeinput.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
};

Ended run(const QString &shell, const QByteArray &command, const QByteArray &input)
{
    QProcess process;
    process.start(shell, {u"-c"_s, QString::fromUtf8(command)});
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput()};
}

} // namespace

class TestWholeInput : public QObject
{
    Q_OBJECT

private slots:
    void handsOverAllOfIt_data();
    void handsOverAllOfIt();
    void doesNothingWithAPart_data() { handsOverAllOfIt_data(); }
    void doesNothingWithAPart();
};

void TestWholeInput::handsOverAllOfIt_data()
{
    QTest::addColumn<QString>("shell");
    for (const QString &name : {u"sh"_s, u"dash"_s, u"bash"_s, u"fish"_s}) {
        if (!QStandardPaths::findExecutable(name).isEmpty())
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestWholeInput::handsOverAllOfIt()
{
    QFETCH(QString, shell);
    QByteArray every;
    for (int byte = 0; byte < 256; ++byte)
        every.append(char(byte));
    const auto echoed = [&](const QByteArray &input) {
        return run(shell, ssh::onlyWithAllInput("cat"), ssh::allInput(input)).out;
    };
    QCOMPARE(echoed(every), every);
    QCOMPARE(echoed("a line\n\n"), QByteArray("a line\n\n"));
    QCOMPARE(echoed(every.repeated(4096)), every.repeated(4096)); // 1 MiB
    const auto ended = run(shell, ssh::onlyWithAllInput("read -r it; printf '%s' \"it's $it\"; exit 7"),
                           ssh::allInput("seven 'bees'\n"));
    QCOMPARE(ended.code, 7);
    QCOMPARE(ended.out, QByteArray("it's seven 'bees'"));
}

void TestWholeInput::doesNothingWithAPart()
{
    QFETCH(QString, shell);
    const QTemporaryDir folder;
    const QString written = folder.filePath(u"daemon.json"_s);
    const QByteArray command = ssh::onlyWithAllInput("cat >'" + written.toUtf8() + '\'');
    const QByteArray input = ssh::allInput("{\"registry-mirrors\": []}\n");
    for (qsizetype part = 0; part < input.size(); ++part) {
        QVERIFY(run(shell, command, input.first(part)).code != 0);
        QVERIFY2(!QFile::exists(written), input.first(part).constData());
    }
    QCOMPARE(run(shell, command, input).code, 0);
    QVERIFY(QFile::exists(written));
}

QTEST_GUILESS_MAIN(TestWholeInput)
#include "tst_wholeinput.moc"
