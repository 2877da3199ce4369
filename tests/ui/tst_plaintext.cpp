// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QDirIterator>
#include <QPlainTextEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;

class TestPlainText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::prepareApplication(); }
    void labelsNeverReadMarkup_data();
    void labelsNeverReadMarkup();
    void anErrorIsShownAsItIs();
    void elidedTextKeepsTheWholeInAHarmlessTip();
    void noWindowUsesALabelThatGuesses();
};

void TestPlainText::labelsNeverReadMarkup_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("bold") << u"<b>x</b>"_s;
    QTest::addRow("image") << u"<img src='/usr/share/pixmaps/debian-logo.png' width=100000 height=100000>"_s;
    QTest::addRow("entity") << u"x &lt; y"_s;
    QTest::addRow("heading") << u"<h1>loud</h1>"_s;
}

void TestPlainText::labelsNeverReadMarkup()
{
    QFETCH(QString, text);
    PlainLabel label(text);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    const int line = label.fontMetrics().height();
    QVERIFY(label.sizeHint().height() <= 2 * line);
    QCOMPARE(label.sizeHint().width(), PlainLabel(text).fontMetrics().size(0, text).width());
}

void TestPlainText::anErrorIsShownAsItIs()
{
    MessageBar bar;
    bar.showError({ErrorCode::Remote, u"<b>no</b>"_s, u"<img src=x>"_s});
    QCOMPARE(bar.text(), u"<b>no</b>"_s);
    QCOMPARE(bar.findChild<QPlainTextEdit *>()->toPlainText(), u"<img src=x>"_s);
}

void TestPlainText::elidedTextKeepsTheWholeInAHarmlessTip()
{
    PlainLabel label(u"<img src='/etc/hostname'> a long text that does not fit into so little room"_s);
    label.elided();
    test::shot(&label, u"unused"_s, {80, 24});
    QVERIFY(label.toolTip().contains(u"&lt;img"_s));
    QVERIFY(!label.toolTip().contains(u"<img"_s));
}

//! A plain QLabel or message box guesses at markup, so only the class that cannot may be used.
void TestPlainText::noWindowUsesALabelThatGuesses()
{
    int files = 0;
    QDirIterator walk(QStringLiteral(SKEP_SOURCE_DIR "/ui"), {u"*.cpp"_s}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        ++files;
        for (const char *banned :
             {"QMessageBox", "setHtml(", "insertHtml(", "appendHtml(", "QTextBrowser", "QErrorMessage"})
            QVERIFY2(!text.contains(banned),
                     qPrintable(file.fileName() + u": "_s + QString::fromLatin1(banned)));
        if (text.contains("new QLabel(")) // for pictures only
            QVERIFY2(text.contains("->setPixmap("), qPrintable(file.fileName()));
    }
    QVERIFY(files > 30);
}

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
