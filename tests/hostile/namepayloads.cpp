// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/namepayloads.h"

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

//! Ways to have a command run, each alone, behind a good name and before one.
QStringList commands(const QString &canary)
{
    QStringList all;
    const QString touch = u"touch "_s + canary;
    for (const char *form : {"$(%1)",       "`%1`",        ";%1",        ";%1;",
                             "; %1 #",      "|%1",         "||%1",       "&%1",
                             "&&%1",        "&& %1 &&",    "\n%1",       "\n%1\n",
                             "\r\n%1",      "'; %1; '",    "\"; %1; \"", "';%1;#",
                             "\";%1;#",     "'$(%1)'",     "\"$(%1)\"",  "\\$(%1)",
                             "\\`%1\\`",    "${IFS}$(%1)", "{%1,}",      ">(%1)",
                             "<(%1)",       "$((%1))",     "\0%1",       "a\tb;%1",
                             "!!;%1",       "~;%1",        "*;%1",       "-oProxyCommand=%1",
                             "--eval=%1",   "{{%1}}",      "%0a%1",      "%3B%1",
                             "${x:-$(%1)}", "EOF\n%1",     "'\n%1\n'",   "() { :;}; %1"}) {
        const QString payload = QString::fromLatin1(form).arg(touch);
        all += {payload, u"web"_s + payload, payload + u"web"_s};
    }
    return all;
}

QStringList pathsAndOptions()
{
    QStringList all{u".."_s,
                    u"."_s,
                    u"../"_s,
                    u"../.."_s,
                    u"../../etc/passwd"_s,
                    u"/etc/passwd"_s,
                    u"/"_s,
                    u"//"_s,
                    u"a/../b"_s,
                    u"a/./b"_s,
                    u"a//b"_s,
                    u"a/"_s,
                    u"/a"_s,
                    u"..\\..\\x"_s,
                    u"C:\\x"_s,
                    u"\\\\host\\x"_s,
                    u"file:///x"_s,
                    u"http://x/"_s,
                    u"a/b"_s,
                    u"..a"_s,
                    u"a.."_s,
                    u"...."_s,
                    u"%2e%2e%2f"_s,
                    u"%2e%2e/"_s,
                    u"..%2f"_s,
                    u"..%00/"_s,
                    u"%00"_s,
                    u"~"_s,
                    u"~root"_s,
                    u"~/x"_s,
                    u"-"_s,
                    u"--"_s,
                    u"-rf"_s,
                    u"-h"_s,
                    u"--help"_s,
                    u"-v/:/host"_s,
                    u"--privileged"_s,
                    u"-e"_s,
                    u"-l root"_s,
                    u"--rm=x"_s,
                    u"x?force=1"_s,
                    u"x#y"_s,
                    u"x&y=z"_s,
                    u"x=y"_s,
                    u"x;y"_s,
                    u"@x"_s,
                    u"x@y"_s,
                    u"user:pw@h"_s,
                    u":80"_s,
                    u"[::1]"_s};
    for (const char *glob : {"*", "?", "[a-z]*", "{a,b}", "**/*", "!x", "^x^y", "$HOME", "${HOME}", "$PATH",
                             "$0", "$$", "$*", "$@", "%h", "%r", "%n", "%s%s%n"})
        all.append(QString::fromLatin1(glob));
    return all;
}

QStringList odd()
{
    QStringList all{QString(),
                    u" "_s,
                    u"  lead"_s,
                    u"trail  "_s,
                    u"two  words"_s,
                    u"\t"_s,
                    u"a\tb"_s,
                    u"a\nb"_s,
                    u"a\rb"_s,
                    u"\n"_s,
                    u"a\u000bb"_s,
                    u"a\u0000b"_s,
                    u"\u0000"_s,
                    u"\u0001\u0002"_s,
                    u"\u001b[2J"_s,
                    u"\u007f"_s,
                    u"\u0085x"_s,
                    u"\u00a0x"_s,
                    u"\u2028x"_s,
                    u"\u202ex"_s,
                    u"\u200bx"_s,
                    u"\ufeffx"_s,
                    u"\uff0fetc"_s,
                    u"\uff04(x)"_s,
                    u"\u2215x"_s,
                    u"\u00e9t\u00e9"_s,
                    u"e\u0301"_s,
                    u"\u00df"_s,
                    u"\u0131"_s,
                    u"\u6771\u4eac"_s,
                    u"\u05d0\u05d1"_s,
                    u"\U0001f41d"_s,
                    QString(QChar(0xd800)),
                    QString(QChar(0xdc00)) + u'x',
                    u"'"_s,
                    u"\""_s,
                    u"''"_s,
                    u"\\"_s,
                    u"\\\\"_s,
                    u"\\n"_s,
                    u"a'b\"c`d"_s,
                    u"#"_s,
                    u"a #b"_s,
                    u"<b>x</b>"_s,
                    u"null"_s,
                    u"true"_s,
                    u"0"_s,
                    u"-1"_s,
                    u"1e999"_s,
                    u"{\"a\":1}"_s,
                    u"[1]"_s,
                    u"a,b"_s,
                    u"a:b"_s,
                    u"a: b"_s,
                    u"- a"_s,
                    u"&a *a"_s,
                    u"!!x"_s,
                    u"%TAG ! x"_s};
    for (const int size : {63, 64, 128, 255, 256, 1000, 4096, 100'000})
        all.append(u"x"_s.repeated(size));
    return all;
}

} // namespace

QStringList namePayloads(const QString &canary)
{
    return commands(canary) + pathsAndOptions() + odd();
}

} // namespace skep::test
