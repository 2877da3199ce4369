// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/emulator.h"
#include "core/terminal/parser.h"

namespace skep::terminal {

class Terminal::Private
{
public:
    Private(Terminal *terminal, const Options &options)
        : q(terminal)
        , emulator(options)
        , parser(emulator)
    {
    }

    std::string textOf(Position begin, Position end, bool isBlock, bool isStyled) const;

    Terminal *q;
    Emulator emulator;
    Parser parser;
};

} // namespace skep::terminal
