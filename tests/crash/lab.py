# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox that keeps books only, homes for skepctl, and one cluster's life in it: the plan's part in the cloud, then the way back."""
import collections
import functools
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

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / part) for part in ("sandbox", "secrets")]
import keyring  # noqa: E402
from proxy import Proxy  # noqa: E402
from sandbox_client import Sandbox  # noqa: E402
import verdict  # noqa: E402

TEMPLATE = "Linux Debian 13 (Trixie) 64-bit with Docker"
SIZES = {1: {"managers": 1, "workers": 0, "consulServers": 0}, 3: {"managers": 1, "workers": 1, "consulServers": 1},
         5: {"managers": 3, "workers": 1, "consulServers": 1}}
STOPPED = 5
LIMIT = 240
RESUMED_AGAIN = [] # clusters that one resume was not enough for
STRACE = ("strace", "-f", "-qq", "--seccomp-bpf", "-o")


class Trouble(AssertionError):
    """A rule that did not hold."""


def is_of_cloud(step):
    return step.startswith(("cluster/ssh-key", "cluster/group-", "cluster/rule-", "cluster/apart-")) or step.endswith(("/create", "/address"))


def records_of(path):
    """What a journal says last of each step."""
    records = {}
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except OSError:
        return records
    for line in lines:
        row = json.loads(line.split(b" ", 2)[2])
        if "step" in row:
            records[row["step"]] = row
    return records


