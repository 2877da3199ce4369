// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine and the real xterm make of the same bytes: cursor, margins, pen, each cell, and all
// replies.
#include "core/terminal/terminal.h"
#include "tests/core/terminal/conformancerows.h"
#include "tests/core/terminal/xtermcases.h"

#include <QtTest>

using namespace skep::terminal;

namespace {

constexpr int columns = 20;
constexpr int rows = 8;

//! Where the engine is another one on purpose, by what a case holds.
struct Deliberate
{
    std::string_view holds;
    const char *reason;
};
constexpr Deliberate deliberate[] = {
    {"\x1b[0\"qef\x1b[?2", "what is erased around protected cells is blank, not written"},
    {"\x1b[3;2H\x1b[4hxyz", "xterm inserts a run of text by where it begins, however it is cut"},
    {"\x1b[?6h\x1b[$z", "xterm counts what is left out twice from the origin"},
    {"\x1b[?6h\x1b[3$z", "the same"},
    {"\x1b[?6h\x1b[46$x", "the same"},
    {"\x1b[?6h\x1b[;;;;;2;2$v", "the same"},
    {"\x1b[?6h\x1b[2*x\x1b[;;;;5$r", "the same"},
    {"\x1b[?1007", "the wheel moves in full-screen programs unless told otherwise"},
    {"\x1b[?1036$p", "Alt sends ESC unless told otherwise"},
    {"\x1b[?1039$p", "the same"},
    {"\x1b[?1010", "output does not move a text that is scrolled back unless told otherwise"},
    {"\x1b[?1034", "Alt does not set the eighth bit, which would not be UTF-8"},
    {"\x1b[?36$p", "modes of a VT510, which xterm knows only as a VT510"},
    {"\x1b[?57$p", "the same"},
    {"\x1b[?60$p", "the same"},
    {"\x1b[?61$p", "the same"},
    {"\x1b[?64$p", "the same"},
    {"\x1b[?68$p", "the same"},
    {"\x1b[?73$p", "the same"},
    {"\x1b[?81$p", "the same"},
    {"\x1b[?95", "the same"},
    {"\x1b[?96", "the same"},
    {"\x1b[?97", "the same"},
    {"\x1b[?98", "the same"},
    {"\x1b[?99", "the same"},
    {"\x1b[?10", "the same, and mouse encodings, which xterm saves but does not restore"},
    {"\x1b[?66", "saved, which xterm restores into the pen"},
    {"\x1b[?67", "the same"},
    {"\x1b[3$p", "CRM, control representation, is a debugging aid of the real terminals"},
    {"\x1b[?53n", "there is no locator"},
    {"\x1b[?55n", "the same"},
    {"\x1b[x", "DECREQTPARM is answered at every level"},
    {"\x1b[1x", "the same"},
    {"\x1bP$qt", "the size is the real one"},
    {"\x1bP$q$|", "the same"},
    {"\x1bP$q*x", "DECSACE can be asked for"},
    {"\x1b[63;1", "margins can be asked for at every level"},
    {"\x1b(0#@", "the blank of the line drawing set is a space, not nothing"},
    {"\x1b(0\x1b[?42l#@", "the same"},
    {"\x1b(0\x1b(I", "the same"},
    {"\x1b(0\x1b(z", "the same"},
    {"\x1b(A#@", "the British set is that, not the right half of Latin 1"},
    {"\x1b(A\x1b[?42l#@", "the same"},
    {"\x1b(4\x1b[?42l#@", "a set that was chosen stays whole when no other may be chosen"},
    {"\x1b(<", "DEC's supplemental and technical sets are not there"},
    {"\x1b(>", "the same"},
    {"\x1b(K\xc3\xa4", "national sets do not end UTF-8"},
    {"\x1b[38;5m", "a colour that is not whole changes nothing"},
    {"\x1b[38;2;1;2m", "the same"},
    {"\x1b]4;256", "colours of attributes are not painted with"},
    {"rgbi:", "colour spaces of Xcms"},
    {"\xe4", "the second half of a wide character has no checksum"},
    {"\xcc", "graphemes are kept whole"},
    {"\xc0", "broken UTF-8 is shown, byte by byte"},
    {"\xf4", "the same"},
};

QString color(std::uint32_t rgb)
{
    return QStringLiteral("#%1").arg(rgb, 6, 16, QLatin1Char('0'));
}

QStringList xtermArguments(const QString &source, const QString &target)
{
    QStringList all{QStringLiteral("-geometry"), QStringLiteral("%1x%2").arg(columns).arg(rows),
                    QStringLiteral("-u8"), QStringLiteral("-fn"), QStringLiteral("fixed")};
    const auto resource = [&all](const QString &text) {
        all << QStringLiteral("-xrm") << QStringLiteral("XTerm*") + text;
    };
    resource(
        QStringLiteral("checksumExtension: 28")); // as DEC's, but whole characters and only what was written
    resource(QStringLiteral("allowWindowOps: true"));
    resource(QStringLiteral("disallowedWindowOps: "));
    resource(QStringLiteral("decTerminalID: 420"));
    resource(QStringLiteral("boldColors: false"));
    const Palette palette = Terminal::defaultPalette();
    resource(QStringLiteral("foreground: ") + color(palette.foreground));
    resource(QStringLiteral("background: ") + color(palette.background));
    for (int i = 0; i < 16; ++i)
        resource(QStringLiteral("color%1: %2").arg(i).arg(color(palette.indexed[i])));
    return all << QStringLiteral("-e") << QStringLiteral("python3")
               << QStringLiteral(SKEP_SOURCE_DIR "/tests/core/terminal/xtermpeer.py") << source << target;
}

QByteArray escaped(const QByteArray &bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        if (c == '\x1b')
            text += "\\e";
        else if (c >= 0x20 && c < 0x7f)
            text += c;
        else
            text += "\\x" + QByteArray(1, c).toHex();
    }
    return text;
}

