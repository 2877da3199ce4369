// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/parser.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace skep::terminal {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::uint8_t escapeByte = 0x1B;

bool isIntermediate(std::uint8_t byte)
{
    return byte >= 0x20 && byte <= 0x2F;
}

//! How many bytes from the left are printable ASCII. Eight are looked at in one step: in a byte that is not,
//! one of the three sums has the top bit set, and so has at most one behind it by carry.
std::size_t printableAscii(std::string_view bytes)
{
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101U;
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + at, 8);
        const std::uint64_t others = ((eight - ones * 0x20) | eight | (eight + ones)) & (ones * 0x80);
        if (others == 0)
            continue;
        if constexpr (std::endian::native == std::endian::little)
            return at + static_cast<std::size_t>(std::countr_zero(others)) / 8;
        break;
    }
    while (at < bytes.size() && bytes[at] >= 0x20 && bytes[at] < 0x7F)
        ++at;
    return at;
}

//! The bytes of the whole, well-formed character above the C1 controls that \p bytes begins with; 0: none.
std::size_t wholeCharacter(std::string_view bytes, char32_t *code)
{
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    const auto tail = [&](std::size_t i) { return char32_t(at(i)) & 0x3FU; };
    const auto isTail = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80; };
    if (bytes.size() >= 2 && at(0) >= 0xC2 && at(0) < 0xE0 && isTail(1)) {
        *code = (at(0) & 0x1FU) << 6U | tail(1);
        return *code >= 0xA0 ? 2 : 0;
    }
    if (bytes.size() >= 3 && (at(0) & 0xF0U) == 0xE0 && isTail(1) && isTail(2)) {
        *code = (at(0) & 0x0FU) << 12U | tail(1) << 6U | tail(2);
        return *code >= 0x800 && (*code & ~0x7FFU) != 0xD800 ? 3 : 0;
    }
    if (bytes.size() >= 4 && (at(0) & 0xF8U) == 0xF0 && isTail(1) && isTail(2) && isTail(3)) {
        *code = (at(0) & 0x07U) << 18U | tail(1) << 12U | tail(2) << 6U | tail(3);
        return *code >= 0x10000 && *code <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

} // namespace

void Parameters::open(bool sub)
{
    if (m_count < most) {
        m_values[std::size_t(m_count)] = -1;
        m_sub[std::size_t(m_count)] = sub;
    }
    m_count = std::min(m_count + 1, most + 1); // one more than there is room for: all others are dropped
    m_isOpen = true;
}

void Parameters::digit(int value)
{
    if (!m_isOpen)
        open(false);
    if (m_count > most)
        return;
    int &number = m_values[std::size_t(m_count - 1)];
    number = std::min((number < 0 ? 0 : number) * 10 + value, largest);
}

void Parameters::separate(bool sub)
{
    if (!m_isOpen)
        open(false);
    open(sub);
}

std::size_t Parameters::take(std::string_view bytes)
{
    std::size_t at = 0;
    const auto valueAt = [&](std::size_t i) { return i < bytes.size() ? unsigned(bytes[i]) - '0' : 99U; };
    for (unsigned value = valueAt(0); value <= ';' - '0'; value = valueAt(at)) {
        if (value > 9) {
            separate(bytes[at++] == ':');
            continue;
        }
        if (!m_isOpen)
            open(false);
        int dropped = 0; // where there are too many numbers
        int &number = m_count <= most ? m_values[std::size_t(m_count - 1)] : dropped;
        int sum = std::max(number, 0);
        for (; value <= 9; value = valueAt(++at))
            sum = std::min(sum * 10 + int(value), largest);
        number = sum;
    }
    return at;
}

void Parameters::close()
{
    m_count = std::min(m_count, most);
}

void Parser::reset()
{
    m_state = State::Ground;
    m_missing = 0;
    m_escapeInString = false;
    m_string.clear();
}

void Parser::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (m_state == State::Ground) {
            bytes.remove_prefix(text(bytes));
            continue;
        }
        if (m_state == State::Csi && m_sequence.intermediate == 0) {
            const std::size_t length = m_parameters.take(bytes);
            m_handler.taken += length;
            bytes.remove_prefix(length);
            if (bytes.empty())
                return;
        }
        ++m_handler.taken;
        step(static_cast<std::uint8_t>(bytes.front()));
        bytes.remove_prefix(1);
    }
}

