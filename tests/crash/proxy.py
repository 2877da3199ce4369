# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy between skepctl and the sandbox that ends skepctl at a request or an answer. It adds nothing and leaves nothing out but that: the
only bytes it changes are the sandbox's address, which stands in the answer that lists the zones, and what a test says of machines."""
import json
import re
import socket
import threading
import time

PHASES = ("before", "withheld", "delivered")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27,}")


def read_message(file):
    """One HTTP message: (first line, head, body), or None at the end of the connection."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = file.readline()
        if not line:
            return None
        head += line
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    body = file.read(int(length.group(1))) if length else b""
    return head.split(b"\r\n", 1)[0].decode(), head, body


class Proxy:
    """Counts the requests of one skepctl. At the one that is aimed at it calls strike(): before the cloud gets it, when the cloud has done it and
    the answer is withheld, or right after the answer was handed over."""

    def __init__(self, port):
        self.cloud = port
        self.aim = None # (number of the request, or what it is, phase)
        self.strike = None
        self.cuts = True # the answer is lost with the program that it was for
        self.before_answer = None # (what the request is, what happens before its first answer is handed over)
        self.change_machines = None # what is done to each machine of an answer before it is handed over
        self.requests = [] # what they were, without ids
        self.moments = [] # when they came, by the monotonic clock
        self._lock = threading.Lock()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def begin(self, aim, strike):
        with self._lock:
            self.requests, self.moments = [], []
            self.cuts = True
            self.aim, self.strike = aim, strike

    def close(self):
        self._server.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _hit(self, number, request, phase):
        if self.aim not in ((number, phase), (request, phase)):
            return False
        self.aim = None # a name comes again with the next program
        self.strike()
        return True

    def _disturb(self, request):
        with self._lock:
            wanted, act = self.before_answer or (None, None)
            if request != wanted:
                return
            self.before_answer = None
        act()

    def _serve(self, client):
        upstream = None
        try:
            file = client.makefile("rb")
            while True:
                message = read_message(file)
                if message is None:
                    return
                line, head, body = message
                request = IDS.sub("ID", line.rsplit(" ", 1)[0].split("?")[0])
                with self._lock:
                    number = len(self.requests)
                    self.moments.append(time.monotonic())
                    self.requests.append(request)
                if self._hit(number, request, "before") and self.cuts:
                    return
                if upstream is None:
                    upstream = socket.create_connection(("127.0.0.1", self.cloud))
                    answers = upstream.makefile("rb")
                upstream.sendall(head + body)
                answer = read_message(answers)
                if answer is None or (self._hit(number, request, "withheld") and self.cuts):
                    return
                self._disturb(request)
                client.sendall(self._with_address(answer[1], self._changed(request, answer[2])))
                self._hit(number, request, "delivered")
        except OSError:
            return
        finally:
            client.close()
            if upstream:
                upstream.close()

    def _changed(self, request, body):
        change = self.change_machines
        if change is None or request not in ("GET /v2/instance", "GET /v2/instance/ID"):
            return body
        rows = json.loads(body)
        for machine in rows.get("instances", [rows]):
            change(machine)
        return json.dumps(rows).encode()

    def _with_address(self, head, body):
        mine = body.replace(b"127.0.0.1:%d" % self.cloud, b"127.0.0.1:%d" % self.port)
        head = re.sub(rb"(?i)(\r\ncontent-length: *)\d+", lambda found: found.group(1) + b"%d" % len(mine), head)
        return head + mine