QByteArray ofEngine(const std::string &bytes)
{
    Terminal::Options options;
    options.columns = columns;
    options.rows = rows;
    options.allowReports = true;
    Terminal terminal(options);
    terminal.feed("\x1b[28#y" + bytes); // as the resource above says to xterm
    return QByteArray::fromStdString(terminal.takeReplies());
}

//! Cells as letters, for a person to read.
QByteArray readable(const QByteArray &replies)
{
    QByteArray text;
    int cell = 0;
    for (qsizetype i = 0; i < replies.size(); ++i) {
        if (replies.mid(i, 5) != "\x1bP1!~") {
            text += escaped(replies.mid(i, 1));
            continue;
        }
        const int value = (0x10000 - replies.mid(i + 5, 4).toInt(nullptr, 16)) & 0xFFFF;
        if (cell++ % columns == 0)
            text += '\n';
        text += value == 0                 ? QByteArray(".")
            : value == ' '                 ? QByteArray("_")
            : value > ' ' && value <= 0x7E ? QByteArray(1, static_cast<char>(value))
                                           : "<" + QByteArray::number(value, 16) + ">";
        i += 10;
    }
    return text;
}

} // namespace

class TestXterm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void same();

private:
    std::vector<std::string> m_cases;
    std::size_t m_chosen = 0; //!< how many of them are not random
    QList<QByteArray> m_answers;
};

void TestXterm::initTestCase()
{
    for (const ConformanceRow &row : conformanceRows()) {
        if (row.bytes.find("\x1b[5n") == std::string::npos) // its answer is what ends a case
            m_cases.push_back(row.bytes);
    }
    for (const std::string &bytes : chosenCases())
        m_cases.push_back(bytes);
    m_chosen = m_cases.size();
    const auto more = randomCases(400, columns, rows);
    m_cases.insert(m_cases.end(), more.begin(), more.end());
    QTemporaryDir scratch;
    QFile source(scratch.filePath(QStringLiteral("cases")));
    QVERIFY(source.open(QIODevice::WriteOnly));
    for (const std::string &bytes : m_cases)
        source.write(QByteArray::fromStdString(bytes + probe(columns, rows)).toHex() + "\n");
    source.close();

    QProcess server;
    server.start(QStringLiteral("Xvfb"),
                 {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-nolisten"),
                  QStringLiteral("tcp")});
    if (!server.waitForStarted(5000) || !server.waitForReadyRead(20000))
        QSKIP("Xvfb does not start");
    const QString display = QStringLiteral(":") + QString::fromLatin1(server.readLine().trimmed());
    QProcess xterm;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), display);
    xterm.setProcessEnvironment(environment);
    const QString target = scratch.filePath(QStringLiteral("answers"));
    xterm.start(QStringLiteral("xterm"), xtermArguments(source.fileName(), target));
    const bool hasStarted = xterm.waitForStarted(5000);
    const bool hasEnded = hasStarted && xterm.waitForFinished(100'000);
    xterm.kill();
    xterm.waitForFinished(2000);
    server.terminate();
    server.waitForFinished(5000);
    if (!hasStarted)
        QSKIP("xterm does not start");
    QVERIFY2(hasEnded, "xterm has not answered all in time");
    QFile answers(target);
    QVERIFY(answers.open(QIODevice::ReadOnly));
    for (const QByteArray &line : answers.readAll().split('\n'))
        m_answers.append(QByteArray::fromHex(line));
    QVERIFY(m_answers.size() > static_cast<qsizetype>(m_cases.size()));
}

void TestXterm::same()
{
    int others = 0;
    int meant = 0;
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        const QByteArray bytes = QByteArray::fromStdString(m_cases[i]);
        const bool isRandom = i >= m_chosen;
        QByteArray expected = m_answers.at(static_cast<qsizetype>(i));
        expected.replace("\x1b[0n", "");
        QByteArray got = ofEngine(m_cases[i] + probe(columns, rows));
        got.replace("\x1b[0n", "");
        if (isRandom) { // whether a blank was written or erased depends on how xterm stores lines
            expected.replace("!~FFE0", "!~0000");
            got.replace("!~FFE0", "!~0000");
        }
        if (got == expected)
            continue;
        const bool isMeant = !isRandom
            && std::any_of(std::begin(deliberate), std::end(deliberate), [&bytes](const Deliberate &d) {
                   return bytes.toStdString().find(d.holds) != std::string::npos;
               });
        if (isMeant) {
            ++meant;
            continue;
        }
        ++others;
        qWarning().noquote() << "CASE" << i << escaped(bytes) << "\nXTERM " << readable(expected)
                             << "\nENGINE" << readable(got);
    }
    qInfo("%zu cases, %d other on purpose, %d other", m_cases.size(), meant, others);
    QCOMPARE(others, 0);
}

QTEST_GUILESS_MAIN(TestXterm)

#include "tst_xterm.moc"
