#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside a terminal and hands on bytes: what comes from a local socket is printed, what the terminal answers goes
back to the socket, until that is closed."""

import os
import select
import socket
import sys
import tty


def main():
    tty.setraw(0)
    with socket.socket(socket.AF_UNIX) as test:
        test.connect(sys.argv[1])
        while True:
            ready, _, _ = select.select([0, test], [], [])
            if 0 in ready:
                test.sendall(os.read(0, 65536))
            if test in ready:
                data = test.recv(65536)
                if not data:
                    return
                os.write(1, data)


if __name__ == "__main__":
    main()
