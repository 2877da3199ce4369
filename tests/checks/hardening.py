#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the programs are linked, and what other processes get of one that runs: its memory, its environment, its sockets.

Run as    hardening.py CONFIGURATION SKEP SKEPCTL [other programs]      (CONFIGURATION: Debug, Release …; SKEPCTL alone: without the window)

As root the running programs are another user's, so that root's own rights prove nothing; without root that part is left out."""
import contextlib
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

NOBODY = pwd.getpwnam("nobody")
PTRACE_ATTACH, PTRACE_DETACH = 16, 17


def run(*arguments, **more):
    return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60, **more)


def as_nobody(function):
    """What the function says in a process of the other user: its text, or the name of the error."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(NOBODY.pw_gid)
        os.setuid(NOBODY.pw_uid)
        try:
            answer = str(function())
        except OSError as error:
            answer = type(error).__name__
        os.write(write, answer.encode()[:4000])
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        return pipe.read()


def attach(pid):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(PTRACE_ATTACH, pid, None, None) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    os.waitpid(pid, 0)
    libc.ptrace(PTRACE_DETACH, pid, None, None)
    return "attached"


def environment_of(pid):
    return pathlib.Path("/proc/%d/environ" % pid).read_bytes()


def memory_of(pid):
    with open("/proc/%d/mem" % pid, "rb"):
        return "opened"


class Linked(unittest.TestCase):
    def check(self, program):
        header = run("readelf", "-hlW", program).stdout
        dynamic = run("readelf", "-dW", program).stdout
        symbols = run("readelf", "-sW", "--dyn-syms", program).stdout
        self.assertRegex(header, r"Type:\s+DYN", "not position independent")
        self.assertRegex(dynamic, r"FLAGS_1.*PIE", "not position independent")
        self.assertIn("GNU_RELRO", header, "no read-only relocations")
        self.assertRegex(dynamic, r"BIND_NOW|FLAGS_1.*NOW", "relocations only in part")
        self.assertRegex(header, r"GNU_STACK.*RW ", "an executable stack")
        self.assertNotIn("TEXTREL", dynamic)
        self.assertIn("__stack_chk_fail", symbols, "no stack protector")
        if CONFIGURATION != "Debug":
            self.assertRegex(symbols, r"__\w+_chk\b(?<!__stack_chk_fail)", "not fortified")
            code = run("objdump", "-d", "--no-show-raw-insn", "--section=.text", program).stdout if shutil.which("objdump") else ""
            if os.uname().machine == "x86_64":
                self.assertGreater(code.count("endbr64"), 1000, "no control flow protection")

    def test_programs(self):
        for program in PROGRAMS:
            with self.subTest(program=program):
                self.check(program)

    def test_a_plain_program_is_seen_as_one(self):
        """The check can fail."""
        with tempfile.TemporaryDirectory() as folder:
            source, program = folder + "/plain.c", folder + "/plain"
            pathlib.Path(source).write_text("int main(void) { return 0; }\n", encoding="utf-8")
            self.assertEqual(run("cc", "-no-pie", "-Wl,-z,norelro", "-fno-stack-protector", "-o", program, source).returncode, 0)
            with self.assertRaises(AssertionError):
                self.check(program)


