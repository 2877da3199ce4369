#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An SFTP server that lies: names that lead elsewhere, data nobody asked for, packets of any size."""

import struct
import sys

FOLDER, FILE = 0o040755, 0o100644
NAMES = [b"good", b"../up", b"/abs", b"..", b"", b"a/b", b"nul\0name", b"esc\x1b[2J", b"x" * 300]


def read(size):
    data = sys.stdin.buffer.read(size)
    if len(data) < size:
        sys.exit(0)
    return data


def text(data):
    return struct.pack(">I", len(data)) + data


def send(kind, body):
    sys.stdout.buffer.write(struct.pack(">IB", len(body) + 1, kind) + body)
    sys.stdout.buffer.flush()


def attributes(mode, size=5):
    return struct.pack(">IQI", 1 | 4, size, mode)


def answer(kind, number, body):
    ident = struct.pack(">I", number)
    path = body[4:4 + struct.unpack(">I", body[:4])[0]]
    if kind in (7, 17):
        send(105, ident + attributes(FOLDER if path == b"/evil" else FILE))
    elif kind in (3, 11):
        send(102, ident + text(path[:200]))
        answer.listed = False
    elif kind == 12 and not answer.listed:
        answer.listed = True
        entries = b"".join(text(name) + text(b"-rw " + name) + attributes(FILE) for name in NAMES)
        send(104, ident + struct.pack(">I", len(NAMES)) + entries)
    elif kind == 12:
        send(101, ident + struct.pack(">I", 1) + text(b"") + text(b""))
    elif kind == 5:
        offset, size = struct.unpack(">QI", body[-12:])
        if path == b"/long-data":
            send(103, ident + text(b"d" * (size + 1)))
        elif path == b"/unknown-id":
            send(103, struct.pack(">I", number + 7777) + text(b"d"))
        elif path == b"/huge-packet":
            sys.stdout.buffer.write(struct.pack(">IB", 0xFFFFFFF0, 103))
            sys.stdout.buffer.flush()
        elif path == b"/cut":
            sys.exit(0)
        elif offset == 0:
            send(103, ident + text(b"hello"))
        else:
            send(101, ident + struct.pack(">I", 1) + text(b"") + text(b""))
    else:
        send(101, ident + struct.pack(">I", 0) + text(b"") + text(b""))


while True:
    packet = read(struct.unpack(">I", read(4))[0])
    if packet[0] == 1:
        send(2, struct.pack(">I", 3))
    else:
        answer(packet[0], struct.unpack(">I", packet[1:5])[0], packet[5:])
