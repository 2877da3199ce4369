// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/celltables.h"
#include "core/terminal/charsets.h"
#include "core/terminal/charwidth.h"
#include "core/terminal/grid.h"
#include "core/terminal/parser.h"
#include "core/terminal/scrollback.h"
#include "core/terminal/terminal.h"

#include <array>
#include <map>
#include <utility>

namespace skep::terminal {

//! Which of the four designated sets are in use.
struct Charsets
{
    std::array<Charset, 4> sets{};
    int left = 0; //!< GL
    int single = -1; //!< SS2, SS3: for one character
};

//! What a cursor saves and restores (DECSC).
struct CursorState
{
    int row = 0;
    int column = 0;
    bool pendingWrap = false;
    Cell pen; //!< colours and attributes of what is printed next
    Style style;
    Charsets charsets;
    bool isOrigin = false; //!< DECOM
};

//! One of the two screens.
struct Screen
{
    Screen(int columns, int rows, Budget &budget)
        : grid(columns, rows, budget)
    {
    }
    Grid grid;
    CursorState saved;
};

struct Modes
{
    bool insert = false; //!< IRM
    bool newLine = false; //!< LNM
    bool autoWrap = true; //!< DECAWM
    bool reverseWrap = false; //!< 45
    bool reverseWrapAround = false; //!< 1045: also from the top to the bottom
    bool hasAlternate = true; //!< 1046: the alternate screen may be switched to
    bool leftRightMargins = false; //!< DECLRMM
    bool reverseScreen = false; //!< DECSCNM
    bool allow132 = false; //!< 40
    bool keepScreenOn132 = false; //!< 95, DECNCSM
    bool columns132 = false; //!< DECCOLM
    bool holdsFrame = false; //!< 2026
    bool keyboardLocked = false; //!< KAM: remembered, the keyboard is the person's
    bool noLocalEcho = true; //!< SRM: remembered, the terminal never echoes
    bool isoProtection = false; //!< SPA was used last, not DECSCA
    bool rectangleExtent = false; //!< DECSACE 2
    bool nationalCharsets = false; //!< DECNRCM
    std::uint64_t remembered =
        0; //!< modes that do nothing but can be asked for, a bit each, set: not as at first
};

//! The emulator behind Terminal: the state, and what each sequence does to it. Its functions are in the files
//! emulator*.cpp by kind of sequence.
class Emulator final : public Parser::Handler
{
public:
    explicit Emulator(const Terminal::Options &options);

    void resize(int columns, int rows);
    void hardReset();

    // --- Parser::Handler
    void printAscii(std::string_view run) override { printRun(run, 1); }
    void printCharacters(std::u32string_view run) override;
    void print(char32_t code) override;
    void control(std::uint8_t code) override;
    void escape(char intermediate, char final) override;
    void csi(const Sequence &sequence, const Parameters &parameters) override;
    void osc(std::string_view text, bool endedByBell) override;
    void dcs(const Sequence &sequence, const Parameters &parameters, std::string_view text) override;

    Grid &grid() { return active->grid; }
    const Grid &grid() const { return active->grid; }
    std::u32string grapheme(const Cell &cell) const;
    void appendText(std::string &to, const Cell &cell) const;

    Terminal::Options options;
    WindowState window;
    Budget budget{taken};
    Screen mainScreen;
    Screen alternateScreen;
    Screen *active = &mainScreen;
    bool isAlternate = false;
    Scrollback scrollback;
    std::int64_t scrolledOff = 0; //!< the number of row 0
    std::uint64_t numbering = 1;
    mutable ClusterTable clusters;
    StyleTable styles;