// One run of ASCII or of whole characters, one sequence, or one byte of anything else.
std::size_t Parser::text(std::string_view bytes)
{
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    if (m_missing == 0) {
        if (const std::size_t length = printableAscii(bytes); length > 0) {
            m_handler.printAscii(bytes.substr(0, length));
            return length;
        }
        const std::size_t length = byte == escapeByte ? wholeSequence(bytes)
            : byte >= 0x80                            ? wholeCharacters(bytes)
                                                      : 0;
        if (length > 0)
            return length;
    }
    ++m_handler.taken;
    if (m_missing == 0 && byte < 0x80) {
        step(byte);
        return 1;
    }
    char32_t code = 0;
    const bool wasPartial = m_missing > 0;
    if (decode(byte, &code)) {
        codePoint(code);
        if (wasPartial && code == replacement && (byte & 0xC0U) != 0x80)
            return 0; // this byte has only ended the broken character before it
    }
    return 1;
}

std::size_t Parser::wholeCharacters(std::string_view bytes)
{
    std::array<char32_t, 128> run;
    std::size_t count = 0;
    std::size_t done = 0;
    while (count < run.size()) {
        const std::size_t length = wholeCharacter(bytes.substr(done), &run[count]);
        if (length == 0)
            break;
        ++count;
        done += length;
    }
    if (count > 0)
        m_handler.printCharacters({run.data(), count});
    return done;
}

//! A control sequence of the plain form, which nearly all have, whose end has come too. What else it may be
//! is left to the state machine.
std::size_t Parser::wholeSequence(std::string_view bytes)
{
    if (bytes.size() < 3 || bytes[1] != '[')
        return 0;
    std::size_t at = 2;
    Sequence sequence;
    if (bytes[at] >= '<' && bytes[at] <= '?')
        sequence.prefix = bytes[at++];
    m_parameters.clear();
    at += m_parameters.take(bytes.substr(at));
    if (at == bytes.size() || bytes[at] < 0x40 || bytes[at] > 0x7E)
        return 0;
    sequence.final = bytes[at++];
    m_parameters.close();
    m_handler.taken += at;
    m_handler.csi(sequence, m_parameters);
    return at;
}

//! True: \p code is whole, or what stands for a broken one.
bool Parser::decode(std::uint8_t byte, char32_t *code)
{
    if (m_missing > 0) {
        if ((byte & 0xC0U) != 0x80) {
            m_missing = 0;
            *code = replacement;
            return true;
        }
        m_partial = (m_partial << 6U) | (byte & 0x3FU);
        if (--m_missing > 0)
            return false;
        const bool isSurrogate = m_partial >= 0xD800 && m_partial <= 0xDFFF;
        *code = m_partial < m_least || m_partial > 0x10FFFF || isSurrogate ? replacement : m_partial;
        return true;
    }
    const int length = byte >= 0xF0 && byte <= 0xF4 ? 4
        : byte >= 0xE0 && byte < 0xF0               ? 3
        : byte >= 0xC2 && byte < 0xE0               ? 2
                                                    : 1;
    if (length == 1) {
        *code = replacement;
        return true;
    }
    static constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    m_partial = byte & (0x7FU >> static_cast<unsigned>(length));
    m_missing = length - 1;
    m_least = least[length];
    return false;
}

void Parser::codePoint(char32_t code)
{
    if (code >= 0xA0) // what is below are controls
        m_handler.print(code);
}

void Parser::c1(std::uint8_t code)
{
    switch (code) {
    case 0x90:
        return begin(State::Dcs);
    case 0x98:
    case 0x9E:
    case 0x9F:
        return beginString(StringKind::Ignored);
    case 0x9B:
        return begin(State::Csi);
    case 0x9D:
        return beginString(StringKind::Osc);
    case 0x9C:
        return;
    default:
        m_handler.escape(0, static_cast<char>(code - 0x40));
    }
}

void Parser::begin(State state)
{
    m_state = state;
    m_sequence = {};
    m_parameters.clear();
    m_missing = 0;
}

void Parser::beginString(StringKind kind)
{
    m_state = State::String;
    m_kind = kind;
    m_string.clear();
    m_tooLong = false;
    m_escapeInString = false;
    m_missing = 0;
}

