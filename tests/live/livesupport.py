# SPDX-License-Identifier: GPL-3.0-or-later
"""What the live tests share: a sandbox with real machines per class, homes, skepctl by its JSON, and the ledger as the judge.

Run as    with-keyring.sh python3 TEST.py SKEPCTL SANDBOX [test names]"""
import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "sandbox"))
from sandbox_client import Sandbox  # noqa: E402

SKIPPED = 77
ENGINE_TEMPLATE = "Linux Debian 13 (Trixie) 64-bit with Docker"
DONE, FAILED, USAGE, MISSING, REFUSED, STOPPED = range(6)
Outcome = collections.namedtuple("Outcome", "code json out err")


def main():
    """Takes the programs from the command line and runs the tests of the calling script."""
    global SKEPCTL, SANDBOX
    if os.geteuid() != 0:
        print("The live tests make real machines, and that needs root: skipped.")
        sys.exit(SKIPPED)
    SKEPCTL, SANDBOX = (str(pathlib.Path(sys.argv.pop(1)).resolve()) for _ in range(2))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The test was ended.")) # a limit of ctest cleans up, too
    unittest.main(module="__main__", verbosity=2)


def run(*arguments, limit=120, **more):
    return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=limit, **more)


def until(what, ask, limit, every=0.5):
    """Polls until ask() is true, and returns its answer."""
    end = time.monotonic() + limit
    seen = None
    while True:
        seen = ask()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError("%s: not within %d s, last answer %r" % (what, limit, seen))
        time.sleep(every)


def say(text):
    print("    " + text, file=sys.stderr, flush=True)


class ArgvSpy(threading.Thread):
    """Reads the command line of every process of this computer (those of the machines are seen here, too) until it is stopped."""

    def __init__(self):
        super().__init__(daemon=True)
        self.lines = set()
        self.rounds = 0
        self._ended = threading.Event()

    def run(self):
        while not self._ended.wait(0.1):
            self.rounds += 1
            for folder in os.listdir("/proc"):
                if folder.isdigit():
                    try:
                        with open("/proc/%s/cmdline" % folder, "rb") as file:
                            self.lines.add(file.read())
                    except OSError:
                        continue # it has ended

    def stop(self):
        self._ended.set()
        self.join()

    def with_text(self, text):
        return [line for line in self.lines if text.encode() in line]


