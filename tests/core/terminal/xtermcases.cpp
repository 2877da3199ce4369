// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/terminal/xtermcases.h"

#include <random>

namespace skep::terminal {

namespace {

using namespace std::string_literals;

//! Rows of letters that can be told apart, cursor home.
const std::string filled =
    "abcdefghijklmnopqrst\r\nABCDEFGHIJKLMNOPQRST\r\n01234567890123456789\r\nuvwxyzuvwxyzuvwxyzuv\r\n"
    "UVWXYZUVWXYZUVWXYZUV\r\n!#$%&()*+,-./:;<=>?!\r\nmnopqrstuvwxyzabcdef\x1b[H"s;
const std::string sides = "\x1b[?69h\x1b[4;9s"s;
const std::string box = "\x1b[?69h\x1b[4;9s\x1b[2;5r"s;

void each(std::vector<std::string> *to, const std::string &before, const std::vector<std::string> &all)
{
    for (const std::string &one : all)
        to->push_back(before + one);
}

void addEditing(std::vector<std::string> *to)
{
    const std::vector<std::string> edits = {"\x1b[@",
                                            "\x1b[3@",
                                            "\x1b[99@",
                                            "\x1b[P",
                                            "\x1b[3P",
                                            "\x1b[99P",
                                            "\x1b[L",
                                            "\x1b[2L",
                                            "\x1b[99L",
                                            "\x1b[M",
                                            "\x1b[2M",
                                            "\x1b[99M",
                                            "\x1b[X",
                                            "\x1b[3X",
                                            "\x1b[99X",
                                            "\x1b[J",
                                            "\x1b[1J",
                                            "\x1b[2J",
                                            "\x1b[K",
                                            "\x1b[1K",
                                            "\x1b[2K",
                                            "\x1b[?J",
                                            "\x1b[?1J",
                                            "\x1b[?2J",
                                            "\x1b[?K",
                                            "\x1b[?1K",
                                            "\x1b[?2K",
                                            "\x1b[S",
                                            "\x1b[3S",
                                            "\x1b[99S",
                                            "\x1b[T",
                                            "\x1b[3T",
                                            "\x1b[99T",
                                            "\x1b[2^",
                                            "\x1b[2'}",
                                            "\x1b[2'~",
                                            "\x1b[99'}",
                                            "\x1b[99'~",
                                            "\x1b[2 @",
                                            "\x1b[2 A",
                                            "\x1b[99 @",
                                            "\x1b"
                                            "6",
                                            "\x1b"
                                            "9",
                                            "\x1b"
                                            "D",
                                            "\x1b"
                                            "M",
                                            "\x1b"
                                            "E",
                                            "\x1b#8",
                                            "\x1b[4hxyz",
                                            "xyz\x1b[5b",
                                            "\x1b[5b",
                                            "\n\n\n\n\n\n\n\n",
                                            "\x1bM\x1bM\x1bM\x1bM",
                                            "\r",
                                            "\b",
                                            "\b\b\b\b\b\b\b\b\b\b",
                                            "\t",
                                            "\t\t\t",
                                            "\x1b[Z",
                                            "\x1b[2Z",
                                            "\x1b[2I",
                                            "abcdefghijklmnopqrstuvwxyz",
                                            "\x1b[99A",
                                            "\x1b[99B",
                                            "\x1b[99C",
                                            "\x1b[99D",
                                            "\x1b[2E",
                                            "\x1b[2F",
                                            "\x1b[99E",
                                            "\x1b[99F",
                                            "\x1b[3G",
                                            "\x1b[3`",
                                            "\x1b[3d",
                                            "\x1b[2a",
                                            "\x1b[2e",
                                            "\x1b[99a",
                                            "\x1b[99e",
                                            "\x1b[0;0H",
                                            "\x1b[99;99H",
                                            "\x1b[;3f"};
    for (const std::string &where : {"\x1b[3;6H"s, "\x1b[1;1H"s, "\x1b[8;20H"s, "\x1b[2;4H"s, "\x1b[5;9H"s,
                                     "\x1b[3;2H"s, "\x1b[3;12H"s, "\x1b[7;6H"s}) {
        each(to, filled + where, edits);
        each(to, filled + box + where, edits);
    }
    each(to, filled + "\x1b[3;5r\x1b[4;6H", edits);
    each(to, filled + box + "\x1b[?6h\x1b[2;3H", edits);
    each(to, filled + sides + "\x1b[4;20H", edits);
    each(to, filled + "\x1b[?45h\x1b[3;1H",
         {"\b", "\b\b", "\x1b[30D", "\x1b[300D", "\x1b[1;1H\b", "\x1b[?7l\b"});
    each(to, filled + box + "\x1b[?45h",
         {"\x1b[3;4H\b", "\x1b[2;4H\b", "\x1b[3;2H\x1b[5D", "\x1b[3;9Hzz\b", "\x1b[1;1H\b"});
    each(to, filled + "\x1b[?7l\x1b[3;18H", {"uvwxyz", "uvwxyz\x1b[D!", "uv\x1b[?7hwxyz"});
    each(to, filled + "\x1b[3;19Hpq",
         {"\x1b[D!",
          "\bx",
          "\tx",
          "\rx",
          "\x1b[Kx",
          "\x1b[Jx",
          "\x1b[1Kx",
          "\x1b[Xx",
          "\x1b[@x",
          "\x1b[Px",
          "\x1b[Ax",
          "\x1b[Cx",
          "\x1b"
          "7\x1b[H\x1b"
          "8x",
          "\nx",
          "\x1b[20Gx",
          "\x1b[mx",
          "\x1b[?7lx",
          "\x1b[6n",
          "\x1b[3bx",
          "\x1b[?6lx",
          "\x1b[Lx",
          "\x1b[Sx"});
}

void addProtection(std::vector<std::string> *to)
{
    const std::string dec = "\x1b[1\"qabc\x1b[0\"qdef\r\n\x1b[1\"qghi\x1b[2\"qjkl\x1b[1;3H"s;
    const std::string iso = "\x1bVabc\x1bWdef\r\n\x1bVghi\x1bWjkl\x1b[1;3H"s;
    const std::vector<std::string> erasers = {
        "\x1b[J",   "\x1b[1J",        "\x1b[2J",        "\x1b[K",
        "\x1b[1K",  "\x1b[2K",        "\x1b[9X",        "\x1b[?J",
        "\x1b[?1J", "\x1b[?2J",       "\x1b[?K",        "\x1b[?1K",
        "\x1b[?2K", "\x1b[1;1;2;5${", "\x1b[1;1;2;5$z", "\x1b[46;1;1;2;5$x",
        "\x1b[2P",  "\x1b[2@",        "\x1b[M",         "\x1b#8",
        "\x1b[3J"};
    each(to, dec, erasers);
    each(to, iso, erasers);
    each(to, iso + "\x1b[1\"q\x1b[0\"q", erasers);
    each(to, dec + "\x1bV\x1bW", erasers);
}

void addRectangles(std::vector<std::string> *to)
{
    const std::vector<std::string> all = {"\x1b[2;3;4;7$z",
                                          "\x1b[$z",
                                          "\x1b[3$z",
                                          "\x1b[4;7;2;3$z",
                                          "\x1b[2;3;99;99$z",
                                          "\x1b[46;2;3;4;7$x",
                                          "\x1b[46$x",
                                          "\x1b[2;3;4;7$z",
                                          "\x1b[2;3;4;7${",
                                          "\x1b[2;3;4;7;1;3;5;1$v",
                                          "\x1b[2;3;4;7;1;3;4$v",
                                          "\x1b[1;1;3;3;1;2;2;1$v",
                                          "\x1b[1;1;8;20;1;3;3;1$v",
                                          "\x1b[2;3;4;7;1;8;18;1$v",
                                          "\x1b[4;7;2;3;1;1;1;1$v",
                                          "\x1b[;;;;;2;2$v",
                                          "\x1b[2;3;4;7;1$r",
                                          "\x1b[2;3;4;7;4;7$r",
                                          "\x1b[2*x\x1b[2;3;4;7;1$r",
                                          "\x1b[2*x\x1b[2;3;4;7;1;4$t",
                                          "\x1b[2;3;4;7;7$t",
                                          "\x1b[2*x\x1b[2;3;4;7;0$r",
                                          "\x1b[2*x\x1b[2;3;4;7$r",
                                          "\x1b[2*x\x1b[;;;;5$r",
                                          "\x1b[31;1;1;2;2$x",
                                          "\x1b[127;1;1;2;2$x",
                                          "\x1b[160;1;1;2;2$x",
                                          "\x1b[1m\x1b[46;2;3;4;7$x"};
    each(to, filled, all);
    each(to, filled + box, all);
    each(to, filled + box + "\x1b[?6h", all);
    each(to, "\x1b[1;4mabcdefg\x1b[7m\r\nhijklmn\x1b[m\x1b[5mopq\r\nrst",
         {"\x1b[2*x\x1b[1;2;2;6;0$r", "\x1b[2*x\x1b[1;2;2;6;1$t"});
}

void addModes(std::vector<std::string> *to)
{
    for (int mode = 1; mode <= 110; ++mode)
        to->push_back("\x1b[?" + std::to_string(mode) + "$p");
    for (int mode : {1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1010, 1011, 1015, 1016, 1034,
                     1035, 1036, 1037, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047, 1048,
                     1049, 1050, 1051, 1052, 1053, 1060, 1061, 2004, 2005, 2006, 9999})
        to->push_back("\x1b[?" + std::to_string(mode) + "$p");
    for (int mode = 1; mode <= 22; ++mode) {
        const std::string text = std::to_string(mode);
        to->push_back("\x1b[" + text + "$p\x1b[" + text + "h\x1b[" + text + "$p\x1b[" + text + "l\x1b[" + text
                      + "$p\x1b[2l");
    }
    for (int mode :
         {1,    5,    6,    7,    8,    9,    12,   25,   45,   47,   66,   67,   69,   95,   1000, 1002,
          1003, 1004, 1005, 1006, 1007, 1010, 1011, 1015, 1016, 1036, 1039, 1045, 1047, 1049, 2004}) {
        const std::string text = std::to_string(mode);
        to->push_back("\x1b[?" + text + "h\x1b[?" + text + "$p\x1b[?" + text + "s\x1b[?" + text + "l\x1b[?"
                      + text + "$p\x1b[?" + text + "r\x1b[?" + text + "$p\x1b[?" + text + "l");
        to->push_back("\x1b[?" + text + "h\x1b[!p\x1b[?" + text + "$p\x1b[?" + text + "l");
        to->push_back("\x1b[?" + text
                      + "h\x1b"
                        "c\x1b[?"
                      + text + "$p");
    }
}

void addReports(std::vector<std::string> *to)
{
    each(to, "",
         {"\x1b[6n",
          "\x1b[?6n",
          "\x1b[?15n",
          "\x1b[?25n",
          "\x1b[?26n",
          "\x1b[?53n",
          "\x1b[?55n",
          "\x1b[?56n",
          "\x1b[?62n",
          "\x1b[?75n",
          "\x1b[?85n",
          "\x1b[>c",
          "\x1b[=c",
          "\x1b[x",
          "\x1b[1x",
          "\x1bP$q\"p\x1b\\",
          "\x1bP$q\"q\x1b\\",
          "\x1b[1\"q\x1bP$q\"q\x1b\\",
          "\x1bP$qr\x1b\\",
          "\x1b[2;4r\x1bP$qr\x1b\\",
          "\x1bP$qs\x1b\\",
          "\x1b[?69h\x1b[2;4s\x1bP$qs\x1b\\",
          "\x1bP$qt\x1b\\",
          "\x1bP$q$|\x1b\\",
          "\x1bP$q*|\x1b\\",
          "\x1bP$q q\x1b\\",
          "\x1b[4 q\x1bP$q q\x1b\\\x1b[2 q",
          "\x1bP$q*x\x1b\\",
          "\x1b[2*x\x1bP$q*x\x1b\\",
          "\x1bP$qz\x1b\\",
          "\x1bP$q\x1b\\",
          "\x1b[63;1\"p\x1bP$q\"p\x1b\\",
          "\x1b G\x1b[6n\x1b F\x1b[6n",
          "\x1b[?6h\x1b[2;5r\x1b[6n\x1b[?6n"});
    for (const char *sgr : {"1",          "2",           "3",           "4",        "5",
                            "7",          "8",           "9",           "21",       "1;2;3;4;5;7;8;9",
                            "31",         "41",          "91",          "101",      "38;5;3",
                            "38;5;9",     "38;5;200",    "48;5;200",    "38:5:200", "38;2;1;2;3",
                            "38:2:1:2:3", "38:2::1:2:3", "48;2;1;2;3",  "1;31;0",   "1;22",
                            "2;22",       "4;24",        "21;24",       "38;5",     "38",
                            "38;5;300",   "39;49",       "38;2;1;2",    "1;;2",     "31;44;1;38;5;17;4",
                            "38:5:17;1",  "38;5;17;1",   "38:2:1:2:3;1"})
        to->push_back("\x1b["s + sgr + "m\x1bP$qm\x1b\\x");
    each(to, "",
         {"\x1b]4;1;#123456\x07\x1b]4;1;?\x07",
          "\x1b]4;1;rgb:1/2/3;2;?\x1b\\",
          "\x1b]4;5;red;5;?\x1b\\",
          "\x1b]4;5;#abc;5;?\x1b\\",
          "\x1b]4;5;#112233445566;5;?\x1b\\",
          "\x1b]4;5;rgb:12/34/56;5;?\x07",
          "\x1b]4;5;rgb:123/456/789;5;?\x07",
          "\x1b]4;5;rgb:1234/5678/9abc;5;?\x07",
          "\x1b]4;5;blue\x07\x1b]104;5\x07\x1b]4;5;?\x07",
          "\x1b]4;5;blue\x07\x1b]104\x07\x1b]4;5;?\x07",
          "\x1b]10;#123456\x07\x1b]10;?\x07",
          "\x1b]11;#123456\x07\x1b]11;?\x07",
          "\x1b]12;#123456\x07\x1b]12;?\x07",
          "\x1b]10;red;green\x07\x1b]10;?;?\x07",
          "\x1b]10;red\x07\x1b]110\x07\x1b]10;?\x07",
          "\x1b]11;red\x07\x1b]111\x07\x1b]11;?\x07",
          "\x1b]13;#123456\x07\x1b]13;?\x07",
          "\x1b]14;#123456\x07\x1b]14;?\x07",
          "\x1b]17;#123456\x07\x1b]17;?\x07",
          "\x1b]19;#123456\x07\x1b]19;?\x07",
          "\x1b]5;0;#123456\x07\x1b]5;0;?\x07",
          "\x1b]5;3;#123456\x07\x1b]5;3;?\x07",
          "\x1b]4;256;#123456\x07\x1b]4;256;?\x07",
          "\x1b]4;256;?\x07",
          "\x1b]5;0;#123456\x07\x1b]4;256;?\x07",
          "\x1b]4;200;?\x07",
          "\x1b]4;17;?;240;?\x07",
          "\x1b]4;5;nonsense;5;?\x07",
          "\x1b]4;5;rgb:zz/1/1\x07\x1b]4;5;?\x07",
          "\x1b]10;?\x07\x1b]11;?\x1b\\",
          "\x1b]4;3;rgbi:1/0.5/0;3;?\x07",
          "\x1b]4;3;DarkGreen;3;?\x07",
          "\x1b]4;3;light sky blue;3;?\x07",
          "\x1b]4;3;gray50;3;?\x07"});
    each(to, "",
         {"\x1b[18t", "\x1b[8;8;20t\x1b[18t", "\x1b[11t", "\x1b]2;title\x07\x1b[21t",
          "\x1b]1;icon\x07\x1b[20t", "\x1b]2;a\x07\x1b[22t\x1b]2;b\x07\x1b[21t\x1b[23t\x1b[21t",
          "\x1b]2;a\x07\x1b]1;i\x07\x1b[22;2t\x1b]2;b\x07\x1b]1;j\x07\x1b[23;2t\x1b[21t\x1b[20t",
          "\x1b]2;a\x07\x1b]1;i\x07\x1b[22;1t\x1b]2;b\x07\x1b]1;j\x07\x1b[23;1t\x1b[21t\x1b[20t",
          "\x1b]0;both\x07\x1b[21t\x1b[20t", "\x1b[>0t\x1b]2;6162\x07\x1b[21t\x1b[>0T",
          "\x1b[>1t\x1b]2;ab\x07\x1b[21t\x1b[>1T",
          "\x1b]2;a\x07\x1b]1;i\x07\x1b[22;0t\x1b]0;z\x07\x1b[23;0t\x1b[21t\x1b[20t"});
}

void addCharsets(std::vector<std::string> *to)
{
    const std::string places = "#@[\\]^_`{|}~$a\r\n";
    for (const char final : "AB01245679<>=CEHIKQRYZf`z"s) {
        const std::string designated = "\x1b("s + final;
        to->push_back("\x1b[?42h" + designated + places + "\x1b(B" + places + "\x1b[1$w\x1b[?42l");
        to->push_back(designated + places + "\x1b(B" + places + "\x1b[?42$p");
        to->push_back("\x1b(0" + designated + places + "\x1b(B");
        to->push_back("\x1b[?42h" + designated + "\x1b[?42l" + places + "\x1b[?42h" + places
                      + "\x1b[?42l\x1b(B");
    }
    each(to, "\x1b[?42h",
         {"\x1b)K\x0E[\\]\x0F[\\]", "\x1b*R\x1bN[[", "\x1b+Y\x1bO[[", "\x1b(K\x1b[!p[\x1b[?42$p",
          "\x1b(K\x1b"
          "c[\x1b[?42$p",
          "\x1b(K\x1b"
          "7\x1b(B\x1b"
          "8[",
          "\x1b(K[\x1b[2b", "\x1b(K\xc3\xa4["});
}

void addRenditionReports(std::vector<std::string> *to)
{
    const std::string looks = "\x1b[1;31mab\x1b[4mcd\x1b[0;44mef\r\n\x1b[1;3;31mgh\x1b[0;7;9mij"
                              "\x1b[0;38;5;200mkl\x1b[0;38;2;1;2;3;48;5;9mmn\x1b[0;21mop\x1b[m";
    for (const char *area :
         {"", "1;1;1;1", "1;1;1;2", "1;1;1;4", "1;3;1;4", "1;1;2;2", "1;5;1;6", "2;3;2;4", "2;5;2;6",
          "2;7;2;8", "2;9;2;10", "2;1;2;20", "5;5;5;5", "2;2;1;1", "2", "9;9;9;9"})
        to->push_back(looks + "\x1b["s + area + "#|");
    each(to, looks + box + "\x1b[?6h", {"\x1b[#|", "\x1b[1;1;1;1#|", "\x1b[1;1;2;2#|"});
    each(to, "\x1b[1;31mab",
         {"\x1b[#{\x1b[0;4m\x1b[#}\x1bP$qm\x1b\\", "\x1b[1#{\x1b[0;4m\x1b[#}\x1bP$qm\x1b\\",
          "\x1b[30#{\x1b[0;4m\x1b[#}\x1bP$qm\x1b\\", "\x1b[31#{\x1b[0;4;32m\x1b[#}\x1bP$qm\x1b\\",
          "\x1b[1;30#{\x1b[0;4m\x1b[#q\x1bP$qm\x1b\\", "\x1b[#p\x1b[0;4m\x1b[#q\x1bP$qm\x1b\\",
          "\x1b[#}\x1bP$qm\x1b\\", "\x1b[#{\x1b[m\x1b[#{\x1b[4m\x1b[#}\x1b[#}\x1bP$qm\x1b\\"});
}

void addState(std::vector<std::string> *to)
{
    each(to, filled,
         {"\x1b[3;4H\x1b[1;31m\x1b"
          "7\x1b[m\x1b[H\x1b"
          "8x",
          "\x1b[3;4H\x1b[s\x1b[H\x1b[ux",
          "\x1b"
          "8x",
          "\x1b[5;5H\x1b"
          "8x",
          "\x1b[2;5r\x1b[?6h\x1b[2;2H\x1b"
          "7\x1b[?6l\x1b[H\x1b"
          "8x",
          "\x1b(0\x1b"
          "7\x1b(B\x1b"
          "8q",
          "\x1b[3;4H\x1b"
          "7\x1b[!p\x1b"
          "8x",
          "\x1b[3;4H\x1b[!px",
          "\x1b[2;5r\x1b[3;4H\x1b[!p",
          "\x1b[?69h\x1b[3;9s\x1b[!p\x1b[3;9s",
          "\x1b[?1049hxyz",
          "\x1b[?1049hxyz\x1b[?1049l",
          "\x1b[?47hxyz\x1b[?47l\x1b[?47h\x1b[?47$p",
          "\x1b[?47hxyz\x1b[?47l",
          "\x1b[?1047hxyz\x1b[?1047l\x1b[?47h",
          "\x1b[?1047hxyz\x1b[?1047l",
          "\x1b[3;4H\x1b[?1048h\x1b[H\x1b[?1048lx",
          "\x1b[3;3H\x1b[?1049h\x1b[5;5H\x1b[?1049lx",
          "\x1b[3;3H\x1b[?1049h\x1b[5;5H\x1b[?1049h\x1b[6;6H\x1b[?1049lx",
          "\x1b[?5hx",
          "\x1b[20hab\ncd\x1b[20l",
          "\x1b(0lqk\x1b(Bx",
          "\x1b)0\x0Elqk\x0Fx",
          "\x1b*0\x1bNq q",
          "\x1b+0\x1bOqq",
          "\x1b(A#",
          "\x1b(Bx",
          "\x1b(0\x1b[!pq",
          "\x1bn"
          "a\x1bo"
          "b",
          "\x1b[?69h\x1b[?69l\x1b[5;9s\x1b[H\x1b[uq",
          "\x1b[5;9s",
          "\x1b[?69h\x1b[9;5s",
          "\x1b[?69h\x1b[0;0s",
          "\x1b[?69h\x1b[s",
          "\x1b[5;2r",
          "\x1b[3;3r",
          "\x1b[0;0r",
          "\x1b[3;99r",
          "\x1b[;4r",
          "\x1b[r",
          "\x1b[?69h\x1b[5;5s",
          "\x1b[?69h\x1b[5;99s",
          "\x1b[4;4H\x1b[2;6rx",
          "\x1b[4;4H\x1b[?6hx\x1b[?6l",
          "\x1b[3g\tx",
          "\x1b[4G\x1bH\r\tx",
          "\x1b[9G\x1b[g\r\tx",
          "\x1b[5W\x1b[3g\tx\x1b[?5W\r\tx",
          "a\x1b[10;10\x0BHx",
          "\x1b[3\x18;3Hx",
          "\x1b[3\x1a;3Hx",
          "\x1b[3;3\x1b[4;4Hx",
          "\x1b[?3;3Hx",
          "\x1b[3 ;3Hx",
          "\x1b[999999999999Cx",
          "\x1b[<3;3Hx",
          "\x1b[3:3Hx",
          "\x1b]2;abc\x18x",
          "\x1b_abc\x1b\\x",
          "\x1b^abc\x1b\\x",
          "\x1bXabc\x1b\\x",
          "\x7fx",
          "\x1b[3;3\x7fHx",
          "\x1b=x\x1b>",
          "\x1b[?2026hx\x1b[?2026l",
          "x\x1b[3b",
          "x\x1b[H\x1b[3b",
          "\x1b[18Gx\x1b[9b",
          "x\n\x1b[2b",
          "x\x1b[1m\x1b[2b",
          "x\t\x1b[2b",
          "\xc2\x9b"
          "3;3Hx",
          "\xc2\x84x",
          "\xc2\x8dx",
          "\xc2\x85x",
          "\x1b[4h\x1b[2;3Habc\x1b[4l",
          "\x1b[4h\x1b[2;19Habc\x1b[4l",
          "\xe4\xb8\xad\xe4\xb8\xad\x1b[Dx",
          "\x1b[2;20H\xe4\xb8\xad",
          "\x1b[?7l\x1b[2;20H\xe4\xb8\xad\x1b[?7h",
          "\x1b[?7l\x1b[2;19H\xe4\xb8\xad\xe4\xb8\xad\x1b[?7h",
          "\xe4\xb8\xad\xe4\xb8\xad\x1b[1;2Hx",
          "\xe4\xb8\xad\xe4\xb8\xad\x1b[1;3Hx",
          "\xe4\xb8\xad\x1b[1;2H\x1b[P",
          "\xe4\xb8\xad\x1b[1;2H\x1b[@",
          "\xe4\xb8\xad\x1b[1;2H\x1b[X",
          "\xe4\xb8\xad\x1b[1;2H\x1b[K",
          "e\xcc\x81x",
          "\xff\xfex",
          "\xe4\xb8x",
          "\xc0\xafx",
          "\xed\xa0\x80x",
          "\xf4\x90\x80\x80x",
          "\xe4\x1b[3;3Hx"});
}

} // namespace

std::vector<std::string> chosenCases()
{
    std::vector<std::string> all;
    addEditing(&all);
    addProtection(&all);
    addRectangles(&all);
    addModes(&all);
    addReports(&all);
    addState(&all);
    addCharsets(&all);
    addRenditionReports(&all);
    return all;
}

std::vector<std::string> randomCases(int count, int columns, int rows)
{
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same in every run
    const auto below = [&random](int bound) {
        return static_cast<int>(random() % static_cast<unsigned>(bound));
    };
    const auto any = [&](int most) { return std::to_string(below(most + 2)); };
    const std::string plain = "@ABCDEFGHIJKLMPSTXZabdefg`^";
    const std::vector<std::string> others = {"\r",
                                             "\n",
                                             "\b",
                                             "\t",
                                             "\x1b"
                                             "D",
                                             "\x1bM",
                                             "\x1b"
                                             "E",
                                             "\x1b"
                                             "6",
                                             "\x1b"
                                             "9",
                                             "\x1b"
                                             "7",
                                             "\x1b"
                                             "8",
                                             "\x1bH",
                                             "\x1b[?6h",
                                             "\x1b[?6l",
                                             "\x1b[?7l",
                                             "\x1b[?7h",
                                             "\x1b[?45h",
                                             "\x1b[?45l",
                                             "\x1b[4h",
                                             "\x1b[4l",
                                             "\x1b[?69h",
                                             "\x1b[?69h",
                                             "\x1b[?69l",
                                             "\x1b[r",
                                             "\x1b[1\"q",
                                             "\x1b[0\"q",
                                             "\x1b[1m",
                                             "\x1b[m"};
    std::vector<std::string> all;
    for (int n = 0; n < count; ++n) {
        std::string bytes = n % 2 == 0 ? filled : ""s;
        for (int i = 0; i < 25; ++i) {
            const int kind = below(12);
            if (kind < 4)
                bytes += "\x1b[" + any(kind < 2 ? 4 : columns)
                    + plain[static_cast<std::size_t>(below(static_cast<int>(plain.size())))];
            else if (kind < 5)
                bytes += "\x1b[" + any(rows) + ";" + any(columns) + "H";
            else if (kind < 6)
                bytes += "\x1b[" + any(rows) + ";" + any(rows) + "r";
            else if (kind < 7)
                bytes += "\x1b[" + any(columns) + ";" + any(columns) + "s";
            else if (kind < 8)
                bytes += "\x1b[?" + any(2) + (below(2) ? "J" : "K");
            else if (kind < 9)
                bytes += "\x1b[" + any(3) + (below(2) ? "'}" : "'~");
            else if (kind < 11)
                bytes += others[static_cast<std::size_t>(below(static_cast<int>(others.size())))];
            else
                bytes += std::string(static_cast<std::size_t>(1 + below(columns)),
                                     static_cast<char>('a' + below(26)));
        }
        all.push_back(bytes);
    }
    return all;
}

std::string probe(int columns, int rows)
{
    std::string text = "\x1b[6n\x1bP$qr\x1b\\\x1bP$qs\x1b\\\x1bP$qm\x1b\\\x1b[?6l";
    for (int row = 1; row <= rows; ++row) {
        for (int column = 1; column <= columns; ++column) {
            const std::string at = std::to_string(row) + ";" + std::to_string(column);
            text += "\x1b[1;1;" + at + ";" + at + "*y";
        }
    }
    return text;
}

} // namespace skep::terminal
