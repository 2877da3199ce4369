#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Skep does when the keychain is not as it should be: in each of eight states it says so in a sentence of its own, makes no key in the place
of one that it cannot have, and writes no secret anywhere else.

Run as    python3 keychain_states.py SKEPCTL SANDBOX [--full]      (--full: also the keychain that hangs for a minute)

A cluster of the sandbox's cloud without machines is half made; going on with it needs its secrets."""
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "live")]
import livesupport  # noqa: E402
from keyring import Session  # noqa: E402
from livesupport import LiveCase, say, until  # noqa: E402

FULL = "--full" in sys.argv
NAME = "states"


class State:
    """A home with the half-made cluster, and a keyring with its secrets."""

    def __init__(self, case, name):
        self.case = case
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="skep-keychain-"))
        self.home = self.folder / "home"
        shutil.copytree(case.home, self.home)
        shutil.copytree(case.keys, self.folder / "keys", ignore=shutil.ignore_patterns("run"))
        self.session = Session(self.folder / "keys")
        self.process = None
        self.name = name

    def go_on(self, address=None):
        environment = self.case.environment(self.home, DBUS_SESSION_BUS_ADDRESS=address or self.session.address)
        if address == "":
            del environment["DBUS_SESSION_BUS_ADDRESS"]
            environment["XDG_RUNTIME_DIR"] = str(self.folder)
        self.process = subprocess.Popen([livesupport.SKEPCTL, "cluster", "resume", NAME], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return self

    def sentence(self, limit=100):
        out, _ = self.process.communicate(timeout=limit)
        return self.process.returncode, out

    def items(self):
        """What the keyring has now, read by a fresh one."""
        self.session.close()
        session = Session(self.folder / "keys").start_keyring()
        try:
            return session.items()
        finally:
            session.close()

    def plain_text(self):
        """Files of the home with one of the secrets in them."""
        found = []
        for path in self.home.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            found += [(str(path), name) for name, secret in self.case.items.items() if secret in content]
            if b"PRIVATE KEY" in content:
                found.append((str(path), "a private key"))
        return found

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        self.session.close()
        shutil.rmtree(self.folder, True)


def absent(state):
    return state.go_on(address="").sentence()


def locked(state):
    state.session.start_keyring().lock()
    return state.go_on().sentence()


def denied(state):
    service = subprocess.Popen(["/usr/bin/python3", str(HERE / "refusing_keychain.py")], stdout=subprocess.PIPE,
                               env=dict(os.environ, DBUS_SESSION_BUS_ADDRESS=state.session.address))
    service.stdout.readline()
    try:
        return state.go_on().sentence()
    finally:
        service.kill()
        service.wait()
        service.stdout.close()


def hung(state):
    state.session.start_keyring()
    state.session.keyring.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    answer = state.go_on().sentence()
    time.sleep(max(0, 60 - (time.monotonic() - began)))
    return answer


def deleted(state):
    state.session.start_keyring()
    assert state.session.delete(state.case.key) == 1
    return state.go_on().sentence()


def replaced(state):
    state.session.start_keyring()
    other = subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519"], capture_output=True, text=True, check=True).stdout
    assert state.session.replace(state.case.key, other) == 1
    return state.go_on().sentence()


def switched(state):
    shutil.rmtree(state.folder / "keys" / "share")
    state.session.start_keyring()
    return state.go_on().sentence()


def bus_dies(state):
    """In the middle of a call: the keyring has the question and does not answer any more."""
    state.session.start_keyring()
    state.session.keyring.send_signal(signal.SIGSTOP)
    state.go_on()
    time.sleep(7) # past the first question, which waits for 5 s
    state.session.bus.kill()
    return state.sentence()


STATES = {absent: r"without a keychain secrets end with the program", locked: r"The keychain is locked",
          denied: r"The keychain refused access", deleted: r"The keychain has no such secret",
          replaced: r"holds another secret “ssh-key” of this cluster",
          switched: r"holds nothing of Skep at all: it is another one than before",
          bus_dies: r"The connection to the keychain broke off"}
if FULL:
    STATES[hung] = r"The keychain does not answer"


class KeychainStates(LiveCase):
    machines = "none"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = cls.folder / "keys"
        session = Session(cls.keys).start_keyring()
        try:
            cls("prepare").prepare(session)
        finally:
            session.close()

    def prepare(self, session):
        process = self.ctl_start("cluster", "create", "--spec", self.spec(NAME, workers=0), environment={"DBUS_SESSION_BUS_ADDRESS": session.address})
        until("the machines are asked for", lambda: len(self.objects("instance")) == 2, 60, 0.05)
        time.sleep(1)
        process.kill()
        process.communicate()
        type(self).items = session.items()
        type(self).key = next(name for name in self.items if name.endswith("/ssh-key"))
        self.assertGreater(len(self.items), 5, "the cluster's secrets are not in the keyring")

    def check(self, condition):
        state = State(self, condition.__name__)
        try:
            code, said = condition(state)
            journal = (next((state.home / "data" / "skep" / "clusters").iterdir()) / "journal").read_text(encoding="utf-8")
            return code, said, state.plain_text(), re.findall(r'"sshFingerprint":"([^"]+)"', journal), state.items()
        finally:
            state.remove()

    def test_each_has_a_sentence_and_nothing_is_made(self):
        told = {}
        with concurrent.futures.ThreadPoolExecutor(max_workers=3) as pool:
            results = dict(zip(STATES, pool.map(self.check, STATES)))
        for condition, (code, said, plain, fingerprints, items) in results.items():
            with self.subTest(state=condition.__name__):
                self.assertNotEqual(code, 0, said)
                self.assertGreater(code, 0, "it was killed: " + said)
                self.assertRegex(said, STATES[condition])
                told[condition.__name__] = [other.__name__ for other in STATES if re.search(STATES[other], said)]
                self.assertEqual(plain, [], "a secret outside of the keychain")
                self.assertEqual(len(set(fingerprints)), 1, "another key was made")
                if condition is replaced:
                    items = dict(items, **{self.key: self.items[self.key]})
                if condition is deleted:
                    self.assertNotIn(self.key, items, "a new one was made in its place")
                    items = dict(items, **{self.key: self.items[self.key]})
                self.assertEqual(items, {} if condition is switched else self.items, "the keychain was written")
        self.assertEqual(told, {condition.__name__: [condition.__name__] for condition in STATES}, "sentences are not each its own")
        self.assertEqual(len(self.objects("instance")), 2, "something was made in the cloud")
        say("%d states: a sentence of its own each, no new key, nothing in plain text" % len(STATES))

    def test_as_it_should_be(self):
        """With the keychain in order the same command gets past its secrets, else nothing above would prove anything."""
        state = State(self, "good")
        try:
            state.session.start_keyring()
            state.go_on()
            time.sleep(6)
            self.assertIsNone(state.process.poll(), "it did not go on")
        finally:
            state.remove()

    def test_new_cluster_without_keychain(self):
        """Nothing is made unless it is said that the secrets end with the program."""
        home = self.new_home("none")
        environment = self.environment(home, XDG_RUNTIME_DIR=str(home))
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        done = livesupport.run(livesupport.SKEPCTL, "cluster", "create", "--spec", self.spec("other", workers=0), env=environment)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("would be lost when skepctl ends", done.stderr)
        self.assertEqual(list((home / "data" / "skep" / "clusters").glob("*")), [])


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--full"]
    livesupport.SKEPCTL, livesupport.SANDBOX = (str(pathlib.Path(sys.argv.pop(1)).resolve()) for _ in range(2))
    unittest.main(module="__main__", verbosity=2)