    CursorState cursor;
    Modes modes;
    Terminal::InputModes input;
    bool cursorVisible = true;
    bool cursorBlinks = false; //!< as xterm's; DECSCUSR 0 and mode 12 say otherwise
    CursorShape cursorShape = CursorShape::Block;
    int top = 0; //!< margins, edges included
    int bottom = 0;
    int left = 0;
    int right = 0;
    static constexpr char isTabStop = '\1';
    std::string tabs; //!< by column; bytes, since these are fast to search
    Palette theme; //!< as the view gave it
    Palette palette; //!< with what the far side changed
    std::map<int, bool> savedModes; //!< XTSAVE
    int level = 4; //!< DECSCL
    bool eightBit = false; //!< S8C1T
    std::string title;
    std::string iconName;
    std::vector<std::pair<std::string, std::string>> titles; //!< pushed
    unsigned titleModes = 0; //!< bits of XTSMTITLE
    std::string replies;
    std::vector<Event> events;
    bool allDamaged = true;
    std::int64_t scrolledLines = 0;
    Cursor shownCursor; //!< at the last takeDamage()

private:
    // --- printing (emulator_print.cpp)
    Charset currentCharset();
    void printRun(std::string_view run, int bytesEach); //!< 0 bytes: it was not sent but repeated
    std::size_t printAlone(std::u32string_view run);
    void put(char32_t code, int width);
    bool joinPrevious(char32_t code);
    struct Joined
    {
        char32_t text = 0; //!< of a cell
        char32_t code = 0; //!< what came behind it
        char32_t stored = 0; //!< both; 0: there is no room for it
        bool isWide = false;
    };
    Joined joinedText(char32_t text, char32_t code);
    void wrapIfPending();
    Cell blank() const;
    Cell drawnBlank() const; //!< a blank that counts as written, as xterm leaves it behind some operations
    Cell penCell(char32_t text) const;
    void eraseCell(Cell *cell) const;
    void reclaimClusters();
    void reclaimStyles();
    void setStyle(const Style &style);
    std::int64_t stepsToReclaim(std::size_t entries) const;
    char32_t store(const std::u32string &cluster);

    // --- the cursor and scrolling (emulator_cursor.cpp)
    Rect margins() const { return {top, left, bottom, right}; }
    bool isInMargins() const;
    bool isColumnInMargins() const { return cursor.column >= left && cursor.column <= right; }
    int rightLimit() const { return cursor.column > right ? grid().columns() - 1 : right; }
    void moveTo(int row, int column); //!< as CUP: from the origin, within bounds
    int originRow() const { return cursor.isOrigin ? cursor.row - top : cursor.row; }
    int originColumn() const { return cursor.isOrigin ? cursor.column - left : cursor.column; }
    void up(int n);
    void down(int n);
    void forward(int n);
    void back(int n);
    void index();
    void reverseIndex();
    void carriageReturn();
    void lineFeed();
    void scroll(int lines); //!< up if positive
    void tabForward(int n);
    void tabBack(int n);
    void resetTabs();
    void resetMargins();
    void saveCursor();
    void restoreCursor();
    void setMargins(const Parameters &p);
    void setSideMargins(const Parameters &p);
    void columnsIn(int n); //!< DECIC, DECDC if negative
    void backIndex();
    void forwardIndex();

    // --- erasing and editing (emulator_edit.cpp)
    void eraseDisplay(int what, bool selective);
    void eraseLine(int what, bool selective);
    void eraseCharacters(int n);
    void insertCharacters(int n);
    void insertLines(int n);
    void repeat(int n);
    void alignmentTest();
    bool keeps(bool selective) const { return selective || modes.isoProtection; }

