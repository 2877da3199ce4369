// SPDX-License-Identifier: GPL-3.0-or-later
// Operating system commands: titles, colours, links, the clipboard, prompts.
#include "core/terminal/emulator.h"
#include "core/terminal/utf8.h"

#include <charconv>

namespace skep::terminal {

namespace {

constexpr std::size_t longestTitle = 4096;
constexpr std::size_t longestUri = 2048;
constexpr std::size_t mostEvents = 1000;
constexpr std::size_t longestClipboard = 1U << 20U;

//! Cuts off what stands before the next ';'.
std::string_view takeField(std::string_view *text)
{
    const auto end = text->find(';');
    const std::string_view field = text->substr(0, end);
    text->remove_prefix(end == std::string_view::npos ? text->size() : end + 1);
    return field;
}

int number(std::string_view text)
{
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

std::optional<std::string> decodeBase64(std::string_view text)
{
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        unsigned value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<unsigned>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<unsigned>(c - 'a') + 26;
        else if (c >= '0' && c <= '9')
            value = static_cast<unsigned>(c - '0') + 52;
        else if (c == '+' || c == '/')
            value = c == '+' ? 62 : 63;
        else if (c == '=')
            break;
        else
            return std::nullopt;
        bits = (bits << 6U) | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
        }
    }
    return bytes;
}

//! Text for the clipboard: line ends and tabs stay, other controls go.
std::string clipboardText(std::string_view bytes)
{
    std::string text;
    for (const char32_t code : fromUtf8(bytes)) {
        if ((code >= 0x20 || code == '\n' || code == '\t' || code == '\r') && !(code >= 0x7F && code < 0xA0))
            appendUtf8(text, code);
    }
    return text;
}

} // namespace

void Emulator::osc(std::string_view text, bool bell)
{
    m_canRepeat = false;
    const int code = number(takeField(&text));
    switch (code) {
    case 0:
    case 1:
    case 2:
        return setTitle(code, text);
    case 4:
        return indexedColors(text, bell, 0);
    case 5:
        return indexedColors(text, bell, 256);
    case 7:
        if (text.starts_with("file://"))
            note(DirectoryChanged{cleaned(text, longestUri)});
        return;
    case 8:
        return hyperlink(text);
    case 52:
        return clipboard(text);
    case 104:
        return resetIndexed(text, 0);
    case 105:
        return resetIndexed(text, 256);
    case 133:
        return prompt(text);
    default:
        if (code >= 10 && code <= 19)
            dynamicColors(code, text, bell);
        else if (code >= 110 && code <= 119)
            resetDynamic(code - 100);
        return;
    }
}

void Emulator::setTitle(int which, std::string_view text)
{
    std::string decoded(text);
    if (titleModes & 1U) { // the text comes as hexadecimal digits
        decoded.clear();
        for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
            unsigned value = 0;
            const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
            if (error != std::errc() || end != text.data() + i + 2)
                return;
            decoded.push_back(static_cast<char>(value));
        }
    }
    const std::string clean = cleaned(decoded, longestTitle);
    if (which != 2 && iconName != clean) {
        iconName = clean;
        note(IconNameChanged{clean});
    }
    if (which != 1 && title != clean) {
        title = clean;
        note(TitleChanged{clean});
    }
}

void Emulator::replyOsc(const std::string &text, bool bell)
{
    reply((eightBit ? "\x9D" : "\x1b]") + text + (bell ? "\a" : eightBit ? "\x9C" : "\x1b\\"));
}

//! Only the newest of a flood are kept.
void Emulator::note(Event event)
{
    events.push_back(std::move(event));
    if (events.size() > mostEvents)
        events.erase(events.begin(), events.begin() + mostEvents / 2);
}

void Emulator::paletteChanged()
{
    note(PaletteChanged{});
    allDamaged = true;
}

//! "index;spec" pairs; "?" asks. Behind the palette's 256 are the special colours, of bold and the like.
void Emulator::indexedColors(std::string_view text, bool bell, int offset)
{
    while (!text.empty()) {
        const int index = number(takeField(&text));
        const std::string_view spec = takeField(&text);
        const int place = index + offset;
        if (index < 0 || place >= 256 + specialColors)
            return;
        const auto color = parseColor(spec);
        if (spec == "?") {
            const std::uint32_t value = place < 256 ? palette.indexed[place]
                                                    : m_specialColors[place - 256].value_or(theme.foreground);
            replyOsc((offset ? "5;" : "4;") + std::to_string(index) + ";" + colorText(value), bell);
        } else if (!color) {
            return; // xterm believes nothing behind it
        } else if (place < 256) {
            palette.indexed[place] = *color;
            paletteChanged();
        } else {
            m_specialColors[place - 256] = color;
        }
    }
}

