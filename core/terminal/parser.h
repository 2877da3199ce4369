// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace skep::terminal {

//! The numbers of a control sequence: "38:2::1;4" is 38 with three subparameters, then 4. What is not given
//! is -1.
class Parameters
{
public:
    static constexpr int most = 32;
    static constexpr int largest = 1'000'000;

    void clear()
    {
        m_count = 0;
        m_isOpen = false;
    }
    std::size_t take(std::string_view bytes); //!< digits and separators from the left; says how many
    void digit(int value);
    void separate(bool sub);
    void close(); //!< at the end of the sequence
    int count() const { return m_count; }
    bool hasSubs() const
    {
        return std::any_of(m_sub.begin(), m_sub.begin() + m_count, [](bool sub) { return sub; });
    }
    bool isSub(int i) const { return i < m_count && m_sub[std::size_t(i)]; }
    //! \p fallback where it is missing.
    int at(int i, int fallback = 0) const
    {
        return i < m_count && m_values[std::size_t(i)] >= 0 ? m_values[std::size_t(i)] : fallback;
    }
    bool has(int i) const { return i < m_count && m_values[std::size_t(i)] >= 0; }
    int atLeastOne(int i) const { return at(i, 1) > 0 ? at(i, 1) : 1; }

private:
    void open(bool sub);

    std::array<int, most> m_values{};
    std::array<bool, most> m_sub{};
    int m_count = 0;
    bool m_isOpen = false; //!< the last one may get more digits
    bool m_nextIsSub = false;
};

//! What a sequence is besides its numbers: "\e[?1$p" is '?' '$' 'p'.
struct Sequence
{
    char prefix = 0; //!< one of < = > ?, or 0
    char intermediate = 0; //!< the last of the range 0x20 to 0x2F, or 0
    char final = 0;
};

//! Cuts bytes into text, controls and sequences: the state machine of DEC's VT500 as Paul Williams has
//! described it, with UTF-8 in place of the right half of the code table. As in xterm C1 controls have their
//! seven-bit form alone (ESC and a letter): the code points U+0080 to U+009F do nothing.
class Parser
{
public:
    //! Who is told; every call means something complete.
    class Handler
    {
    public:
        virtual void printAscii(std::string_view run) = 0; //!< bytes 0x20 to 0x7E
        virtual void printCharacters(std::u32string_view run) = 0; //!< whole ones above U+009F
        virtual void print(char32_t code) = 0; //!< the same, one that came in parts or stands for broken ones
        virtual void control(std::uint8_t code) = 0; //!< C0
        virtual void escape(char intermediate, char final) = 0;
        virtual void csi(const Sequence &sequence, const Parameters &parameters) = 0;
        virtual void osc(std::string_view text, bool endedByBell) = 0;
        virtual void dcs(const Sequence &sequence, const Parameters &parameters, std::string_view text) = 0;

        //! Bytes that have come in, with the one that brings a call about. A run of text is counted by who
        //! prints it, as it goes.
        std::uint64_t taken = 0;

    protected:
        ~Handler() = default;
    };

    explicit Parser(Handler &handler)
        : m_handler(handler)
    {
    }
    void feed(std::string_view bytes);
    void reset();
    static constexpr std::size_t longestString = 1U << 20U; //!< of OSC; what is longer is dropped whole

private:
    enum class State : std::uint8_t { Ground, Escape, EscapeIntermediate, Csi, CsiIgnore, Dcs, String };
    enum class StringKind : std::uint8_t { Osc, Dcs, Ignored };

    std::size_t text(std::string_view bytes);
    std::size_t wholeCharacters(std::string_view bytes);
    std::size_t wholeSequence(std::string_view bytes);
    void codePoint(char32_t code);
    bool decode(std::uint8_t byte, char32_t *code);
    void step(std::uint8_t byte);
    void c1(std::uint8_t code);
    void inEscape(std::uint8_t byte);
    void inCsi(std::uint8_t byte);
    void inDcs(std::uint8_t byte);
    void inString(std::uint8_t byte);
    void begin(State state);
    void beginString(StringKind kind);
    void endString(bool byBell);
    void dispatchCsi(char final);

    Handler &m_handler;
    State m_state = State::Ground;
    StringKind m_kind = StringKind::Ignored;
    Sequence m_sequence;
    Parameters m_parameters;
    std::string m_string;
    bool m_tooLong = false;
    bool m_escapeInString = false;
    char32_t m_partial = 0; //!< of a character whose bytes have not all come
    int m_missing = 0;
    char32_t m_least = 0; //!< shorter forms of a character are not UTF-8
};

} // namespace skep::terminal