class Lab:
    """One sandbox, one proxy and one keychain; every life has a home and a cluster name of its own."""

    def __init__(self, skepctl, sandbox, *arguments, machines="none"):
        self.skepctl, self.program, self.arguments, self.machines = skepctl, sandbox, arguments, machines
        memory = "/dev/shm" if os.path.isdir("/dev/shm") and machines == "none" else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="skep-crash-", dir=memory))
        self.cloud = Sandbox(sandbox, self.folder / "cloud", "--quota-instances", "10000", "--operation-seconds", "0", *arguments,
                             machines=machines)
        self.proxy = Proxy(self.cloud.port)
        self.keychain = keyring.Session(self.folder / "session").start_keyring()
        self.lives = 0
        self.plans = {} # by what is asked for: (name of the cluster, what skepctl said); only the name differs

    def has_lost_keychain(self):
        """gnome-keyring aborts when a program is killed while it asks for a property; the bus then starts one that is locked."""
        return self.keychain.keyring.poll() is not None

    def close(self):
        self.keychain.close()
        self.proxy.close()
        if self.machines == "none":
            self.cloud.stop()
        else: # they are stopped first, and what they leave on this computer goes
            self.cloud.process.terminate()
            self.cloud.process.wait(timeout=180)
            subprocess.run([self.program, "--state", str(self.folder / "cloud"), "--machines", self.machines, "--reset"], capture_output=True,
                           timeout=300, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def ledger(self):
        return self.cloud.control("GET", "/ledger")

    def new_life(self, size, **more):
        self.lives += 1
        return Life(self, size, "c%d" % self.lives, more)


def taken_again(test):
    """What a keychain that died makes of a test says nothing of Skep: it is told, and the test taken once more in a new laboratory."""
    @functools.wraps(test)
    def attempt(self):
        try:
            test(self)
        except Exception as error: # pylint: disable=broad-except # only where the keychain is the reason
            if not self.lab.has_lost_keychain():
                raise
            print("its keychain died, taken again: %s" % error, flush=True)
            self.setUp()
            test(self)
    return attempt


class Life:
    """One cluster: made, killed, gone on with, destroyed; judged by the ledger after each part."""

    def __init__(self, lab, size, name, more):
        self.lab, self.name = lab, name
        self.home = lab.folder / name
        for part in ("data", "config", "cache"):
            (self.home / part).mkdir(parents=True)
        self.spec = self.home / "spec.json"
        images = lab.cloud.info.get("images", {})
        if lab.machines != "none":
            more = {"managerType": "standard.small", "workerType": "standard.small", "consulImage": images["consul"], "webImage": images["web"], **more}
        self.spec.write_text(json.dumps({"name": name, "templateName": TEMPLATE, "operatorCidrs": [lab.cloud.info["operator"]],
                                         "consulType": "standard.small", **SIZES[size], **more}), encoding="utf-8")
        asked = json.dumps([size, more], sort_keys=True)
        if asked not in lab.plans:
            lab.plans[asked] = (name, json.dumps(self.ask("cluster", "plan", "--spec", str(self.spec))))
        known, plan = lab.plans[asked]
        self.plan = json.loads(plan.replace('"%s-' % known, '"%s-' % name).replace('-%s-' % known, '-%s-' % name))
        self._looked = (-1, False) # at the journal of this size, and whether the cloud's part was there
        self.cloud_steps = {step["id"] for step in self.plan["steps"] if is_of_cloud(step["id"])}

    def environment(self):
        cloud = self.lab.cloud
        return dict(os.environ, XDG_DATA_HOME=str(self.home / "data"), XDG_CONFIG_HOME=str(self.home / "config"),
                    XDG_CACHE_HOME=str(self.home / "cache"), DBUS_SESSION_BUS_ADDRESS=self.lab.keychain.address, LC_ALL="C.UTF-8",
                    EXOSCALE_API_KEY=cloud.key, EXOSCALE_API_SECRET=cloud.secret,
                    EXOSCALE_API_ENDPOINT="http://127.0.0.1:%d/v2" % self.lab.proxy.port)

    def start(self, *arguments, before=()):
        return subprocess.Popen([*before, self.lab.skepctl, "--output", "json", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=self.environment())

    def ask(self, *arguments, limit=LIMIT):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=limit)
        if process.returncode != 0:
            raise Trouble("skepctl %s: %s %s" % (" ".join(arguments), out, err))
        return json.loads(out)

    def cluster_folder(self):
        return next((self.home / "data" / "skep" / "clusters").glob("*"), None)

    def records(self, journal="journal"):
        folder = self.cluster_folder()
        return records_of(folder / journal) if folder else {}

    def journal_size(self):
        folder = self.cluster_folder()
        return (folder / "journal").stat().st_size if folder and (folder / "journal").exists() else 0

    def is_cloud_done(self, since=-1):
        """Whether the cloud's part is there, by records of which some are newer than when the journal had that size."""
        size = self.journal_size()
        if size <= since:
            return False
        if self._looked[0] != size: # what is written meanwhile is seen at the next look
            records = self.records()
            self._looked = (size, all(records.get(step, {}).get("state") == "Done" for step in self.cloud_steps))
        return self._looked[1]

    # --- parts of its life

    def killed(self, arguments, aim=None, inject=None, before=()):
        """Runs skepctl until the point kills it. False: it came to its end, or to where only machines lead on, before the point."""
        if inject:
            before = (*STRACE, "/dev/null", "-e", "trace=" + inject[0], "-e", "inject=%s:signal=KILL:when=%d" % inject)
        struck = threading.Event()
        process = None

        def strike():
            struck.set()
            process.kill()
        ready = threading.Event()
        size = self.journal_size()
        self.lab.proxy.begin(aim, lambda: (ready.wait(5), strike()))
        process = self.start(*arguments, before=before)
        ready.set()
        end = time.monotonic() + LIMIT
        while process.poll() is None:
            if arguments[1] != "destroy" and self.is_cloud_done(size):
                self.interrupt(process)
                return struck.is_set()
            if time.monotonic() > end:
                process.kill()
                raise Trouble("skepctl %s takes longer than %d s" % (" ".join(arguments), LIMIT))
            time.sleep(0.01)
        out, err = process.communicate()
        if process.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL):
            return True
        if arguments[1] == "destroy" and process.returncode == 0:
            return False
        raise Trouble("skepctl %s ended with %d: %s %s" % (" ".join(arguments), process.returncode, out[-600:], err[-600:]))

    def killed_after(self, arguments, count, journal):
        """Runs skepctl until that journal has got so many more records. False: it came to its end, a good one, before."""
        folder = self.cluster_folder()
        size = lambda: (self.cluster_folder() / journal).read_bytes().count(b"\n") if self.cluster_folder() and (
            self.cluster_folder() / journal).exists() else 0
        before = size() if folder else 0
        self.lab.proxy.begin(None, None)
        process = self.start(*arguments)
        end = time.monotonic() + 2 * LIMIT
        while process.poll() is None:
            if size() - before >= count:
                process.kill()
                process.communicate()
                return True
            if time.monotonic() > end:
                process.kill()
                raise Trouble("skepctl %s takes longer than %d s" % (" ".join(arguments), 2 * LIMIT))
            time.sleep(0.002)
        out, err = process.communicate()
        if process.returncode != 0:
            raise Trouble("skepctl %s ended with %d: %s %s" % (" ".join(arguments), process.returncode, out[-600:], err[-600:]))
        return False

    @staticmethod
    def interrupt(process):
        """Ctrl+C, as strace and skepctl get it alike."""
        target = process.pid
        children = pathlib.Path("/proc/%d/task/%d/children" % (target, target)).read_text(encoding="ascii").split()
        os.kill(int(children[0]) if children and process.args[0] == "strace" else target, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        if process.returncode not in (STOPPED, -signal.SIGKILL, 128 + signal.SIGKILL):
            raise Trouble("interrupted, it ended with %d: %s %s" % (process.returncode, out[-600:], err[-600:]))

    def calls_of(self, arguments, calls):
        """Runs it undisturbed; how often the thread that does so most makes each of the system calls."""
        log = self.home / "calls"
        self.killed(arguments, before=(*STRACE, str(log), "-e", "trace=" + ",".join(calls)))
        counted = collections.Counter(tuple(line.split("(")[0].split()) for line in log.read_text(errors="replace").splitlines() if "(" in line)
        return {call: max((count for (_, *name), count in counted.items() if name == [call]), default=0) for call in calls}

    def make(self):
        """Makes, or goes on with, the part of the plan that is in the cloud, undisturbed."""
        known = self.cluster_folder() is not None and (self.cluster_folder() / "cluster.json").exists()
        arguments = ("cluster", "resume", self.name) if known else ("cluster", "create", "--spec", str(self.spec))
        if self.killed(arguments):
            raise Trouble("it was killed without a point")

    def make_patiently(self, tries=4):
        """The same where calls may fail for a while, be it that the computer is busy: gone on with, as a person would."""
        for _ in range(tries - 1):
            try:
                return self.make()
            except Trouble:
                RESUMED_AGAIN.append(self.name)
        return self.make()

    def destroy(self):
        report = self.ask("cluster", "destroy", self.name, "--yes")
        if report["phase"] != "destroyed" or not report["receipt"]["deleted"] or report["receipt"]["left"]:
            raise Trouble("the receipt says %s" % report.get("receipt"))

    def judge(self, stage):
        """By the script of its own, on files."""
        paths = []
        for name, value in (("ledger", self.lab.ledger()), ("report", self.ask("cluster", "list")), ("plan", self.plan)):
            path = self.home / (name + ".json")
            path.write_text(json.dumps(value), encoding="utf-8")
            paths.append(str(path))
        done = subprocess.run([sys.executable, "-I", "-S", verdict.__file__, *paths, self.name, stage], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Trouble("%s: %s%s" % (stage, done.stdout.strip(), done.stderr))

    def changes(self):
        """The calls that change something, as the cloud has counted them."""
        return [call for call in self.lab.ledger()["calls"] if call["method"] != "GET"]