//! What xterm has by that number: text and background, the cursor, the pointer's two, the two of the
//! Tektronix screen, behind a selection, that screen's cursor, a selected text.
std::uint32_t Emulator::colorOf(int dynamic) const
{
    if (dynamic <= 11)
        return dynamic == 10 ? palette.foreground : palette.background;
    if (dynamic == 12)
        return palette.cursor.value_or(palette.foreground);
    const bool isBehind = dynamic == 14 || dynamic == 16 || dynamic == 19;
    const std::uint32_t standard = isBehind ? theme.background : theme.foreground;
    return m_extraDynamic[dynamic - 13].value_or(standard);
}

void Emulator::setDynamic(int number, std::uint32_t color)
{
    if (number >= 13) {
        m_extraDynamic[number - 13] = color;
        return;
    }
    if (number == 10)
        palette.foreground = color;
    else if (number == 11)
        palette.background = color;
    else
        palette.cursor = color;
    paletteChanged();
}

void Emulator::dynamicColors(int first, std::string_view text, bool bell)
{
    for (int which = first; !text.empty() && which <= 19; ++which) {
        const std::string_view spec = takeField(&text);
        if (spec == "?")
            replyOsc(std::to_string(which) + ";" + colorText(colorOf(which)), bell);
        else if (const auto color = parseColor(spec))
            setDynamic(which, *color);
    }
}

//! All of them, or those that are named.
void Emulator::resetIndexed(std::string_view text, int offset)
{
    const auto reset = [this](int place) {
        if (place < 256)
            palette.indexed[place] = theme.indexed[place];
        else if (place < 256 + specialColors)
            m_specialColors[place - 256].reset();
    };
    for (int place = offset; text.empty() && place < (offset ? 256 + specialColors : 256); ++place)
        reset(place);
    while (!text.empty()) {
        if (const int index = number(takeField(&text)); index >= 0)
            reset(std::min(index, 512) + offset);
    }
    paletteChanged();
}

void Emulator::resetDynamic(int which)
{
    if (which == 10)
        palette.foreground = theme.foreground;
    else if (which == 11)
        palette.background = theme.background;
    else if (which == 12)
        palette.cursor = theme.cursor;
    else
        m_extraDynamic[which - 13].reset();
    paletteChanged();
}

//! Only ever written, and only if a person agrees: what is in the clipboard is none of the far side's
//! business.
void Emulator::clipboard(std::string_view text)
{
    const std::string_view selections = takeField(&text);
    if (text == "?" || selections.size() > 16)
        return;
    const auto bytes = decodeBase64(text);
    if (!bytes || bytes->size() > longestClipboard)
        return;
    std::erase_if(events, [](const Event &event) { return std::holds_alternative<ClipboardWrite>(event); });
    note(ClipboardWrite{cleaned(selections, 16), clipboardText(*bytes)});
}

void Emulator::hyperlink(std::string_view text)
{
    const std::string_view parameters = takeField(&text);
    Style style = cursor.style;
    style.uri.clear();
    style.linkId.clear();
    const bool isWeb = text.starts_with("http://") || text.starts_with("https://");
    if (isWeb && text.size() <= longestUri) {
        style.uri = cleaned(text, longestUri);
        const auto id = parameters.find("id=");
        if (id != std::string_view::npos)
            style.linkId = cleaned(parameters.substr(id + 3, parameters.find(':', id) - id - 3), 250);
    }
    setStyle(style);
}

void Emulator::prompt(std::string_view text)
{
    if (text.empty() || isAlternate)
        return;
    LineInfo &info = grid().row(cursor.row).info;
    if (text[0] == 'A')
        info.mark = PromptMark::Prompt;
    else if (text[0] == 'B' && info.mark == PromptMark::None)
        info.mark = PromptMark::Command;
    else if (text[0] == 'C' && info.mark == PromptMark::None)
        info.mark = PromptMark::Output;
}

} // namespace skep::terminal
