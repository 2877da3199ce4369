// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/cell.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace skep::terminal {

//! A place in the text: \c line counts every line since the terminal began (it stays the same while the
//! screen scrolls; a resize that reflows numbers anew, see Terminal::numbering()), \c column counts cells
//! from 0.
struct Position
{
    std::int64_t line = 0;
    int column = 0;
    auto operator<=>(const Position &) const = default;
};

//! What few cells have: a hyperlink (OSC 8) and a colour of the underline (SGR 58).
struct Style
{
    std::string uri; //!< http or https only; empty: none
    std::string linkId; //!< cells with the same id and uri are one link
    Color underlineColor;
};

enum class CursorShape : std::uint8_t { Block, Underline, Bar };

struct Cursor
{
    int column = 0;
    int row = 0; //!< of the screen, from 0
    bool isVisible = true;
    bool isBlinking = true;
    CursorShape shape = CursorShape::Block;
    bool operator==(const Cursor &) const = default;
};

//! The colours that a palette change (OSC 4, 10 to 19) can reach, as 0xRRGGBB.
struct Palette
{
    std::uint32_t indexed[256]; //!< the first 16 come from the theme, the rest is xterm's cube and greys
    std::uint32_t foreground;
    std::uint32_t background;
    std::optional<std::uint32_t> cursor; //!< none: the view's own
    bool operator==(const Palette &) const = default;
};

//! What happened that is not on the grid. Texts are valid UTF-8 without control characters and at most 4 KiB
//! (the clipboard: 1 MiB); they come from the far side and are never markup.
struct TitleChanged
{
    std::string title;
};
struct IconNameChanged
{
    std::string name;
};
struct DirectoryChanged
{
    std::string uri;
}; //!< OSC 7
struct Bell
{
};
struct PaletteChanged
{
};
struct ClipboardWrite
{
    std::string selections;
    std::string text;
}; //!< OSC 52: a wish; the person decides
//! A window operation (XTWINOPS) that asks to change the window; never sent unless Options::allowReports.
struct ResizeRequest
{
    int columns;
    int rows;
};
struct WindowRequest
{
    enum class Kind {
        Iconify,
        Restore,
        Raise,
        Lower,
        Refresh,
        Maximise,
        MaximiseVertically,
        MaximiseHorizontally,
        Unmaximise,
        FullScreen,
        LeaveFullScreen,
        ToggleFullScreen,
        Move
    } kind;
    int x = 0; //!< of Move
    int y = 0;
};
//! What window reports tell, in pixels.
struct WindowState
{
    bool isIconified = false;
    int x = 0;
    int y = 0;
    int width = 0; //!< 0: no more than the text has
    int height = 0;
    int textX = 0;
    int textY = 0;
    int screenWidth = 1920;
    int screenHeight = 1080;
    int cellWidth = 10;
    int cellHeight = 20;
};
using Event = std::variant<TitleChanged, IconNameChanged, DirectoryChanged, Bell, PaletteChanged,
                           ClipboardWrite, ResizeRequest, WindowRequest>;

//! What changed on the screen since the last look.
struct Damage
{
    bool all = false; //!< the palette, the size, the screen buffer or what is scrolled back changed
    std::vector<bool> rows; //!< by row of the screen
    bool cursor = false;
    std::int64_t scrolled = 0; //!< lines that left the screen at the top into the scrollback
};

enum class MouseMode : std::uint8_t { None, Press, PressRelease, Drag, Motion }; //!< 9, 1000, 1002, 1003
enum class PromptMark : std::uint8_t { None, Prompt, Command, Output }; //!< OSC 133 A, B, C

//! How a line ended, for copying and for reflow.
struct LineInfo
{
    bool isWrapped = false; //!< goes on in the next line
    PromptMark mark = PromptMark::None;
};

//! The whole emulator: bytes of the far side in; cells, answers and events out. Knows neither widget nor
//! network nor Qt; one thread at a time. Behaves as xterm does (TERM=xterm-256color; its "Control Sequences"
//! document is the specification) where this header or the tests do not say otherwise. No input makes it take
//! more than bounded memory, or more than a bounded time for each byte, however large the screen is: a flood
//! of sequences that move many cells is obeyed in part (see Budget).
class Terminal
{
public:
    struct Options
    {
        int columns = 80; //!< 1 to 1000, also in resize()
        int rows = 24; //!< 1 to 1000
        int scrollbackLines = 10'000; //!< 0 to 1'000'000
        //! Answers that tell the far side what is on the screen or where the window is (DECRQCRA, XTWINOPS
        //! reports). For measuring; off wherever the far side is not trusted, as it could make the terminal
        //! type for it.
        bool allowReports = false;
    };

