// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/charsets.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace skep::terminal {

namespace {

// DEC's line drawing set, 0x5F to 0x7E.
constexpr char32_t graphics[] = {U' ',   0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0x00B0,
                                 0x00B1, 0x2424, 0x240B, 0x2518, 0x2510, 0x250C, 0x2514, 0x253C,
                                 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524, 0x2534,
                                 0x252C, 0x2502, 0x2264, 0x2265, 0x03C0, 0x2260, 0x00A3, 0x00B7};

// The places of ASCII that nations use for letters of their own, and what each has there.
constexpr std::string_view places = "#@[\\]^_`{|}~";

constexpr std::string_view othersOfDec = "B12<>"; // ASCII itself, alternate ROMs, supplemental, technical

struct National
{
    Charset set;
    std::string_view finals; //!< the first is the one that is reported
    std::u32string_view characters;
};

constexpr National nationals[] = {
    {Charset::British, "A", U"£@[\\]^_`{|}~"},        {Charset::Dutch, "4", U"£¾ĳ½|^_`¨ƒ¼´"},
    {Charset::Finnish, "C5", U"#@ÄÖÅÜ_éäöåü"},        {Charset::French, "Rf", U"£à°ç§^_`éùè¨"},
    {Charset::FrenchCanadian, "Q9", U"#àâçêî_ôéùèû"}, {Charset::German, "K", U"#§ÄÖÜ^_`äöüß"},
    {Charset::Italian, "Y", U"£§°çé^_ùàòèì"},         {Charset::Nordic, "E6`", U"#ÄÆØÅÜ_äæøåü"},
    {Charset::Spanish, "Z", U"£§¡Ñ¿^_`°ñç~"},         {Charset::Swedish, "7H", U"#ÉÄÖÅÜ_éäöåü"},
    {Charset::Swiss, "=", U"ùàéçêîèôäöüû"},
};
static_assert(std::all_of(std::begin(nationals), std::end(nationals),
                          [](const National &each) { return each.characters.size() == places.size(); }));

const National *nationalOf(Charset set)
{
    const auto *known = std::find_if(std::begin(nationals), std::end(nationals),
                                     [set](const National &each) { return each.set == set; });
    return known != std::end(nationals) ? known : nullptr;
}

} // namespace

std::optional<Charset> charsetNamed(char final, bool isNational)
{
    if (final == '0')
        return Charset::Graphics;
    if (othersOfDec.find(final) != std::string_view::npos)
        return Charset::Ascii;
    for (const National &each : nationals) {
        if (each.finals.find(final) != std::string_view::npos)
            return isNational || each.set == Charset::British ? each.set : Charset::Ascii;
    }
    return std::nullopt;
}

char finalOf(Charset set)
{
    const National *national = nationalOf(set);
    return national ? national->finals.front() : set == Charset::Graphics ? '0' : 'B';
}

char32_t translated(Charset set, char32_t code)
{
    if (set == Charset::Graphics)
        return code >= 0x5F && code <= 0x7E ? graphics[code - 0x5F] : code;
    const National *national = nationalOf(set);
    if (!national || code > 0x7E)
        return code;
    const std::size_t place = places.find(static_cast<char>(code));
    return place != std::string_view::npos ? national->characters[place] : code;
}

} // namespace skep::terminal