void Parser::step(std::uint8_t byte)
{
    if (m_state == State::String)
        return inString(byte);
    if (byte == escapeByte)
        return begin(State::Escape);
    if (byte == 0x18 || byte == 0x1A) { // CAN, SUB: the sequence is given up
        m_state = State::Ground;
        return;
    }
    if (byte < 0x20 && m_state != State::Dcs) // acts in the middle of a sequence as it would outside of it
        return m_handler.control(byte);
    switch (m_state) {
    case State::Ground: // DEL is no character
        return;
    case State::Escape:
    case State::EscapeIntermediate:
        return inEscape(byte);
    case State::Csi:
    case State::CsiIgnore:
        return inCsi(byte);
    case State::Dcs:
        return inDcs(byte);
    case State::String:
        return;
    }
}

void Parser::inEscape(std::uint8_t byte)
{
    if (byte >= 0x7F) {
        if (byte > 0x7F)
            m_state = State::Ground;
        return;
    }
    if (isIntermediate(byte)) {
        m_sequence.intermediate = static_cast<char>(byte);
        m_state = State::EscapeIntermediate;
        return;
    }
    const bool isPlain = m_state == State::Escape;
    m_state = State::Ground;
    if (isPlain && (byte == 'P' || byte == 'X' || byte == '[' || byte == ']' || byte == '^' || byte == '_'))
        return c1(static_cast<std::uint8_t>(byte + 0x40));
    if (isPlain && byte == '\\')
        return;
    m_handler.escape(m_sequence.intermediate, static_cast<char>(byte));
}

void Parser::inCsi(std::uint8_t byte)
{
    if (byte == 0x7F)
        return;
    if (byte > 0x7F) {
        m_state = State::Ground;
        return;
    }
    if (byte >= 0x40)
        return dispatchCsi(static_cast<char>(byte));
    if (m_state == State::CsiIgnore)
        return;
    if (isIntermediate(byte)) {
        m_sequence.intermediate = static_cast<char>(byte);
        return;
    }
    if (m_sequence.intermediate != 0) { // numbers do not come behind it
        m_state = State::CsiIgnore;
        return;
    }
    if (byte <= '9')
        return m_parameters.digit(byte - '0');
    if (byte == ':' || byte == ';')
        return m_parameters.separate(byte == ':');
    if (m_parameters.count() == 0 && m_sequence.prefix == 0)
        m_sequence.prefix = static_cast<char>(byte);
    else
        m_state = State::CsiIgnore;
}

void Parser::dispatchCsi(char final)
{
    const bool isIgnored = m_state == State::CsiIgnore;
    m_state = State::Ground;
    if (isIgnored)
        return;
    m_sequence.final = final;
    m_parameters.close();
    m_handler.csi(m_sequence, m_parameters);
}

void Parser::inDcs(std::uint8_t byte)
{
    if (byte < 0x20 || byte == 0x7F)
        return;
    if (byte > 0x7F) {
        m_state = State::Ground;
        return;
    }
    if (byte >= 0x40) {
        m_sequence.final = static_cast<char>(byte);
        m_parameters.close();
        return beginString(StringKind::Dcs);
    }
    if (isIntermediate(byte))
        m_sequence.intermediate = static_cast<char>(byte);
    else if (byte <= '9')
        m_parameters.digit(byte - '0');
    else if (byte == ':' || byte == ';')
        m_parameters.separate(byte == ':');
    else
        m_sequence.prefix = static_cast<char>(byte);
}

void Parser::inString(std::uint8_t byte)
{
    if (m_escapeInString) {
        m_escapeInString = false;
        if (byte == '\\')
            return endString(false);
        // Any other escape ends the string as well and is obeyed.
        endString(false);
        begin(State::Escape);
        return step(byte);
    }
    if (byte == escapeByte) {
        m_escapeInString = true;
        return;
    }
    if (byte == 0x07 && m_kind == StringKind::Osc)
        return endString(true);
    if (byte == 0x18 || byte == 0x1A) {
        m_state = State::Ground;
        m_string.clear();
        return;
    }
    if (m_kind == StringKind::Ignored)
        return;
    if (m_string.size() >= longestString)
        m_tooLong = true;
    if (!m_tooLong)
        m_string.push_back(static_cast<char>(byte));
}

void Parser::endString(bool byBell)
{
    m_state = State::Ground;
    const std::string text = std::move(m_string);
    m_string = {};
    if (m_tooLong)
        return;
    if (m_kind == StringKind::Osc)
        m_handler.osc(text, byBell);
    else if (m_kind == StringKind::Dcs)
        m_handler.dcs(m_sequence, m_parameters, text);
}

} // namespace skep::terminal