    // --- control sequences by kind
    void plainCsi(const Sequence &sequence, const Parameters &p); //!< emulator_csi.cpp
    void spaceCsi(char final, const Parameters &p);
    void privateCsi(const Sequence &sequence, const Parameters &p);
    void graphicRendition(const Parameters &p); //!< emulator_sgr.cpp
    int extendedColor(const Parameters &p, int i, Color *color) const;
    std::string renditionText(const Cell &pen, Color underlineColor) const;
    void reportRendition(const Rect &area); //!< XTREPORTSGR
    void pushRendition(const Parameters &p); //!< XTPUSHSGR
    void popRendition();
    void rectangle(const Sequence &sequence, const Parameters &p); //!< emulator_rectangles.cpp
    Rect rectangleAt(const Parameters &p, int first) const;
    void changeAttributes(const Parameters &p, bool reverse);
    void copyRectangle(const Parameters &p);
    std::uint16_t checksum(const Rect &area) const;
    //! XTCHECKSUM's bits; at first bare characters, blanks as spaces: what a program that looks at single
    //! cells wants.
    int checksumExtension = 23;
    struct Pushed
    {
        Cell pen;
        Style style;
        Parameters parts; //!< as SGR numbers them; none: all
    };
    std::vector<Pushed> m_pushed;
    void setMode(int mode, bool on, bool isPrivate); //!< emulator_modes.cpp
    void setPrivateMode(int mode, bool on);
    int modeState(int mode, bool isPrivate) const; //!< as DECRQM answers
    bool *flagOf(int mode);
    const bool *flagOf(int mode) const { return const_cast<Emulator *>(this)->flagOf(mode); }
    void setAlternate(int mode, bool on);
    void switchScreen(bool alternate);
    void setColumns132(bool on);
    void softReset();
    void setMouse(MouseMode mode, bool on);
    void setEncoding(Terminal::InputModes::MouseEncoding encoding, bool on);

    // --- answers (emulator_reports.cpp)
    void reply(std::string_view text) { replies += replies.size() < 65536 ? text : std::string_view{}; }
    void replyCsi(const std::string &text) { reply((eightBit ? "\x9B" : "\x1b[") + text); }
    void replyDcs(const std::string &text)
    {
        reply((eightBit ? "\x90" : "\x1bP") + text + (eightBit ? "\x9C" : "\x1b\\"));
    }
    void deviceStatus(const Parameters &p, bool isPrivate);
    void requestStatus(std::string_view what); //!< DECRQSS
    void presentationState(int what); //!< DECRQPSR
    std::string cursorInformation() const;
    void windowOperation(const Parameters &p); //!< XTWINOPS
    void changeWindow(const Parameters &p);
    void reportWindow(const Parameters &p);
    void keepTitles(int what, int which);
    std::string reportedTitle(const std::string &text) const;

    // --- OSC (emulator_osc.cpp)
    void setTitle(int which, std::string_view text);
    void indexedColors(std::string_view text, bool bell, int offset);
    void dynamicColors(int first, std::string_view text, bool bell);
    void resetIndexed(std::string_view text, int offset);
    static constexpr int specialColors = 5;
    std::uint32_t colorOf(int dynamic) const;
    void setDynamic(int number, std::uint32_t color);
    void resetDynamic(int number);
    void replyOsc(const std::string &text, bool bell);
    void clipboard(std::string_view text);
    void hyperlink(std::string_view text);
    void prompt(std::string_view text);
    void paletteChanged();
    void note(Event event);

    GraphemeBreaks m_breaks;
    std::array<Joined, 64> m_joined;
    char32_t m_last = 0; //!< the last printed character, for REP and joining
    std::int64_t m_lastRow = -1; //!< where it is: what was printed elsewhere does not join
    int m_lastColumn = -1;
    bool m_canRepeat = false; //!< nothing came behind the character but text
    using Given = std::optional<std::uint32_t>; //!< none: that of the text, or of what is behind it
    Given m_extraDynamic[7]; //!< OSC 13 to 19, that nothing is painted with
    Given m_specialColors[specialColors]; //!< OSC 5, likewise
};

std::optional<std::uint32_t> parseColor(std::string_view text); //!< "rgb:ff/00/80", "#f08", "red"
std::string colorText(std::uint32_t rgb); //!< "rgb:ffff/0000/8080"

} // namespace skep::terminal