class LiveCase(unittest.TestCase):
    """A sandbox and a home for the whole class."""
    sandbox_arguments = ()
    machines = "lxc"
    template = ENGINE_TEMPLATE

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="skep-live-")
        cls.addClassCleanup(shutil.rmtree, folder, True)
        cls.folder = pathlib.Path(folder)
        cls.state = cls.folder / "cloud"
        cls.home = cls.new_home("home")
        cls.addClassCleanup(cls.remove_sandbox)
        cls.start_sandbox()

    @classmethod
    def start_sandbox(cls):
        cls.cloud = Sandbox(SANDBOX, cls.state, *cls.sandbox_arguments, machines=cls.machines)
        say("sandbox at port %d" % cls.cloud.port)

    @classmethod
    def remove_sandbox(cls):
        cls.stop_sandbox()
        run(SANDBOX, "--state", str(cls.state), "--machines", cls.machines, "--reset", limit=300)

    @classmethod
    def stop_sandbox(cls):
        """Ends it as a service manager would; its machines are stopped first, which takes a while."""
        if hasattr(cls, "cloud") and cls.cloud.process.poll() is None:
            cls.cloud.process.terminate()
            try:
                cls.cloud.process.wait(timeout=180)
            except subprocess.TimeoutExpired:
                cls.cloud.process.kill()
                cls.cloud.process.wait()
            cls.cloud.process.stdout.close()

    @classmethod
    def new_home(cls, name):
        """XDG folders of an installation of its own."""
        home = cls.folder / name
        for part in ("data", "config", "cache"):
            (home / part).mkdir(parents=True)
        return home

    @classmethod
    def environment(cls, home=None, **more):
        home = home or cls.home
        variables = dict(os.environ, XDG_DATA_HOME=str(home / "data"), XDG_CONFIG_HOME=str(home / "config"),
                         XDG_CACHE_HOME=str(home / "cache"), LC_ALL="C.UTF-8", EXOSCALE_API_KEY=cls.cloud.key,
                         EXOSCALE_API_SECRET=cls.cloud.secret, EXOSCALE_API_ENDPOINT=cls.cloud.info["exoscale"])
        variables.update(more)
        return {name: value for name, value in variables.items() if value is not None}

    # --- the product

    @classmethod
    def ctl_start(cls, *arguments, home=None, before=(), environment=None, **more):
        return subprocess.Popen([*before, SKEPCTL, "--output", "json", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=cls.environment(home, **(environment or {})), **more)

    def ctl(self, *arguments, expect=DONE, limit=120, **more):
        """Runs skepctl; its answer is JSON and its exit code the one that is expected."""
        process = self.ctl_start(*arguments, **more)
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            self.fail("skepctl %s did not end within %d s\n%s\n%s" % (" ".join(arguments), limit, out, err))
        if expect is not None:
            self.assertEqual(process.returncode, expect, "skepctl %s\n%s\n%s" % (" ".join(arguments), out, err))
        return Outcome(process.returncode, json.loads(out) if out.strip() else None, out, err)

    def ssh(self, cluster, node, command, data=None, expect=0, limit=60):
        """One command on a node by skepctl ssh; what it printed."""
        done = run(SKEPCTL, "ssh", cluster, node, "--", command, limit=limit, input=data or "", env=self.environment())
        if expect is not None:
            self.assertEqual(done.returncode, expect, "%s on %s\n%s\n%s" % (command, node, done.stdout, done.stderr))
        return done.stdout

    def spec(self, name, **more):
        """Writes a cluster's description and returns the path of the file."""
        images = self.cloud.info["images"]
        wanted = {"name": name, "templateName": self.template, "operatorCidrs": [self.cloud.info["operator"]],
                  "managerType": "standard.small", "workerType": "standard.small", "consulType": "standard.small",
                  "consulImage": images["consul"], "webImage": images["web"], "managers": 1, "workers": 2, "consulServers": 1}
        wanted.update(more)
        path = self.folder / (name.replace("/", "_") + ".json")
        path.write_text(json.dumps(wanted), encoding="utf-8")
        return str(path)

    def create(self, name, limit=600, **more):
        began = time.monotonic()
        made = self.ctl("cluster", "create", "--spec", self.spec(name, **more), limit=limit).json
        say("%s created in %.1f s" % (name, time.monotonic() - began))
        self.assertEqual(made["phase"], "ready")
        return made

    def catalog(self, name):
        """Service name → its row; {} while the cluster cannot be asked."""
        rows = self.ctl("catalog", "list", name, expect=None).json
        return {row["name"]: row for row in rows} if isinstance(rows, list) else {}

    def cluster_folder(self, home=None):
        """Where the one cluster of a home has its journal; None while there is none."""
        folders = list(((home or self.home) / "data" / "skep" / "clusters").glob("*"))
        self.assertLessEqual(len(folders), 1)
        return folders[0] if folders else None

    # --- the cloud

    def ok(self, method, path, body=None):
        answer = self.cloud.call(method, path, body, timeout=60)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def objects(self, kind=None):
        """What was ever made; the account's own default group does not count."""
        rows = [row for row in self.cloud.control("GET", "/ledger")["objects"] if row["name"] != "default"]
        return [row for row in rows if kind in (None, row["kind"])]

    def left(self):
        return ["%s %s" % (row["kind"], row["name"]) for row in self.objects() if "deleted" not in row]

    def check_nothing_twice(self):
        """No object of a name was made twice, not even one that is gone again."""
        names = collections.Counter((row["kind"], row["name"]) for row in self.objects() if row["kind"] != "security-group-rule")
        self.assertEqual([name for name, count in names.items() if count > 1], [])
        for group in self.ok("GET", "/security-group")["security-groups"]:
            rules = collections.Counter(json.dumps(traffic(rule)) for rule in group.get("rules", []))
            self.assertEqual([rule for rule, count in rules.items() if count > 1], [], group["name"])

    def find_rule(self, group_name, port):
        """(group id, rule id) of a TCP rule that exists now, or None."""
        for group in self.ok("GET", "/security-group")["security-groups"]:
            for rule in group.get("rules", []) if group["name"] == group_name else []:
                if rule.get("start-port") == port and rule["protocol"] == "tcp":
                    return group["id"], rule["id"]
        return None

    def delete_rule(self, group_id, rule_id):
        operation = self.ok("DELETE", "/security-group/%s/rules/%s" % (group_id, rule_id))
        self.assertEqual(self.cloud.wait(operation, 60)["state"], "success")


def traffic(rule):
    """What a rule lets through, without its id and description."""
    source = rule.get("network") or rule.get("security-group", {}).get("id")
    return [rule.get("flow-direction"), rule.get("protocol"), rule.get("start-port"), rule.get("end-port"), source]
