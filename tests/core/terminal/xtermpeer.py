#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside a real xterm and asks it what the sequences of a file do.

Each line of the file is hex: the bytes to write after a hard reset. Each line of the answer is hex too: everything
that the terminal replied. A cursor report with an argument of its own ends every case, so none can run into the next.
"""

import os
import select
import sys
import termios
import tty

# RIS does not give the colours, saved modes and titles back.
RESET = b"\x1bc\x1b[62;1\"p\x1b[64;1\"p\x1b[?69l\x1b]104\x1b\\\x1b]110\x1b\\\x1b]111\x1b\\\x1b]112\x1b\\\x1b[H\x1b[2J\x1b[m"
END = b"\x1b[0n"


def replies(end_count):
    """Everything up to the end_count-th device status report, which closes a case."""
    got = b""
    while got.count(END) < end_count:
        ready, _, _ = select.select([0], [], [], 5)
        if not ready:
            return got + b"(timeout)"
        got += os.read(0, 65536)
    return got


def main():
    source, target = sys.argv[1:3]
    saved = termios.tcgetattr(0)
    tty.setraw(0)
    try:
        with open(source, encoding="ascii") as cases, open(target + ".part", "w", encoding="ascii") as out:
            for line in cases:
                os.write(1, RESET + bytes.fromhex(line.strip()) + b"\x18\x1b F\x1b[5n")
                out.write(replies(1).hex() + "\n")
                out.flush()
        os.rename(target + ".part", target)
    finally:
        termios.tcsetattr(0, termios.TCSANOW, saved)


if __name__ == "__main__":
    main()