    explicit Terminal(const Options &options);
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    // --- in
    void feed(std::string_view bytes); //!< any bytes, cut anywhere
    void resize(int columns, int rows); //!< reflows the main screen and its scrollback
    void setWindow(const WindowState &window); //!< read only with Options::allowReports
    void setPalette(const Palette &palette); //!< the theme's; what the far side changed stays changed
    static Palette defaultPalette();
    void clearScrollback();
    void reset(); //!< as RIS; the scrollback stays

    // --- out
    std::string takeReplies(); //!< bytes for the far side, and forgets them
    std::vector<Event> takeEvents();
    Damage takeDamage(); //!< a frame is shown: the next one may cost as much again
    //! DEC mode 2026: the far side is in the middle of a frame, which should not be shown yet. The view gives
    //! up waiting after 150 ms.
    bool isHoldingFrame() const;

    // --- the screen and what was scrolled off it
    int columns() const;
    int rows() const;
    Cursor cursor() const;
    bool isAlternateScreen() const;
    bool isScreenReversed() const; //!< DECSCNM
    const Palette &palette() const; //!< with what the far side changed
    std::string title() const;
    std::int64_t firstLine() const; //!< the oldest line that is kept
    std::int64_t screenLine() const; //!< the line that is row 0 of the screen
    std::int64_t endLine() const { return screenLine() + rows(); }
    std::uint64_t numbering() const; //!< another value: lines have other numbers than before
    //! The cells of a line, \p into resized to columns(). Lines of the scrollback are kept packed.
    void copyLine(std::int64_t line, std::vector<Cell> &into) const;
    const Cell *screenRow(int row) const; //!< columns() cells, until the next call that changes something
    LineInfo lineInfo(std::int64_t line) const;
    //! Spells out a cell: UTF-8; empty for a blank and for the tail of a wide one.
    std::string textOf(const Cell &cell) const;
    std::u32string grapheme(const Cell &cell) const;
    Style style(const Cell &cell) const;

    //! UTF-8 of what lies from \p begin up to, not including, \p end: lines that wrapped are joined, blanks
    //! at the end of a line are dropped, others end with \n. \p isBlock takes the columns between the two of
    //! every line.
    std::string text(Position begin, Position end, bool isBlock = false) const;
    //! The same with SGR sequences for the colours, for "copy with colours" and logs.
    std::string styledText(Position begin, Position end, bool isBlock = false) const;

    struct Match
    {
        Position begin;
        Position end;
    };
    //! Every place where \p needle (UTF-8) stands in lines \p from up to \p to, also across the wrap of a
    //! line. At most \p most.
    std::vector<Match> find(std::string_view needle, bool isCaseSensitive, std::int64_t from, std::int64_t to,
                            std::size_t most = 10'000) const;
    //! The next line above (or below) \p line whose prompt begins there (OSC 133 A).
    std::optional<std::int64_t> promptBefore(std::int64_t line) const;
    std::optional<std::int64_t> promptAfter(std::int64_t line) const;

    // --- what the modes make of keys, mouse and paste: see input.h
    struct InputModes
    {
        bool applicationCursorKeys = false; //!< DECCKM
        bool applicationKeypad = false; //!< DECNKM, DECKPAM
        bool bracketedPaste = false; //!< 2004
        bool focusEvents = false; //!< 1004
        bool newLine = false; //!< LNM: Return sends CR LF
        bool backarrowIsBackspace = false; //!< DECBKM
        bool altSendsEscape = true; //!< 1036, 1039
        bool alternateScroll = true; //!< 1007: the wheel sends cursor keys on the alternate screen
        int modifyOtherKeys = 0; //!< XTMODKEYS 4: 0, 1 or 2
        MouseMode mouse = MouseMode::None;
        enum class MouseEncoding : std::uint8_t {
            Normal,
            Utf8,
            Sgr,
            SgrPixels,
            Urxvt
        } mouseEncoding = MouseEncoding::Normal;
        bool operator==(const InputModes &) const = default;
    };
    InputModes inputModes() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::terminal
