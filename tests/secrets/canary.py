# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in every form that they could leak in, and watchers that look for them."""
import base64
import collections
import json
import os
import pathlib
import re
import socket
import struct
import threading
import time
import urllib.parse

SHORTEST = 12 # bytes of a piece that is looked for


def as_text(piece):
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return piece.decode("latin-1") # random bytes


def forms(secret):
    """A secret as it is, in base64 (at each of the three places of a longer text), hex, URL and JSON escapes, and as Qt keeps text."""
    pieces = [line for line in secret.splitlines() if b"-----" not in line and len(line) >= SHORTEST]
    found = set()
    for piece in pieces or [secret]:
        text = as_text(piece)
        quoted = json.dumps(text)[1:-1]
        found |= {piece, piece.hex().encode(), piece.hex().upper().encode(), urllib.parse.quote_from_bytes(piece, safe="").encode(),
                  quoted.encode(), quoted.replace("/", "\\/").encode(), text.encode("utf-16-le")}
        for shift in range(3): # what comes before moves the bits; the ends are not the secret's alone
            coded = base64.b64encode(b"x" * shift + piece)
            core = coded[4 if shift else 0:len(coded) - 4]
            found |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return {form for form in found if len(form) >= SHORTEST}


class Canaries:
    """What is looked for: the forms of each secret."""

    def __init__(self, secrets):
        self.names = {}
        for name, secret in secrets.items():
            for form in forms(secret if isinstance(secret, bytes) else secret.encode()):
                self.names[form] = name
        self._pattern = re.compile(b"|".join(re.escape(form) for form in sorted(self.names, key=len, reverse=True)))

    def find(self, content):
        """The names of the secrets in some bytes."""
        return sorted({self.names[hit] for hit in self._pattern.findall(content)})

    def find_in_files(self, folder, allowed=()):
        """(path, names) of each file with one of them, and how many files were read."""
        hits, read = [], 0
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if not path.is_file() or path.is_symlink() or any(part in str(path) for part in allowed):
                continue
            read += 1
            names = self.find(path.read_bytes()) or self.find(str(path).encode())
            if names:
                hits.append((str(path), names))
        return hits, read


class ProcessSpy(threading.Thread):
    """Reads command line and environment of every process of this computer, those of the sandbox's machines too: a new one each hundredth of a
    second for a while, since it may become another program, the others once a second."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = {"cmdline": set(), "environ": set()}
        self.rounds = 0
        self.seconds = 0.0
        self._looks = collections.Counter()
        self._ended = threading.Event()

    def run(self):
        began = time.monotonic()
        while not self._ended.is_set():
            start = time.monotonic()
            self.rounds += 1
            pids = [name for name in os.listdir("/proc") if name.isdigit()]
            for pid in pids:
                self._looks[pid] += 1
                if self._looks[pid] <= 25 or (int(pid) + self.rounds) % 100 == 0:
                    self._read(pid)
            for gone in set(self._looks) - set(pids):
                del self._looks[gone]
            self._ended.wait(max(0.0, 0.01 - (time.monotonic() - start)))
        self.seconds = time.monotonic() - began

    def _read(self, pid):
        for kind, seen in self.seen.items():
            try:
                with open("/proc/%s/%s" % (pid, kind), "rb", buffering=0) as file:
                    seen.add(file.read(1 << 20))
            except OSError:
                continue # it has ended

    def stop(self):
        self._ended.set()
        self.join()

    def find(self, canaries):
        return [(kind, content[:200], canaries.find(content)) for kind, seen in self.seen.items() for content in seen if canaries.find(content)]


class Wire(threading.Thread):
    """All packets that pass an interface of this computer."""
    GREETING = re.compile(rb"\x01\x04skep(.)", re.DOTALL) # a user's name and password at the gateway

    def __init__(self, interface):
        super().__init__(daemon=True)
        self.packets = []
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 20)
        self._socket.bind((interface, 0))
        # of a bridge also what goes from one of its machines to another
        everything = struct.pack("iHH8x", socket.if_nametoindex(interface), 1, 0)
        self._socket.setsockopt(263, 1, everything)
        self._socket.settimeout(0.2)
        self._ended = threading.Event()

    def run(self):
        while not self._ended.is_set():
            try:
                self.packets.append(self._socket.recv(65535))
            except TimeoutError:
                continue

    def stop(self):
        self._ended.set()
        self.join()
        self._socket.close()

    def passwords(self):
        """What was said to the gateway, by which it knows its own."""
        found = set()
        for packet in self.packets:
            for match in self.GREETING.finditer(packet):
                length = match.group(1)[0]
                password = packet[match.end():match.end() + length]
                if length >= SHORTEST and len(password) == length:
                    found.add(password)
        return found

    def to_ports(self, ports):
        """The payloads of TCP and UDP packets to or from some ports, by port."""
        said = collections.defaultdict(list)
        for packet in self.packets:
            if packet[12:14] != b"\x08\x00":
                continue
            header = 14 + (packet[14] & 15) * 4
            protocol = packet[23]
            if protocol not in (6, 17) or len(packet) < header + 8:
                continue
            size = (packet[header + 12] >> 4) * 4 if protocol == 6 and len(packet) > header + 12 else 8
            for port in struct.unpack("!HH", packet[header:header + 4]):
                if port in ports:
                    said[port].append(packet[header + size:])
        return said
