// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/textpayloads.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

QStringList markup(const QString &canary)
{
    QStringList all{
        u"<b>bold</b>"_s,
        u"<h1>heading</h1>"_s,
        u"<i>x</i><u>y</u><s>z</s>"_s,
        u"<font size=7 color=red>big</font>"_s,
        u"<table><tr><td>a</td></tr></table>"_s,
        u"<ul><li>one</li></ul>"_s,
        u"<hr><br><p>par</p>"_s,
        u"<qt>rich</qt>"_s,
        u"<!DOCTYPE html><html><body>page</body></html>"_s,
        u"<script>alert(1)</script>"_s,
        u"<style>*{font-size:99px}</style>styled"_s,
        u"<span style='font-size:200px'>huge</span>"_s,
        u"<pre>a   b</pre>"_s,
        u"x &lt; y &amp;&amp; y &gt; z"_s,
        u"&#60;b&#62;entity&#60;/b&#62;"_s,
        u"</span></qt><b>out of the tip</b>"_s,
        u"\"><b>out of a quote</b>"_s,
        u"'><b>out of a quote</b>"_s,
        u"<!-- comment --><b>x</b>"_s,
        u"<a href='http://example.org/'>link</a>"_s,
        u"<B\n>b</B\n>"_s,
        u"**bold** _it_ `code` [link](http://example.org)"_s,
    };
    for (const char *form :
         {"<img src='%1'>", "<img src=\"file://%1\">", "<img src='%1' width=100000 height=100000>",
          "<a href='file://%1'>open</a>", "<link rel=stylesheet href='%1'>", "<body background='%1'>",
          "<div style=\"background-image:url('%1')\">x</div>", "<svg><image href='%1'/></svg>",
          "![image](%1)", "<object data='%1'></object>", "%1", "file://%1"})
        all.append(QString::fromLatin1(form).arg(canary));
    return all;
}

QStringList odd()
{
    return {
        u"\u202egnp.exe\u202c"_s,
        u"\u2066isolated\u2069 \u202dforced"_s,
        u"\u200f\u200eright to left \u05d0\u05d1"_s,
        u"a\u0000b"_s,
        u"\u0000"_s,
        u"x"_s.repeated(10'000),
        u"word "_s.repeated(2'000),
        u"W"_s.repeated(300) + u" <b>b</b>"_s,
        u"a"_s + u"\u0301"_s.repeated(200),
        u"\u0e01"_s + u"\u0e33\u0e49"_s.repeated(100),
        u"one\ntwo\nthree"_s,
        u"\n"_s.repeated(500),
        u"\r\nover\rwritten"_s,
        u"tab\tand\vmore\f"_s,
        u"A & B && C &D"_s,
        u"&File\tCtrl+Q"_s,
        u"\x1b[31mred\x1b[0m\x1b]0;title\x07"_s,
        u"\x9b"
        u"2J\x9d"
        u"52;c;eA==\x9c"_s,
        u"%1 %2 %n %L1 %99"_s,
        u"%s%n%x"_s,
        QString(QChar(0xd800)) + u" lone"_s,
        u"\ufeff\ufffe\uffff"_s,
        u"\U0001f41d\U0001f1e8\U0001f1ed\u200d\U0001f41d"_s,
        u"   "_s,
        u"\u2028line\u2029paragraph"_s,
        u"-rf --help ../../etc"_s,
    };
}

} // namespace

QList<TextPayload> textPayloads(const QString &canary)
{
    QList<TextPayload> all;
    const QStringList texts = markup(canary) + odd();
    for (const QString &text : texts)
        all.append({QByteArray::number(all.size()), text});
    return all;
}

} // namespace skep::test