@unittest.skipUnless(os.geteuid() == 0, "needs root, to be other users")
class Running(unittest.TestCase):
    """A program of the user "nobody" while it waits for a cloud that never answers."""

    @classmethod
    def setUpClass(cls):
        cls.cloud = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=cls.swallow, daemon=True).start()
        cls.addClassCleanup(cls.cloud.close)

    @classmethod
    def swallow(cls):
        held = []
        with contextlib.suppress(OSError):
            while True:
                held.append(cls.cloud.accept()[0])

    def start(self, *command):
        home = tempfile.mkdtemp(prefix="skep-hardening-")
        self.addCleanup(shutil.rmtree, home, True)
        os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
        environment = {"HOME": home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": home + "/data", "XDG_CONFIG_HOME": home + "/config",
                       "XDG_CACHE_HOME": home + "/cache", "XDG_RUNTIME_DIR": home, "QT_QPA_PLATFORM": "offscreen", "EXOSCALE_API_KEY": "EXOkey",
                       "EXOSCALE_API_SECRET": "canary-of-the-environment",
                       "EXOSCALE_API_ENDPOINT": "http://127.0.0.1:%d/v2" % self.cloud.getsockname()[1]}
        process = subprocess.Popen(["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command], env=environment, cwd="/",
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def sockets(self, process):
        lines = run("ss", "-ltnupH").stdout.splitlines()
        return [line.split() for line in lines if "pid=%d," % process.pid in line]

    def wait_until_it_is(self, program, process):
        for _ in range(200):
            if pathlib.Path("/proc/%d/cmdline" % process.pid).read_bytes().startswith(program.encode()):
                return
            time.sleep(0.02)
        self.fail("it is not %s" % program)

    def wait_for_listener(self, process):
        for _ in range(200):
            if self.sockets(process):
                return
            self.assertIsNone(process.poll(), "it has ended")
            time.sleep(0.05)
        self.fail("it does not listen")

    def check(self, process):
        self.wait_for_listener(process)
        self.assertEqual(as_nobody(lambda: environment_of(process.pid)), "PermissionError")
        self.assertEqual(as_nobody(lambda: memory_of(process.pid)), "PermissionError")
        self.assertEqual(as_nobody(lambda: attach(process.pid)), "PermissionError")
        limits = pathlib.Path("/proc/%d/limits" % process.pid).read_text(encoding="utf-8")
        self.assertRegex(limits, r"Max core file size\s+0\s+0\s")
        time.sleep(0.5)
        listeners = self.sockets(process)
        self.assertEqual(len(listeners), 1, listeners)
        self.assertEqual(listeners[0][0], "tcp")
        address, port = listeners[0][4].rsplit(":", 1)
        self.assertEqual(address, "127.0.0.1")
        for greeting in (b"\x05\x01\x00", b"\x05\x01\x02\x01\x04skep\x08password", b"GET / HTTP/1.1\r\n\r\n", b"\x04\x01\x00\x50\x7f\x00\x00\x01\x00"):
            answer = as_nobody(lambda text=greeting: talk(int(port), text))
            self.assertIn(answer, ("b'\\x05\\xff'", "b'\\x05\\x02\\x01\\x01'", "b''", "ConnectionResetError"), greeting)
        self.assertIsNone(process.poll(), "it lives on")

    def test_command_line_program(self):
        self.check(self.start(SKEPCTL, "cluster", "destroy", "some", "--yes"))

    def test_window(self):
        if SKEP is None:
            self.skipTest("the window's program was not given")
        self.check(self.start(SKEP))

    def test_an_unprotected_program_is_read(self):
        """What the others refuse is allowed with a program that does nothing against it, else the test would be void."""
        process = self.start("sleep", "60")
        self.wait_until_it_is("sleep", process)
        self.assertIn("canary-of-the-environment", as_nobody(lambda: environment_of(process.pid)))
        if not pathlib.Path("/proc/sys/kernel/yama/ptrace_scope").exists(): # where it is, nobody reads another's memory anyway
            self.assertEqual(as_nobody(lambda: memory_of(process.pid)), "opened")

    def dumps_core(self, process):
        process.send_signal(signal.SIGSEGV)
        _, status = os.waitpid(process.pid, 0)
        process.returncode = -os.WTERMSIG(status)
        self.assertEqual(process.returncode, -signal.SIGSEGV)
        return os.WCOREDUMP(status)

    def test_no_core(self):
        allowed = ("sh", "-c", 'cd "$HOME" && ulimit -c unlimited && exec "$@"', "sh")
        process = self.start(*allowed, SKEPCTL, "cluster", "destroy", "some", "--yes")
        self.wait_for_listener(process)
        self.assertFalse(self.dumps_core(process))
        process = self.start(*allowed, "sleep", "60")
        self.wait_until_it_is("sleep", process)
        self.assertTrue(self.dumps_core(process), "this computer writes no core files at all, so that nothing was tried")


def talk(port, greeting):
    """What the gateway answers to somebody without its password."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=8) as connection:
        connection.sendall(greeting)
        while True:
            piece = connection.recv(100)
            if not piece:
                return answer
            answer += piece


if __name__ == "__main__":
    CONFIGURATION, *PROGRAMS = sys.argv[1:]
    PROGRAMS = [str(pathlib.Path(program).resolve()) for program in PROGRAMS]
    SKEP, SKEPCTL = PROGRAMS[:2] if len(PROGRAMS) > 1 else (None, PROGRAMS[0])
    unittest.main(argv=sys.argv[:1], verbosity=2)
