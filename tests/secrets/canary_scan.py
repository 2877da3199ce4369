#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole life of a real cluster, and afterwards a search for every secret of it, in every form, everywhere it must not be.

Run as    python3 canary_scan.py SKEPCTL SANDBOX SKEP         (needs root: it makes real machines)

Each search must find a canary that the test has put there itself, else it is void. Where a secret has to be is ALLOWED."""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "live")]
import livesupport  # noqa: E402
from canary import Canaries, ProcessSpy, Wire  # noqa: E402
from keyring import Session  # noqa: E402
from livesupport import LiveCase, run, say  # noqa: E402

NAME = "canary"
PASSWORD = "canary-registry-Pässwörd/+=9471"
PLANTED = "planted-canary-4f1d0c7b2a6e98"
COMPOSE = "services:\n  page:\n    image: registry.invalid/shop/page:1\n    command: sleep 3600\n"

# Where a secret must be on a node, which ones, and why. Everything else that was written there since it was made is searched.
ALLOWED = (
    (r"/etc/skep/", r"gossip|consul-", "Consul's configuration, 0600 root: the gossip key and the tokens of that machine"),
    (r"/var/lib/docker/volumes/skep-consul/", r"gossip|consul-", "Consul's own state: its keyring and the tokens of its access lists"),
    (r"/var/lib/docker/swarm/", r"consul-registrar|join token|password",
     "the swarm's own state; it hands the login of a registry to the nodes that pull from there"),
    (r"/var/lib/docker/containers/[0-9a-f]+/mounts/secrets/", r"consul-registrar", "a swarm secret of a task, in memory"),
)
SEARCH = r"""import os, re, sys
pattern = re.compile(sys.stdin.buffer.read())
born = os.stat(%(since)r).st_mtime if os.path.exists(%(since)r) else 0
read = 0
for folder, folders, names in os.walk("/"):
    if folder == "/":
        folders[:] = [name for name in folders if name not in ("proc", "sys", "dev")]
    for name in names:
        path = os.path.join(folder, name)
        try:
            info = os.lstat(path)
            if not 0 < info.st_size < 64 << 20 or info.st_mode & 0o170000 != 0o100000 or max(info.st_ctime, info.st_mtime) < born - 600:
                continue
            with open(path, "rb") as file:
                content = file.read()
        except OSError:
            continue
        read += 1
        for hit in set(pattern.findall(content)):
            print(path, hit.hex())
print("read", read)
"""


class CanaryScan(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = cls.folder / "keys"
        cls.session = Session(cls.keys).start_keyring()
        cls.addClassCleanup(cls.session.close)
        cls.temporary = cls.folder / "tmp"
        cls.temporary.mkdir()
        cls.logs = cls.folder / "logs"
        cls.logs.mkdir()
        cls.count = 0

    @classmethod
    def environment(cls, home=None, **more):
        """Without the API secret: it was typed once. Logs at full level; temporary files where they are searched."""
        return super().environment(home, **dict({"EXOSCALE_API_KEY": None, "EXOSCALE_API_SECRET": None, "EXOSCALE_API_ENDPOINT": None,
                                                 "DBUS_SESSION_BUS_ADDRESS": cls.session.address, "TMPDIR": str(cls.temporary),
                                                 "QT_LOGGING_RULES": "skep.*=true;qt.network.*=true;qt.dbus.*=true"}, **more))

    def do(self, *arguments, data=None, expect=0, limit=600):
        """Runs skepctl and keeps all that it says."""
        done = run(livesupport.SKEPCTL, *arguments, input=data, limit=limit, env=self.environment())
        type(self).count += 1
        (self.logs / ("%03d" % self.count)).write_text(done.stdout + done.stderr, encoding="utf-8")
        if expect is not None:
            self.assertEqual(done.returncode, expect, "%s\n%s\n%s" % (arguments, done.stdout, done.stderr[-4000:]))
        return done.stdout

    def test_no_secret_anywhere(self):
        spy, wire = ProcessSpy(), Wire("lo")
        for watcher in (spy, wire):
            watcher.start()
            self.addCleanup(watcher.stop)
        planted = subprocess.Popen(["sleep", "20"], env={"PLANTED": PLANTED})
        self.addCleanup(planted.wait)
        self.live()
        secrets = self.secrets()
        machines = sorted(row["name"] for row in self.objects("instance"))
        canaries = Canaries(dict(secrets, planted=PLANTED))
        self.on_nodes(canaries, machines)
        self.inspected(canaries, machines)
        self.in_user_data(canaries, machines)
        self.window()
        self.do("cluster", "destroy", NAME, "--yes")
        self.assertEqual(self.left(), [])
        spy.stop()
        wire.stop()
        passwords = wire.passwords()
        self.assertTrue(passwords, "the gateway's password was not seen on the wire")
        canaries = Canaries(dict(secrets, planted=PLANTED, **{"gateway password %d" % i: each for i, each in enumerate(passwords)}))
        self.on_this_computer(canaries)
        self.in_processes(canaries, spy)
        self.in_books(canaries)
        say("%d secrets in %d forms: nowhere but where they must be" % (len(secrets) + len(passwords), len(canaries.names)))

    def live(self):
        self.do("account", "add", "Sandbox", "--key", self.cloud.key, "--endpoint", self.cloud.info["exoscale"], "--operator",
                self.cloud.info["operator"], "--sandbox", data=self.cloud.secret)
        self.do("registry", "login", "registry.invalid", "--user", "me", data=PASSWORD + "\n")
        self.do("cluster", "create", "--spec", self.spec(NAME, workers=1, account="Sandbox"))
        self.do("cluster", "prove", NAME)
        for command in (("cluster", "status"), ("node", "list"), ("service", "list"), ("catalog", "list"), ("inspect",), ("cluster", "audit")):
            self.do(*command, NAME, "--output", "json")
        self.do("ssh", NAME, "worker-1", "--", "docker ps; env; hostname")
        compose = self.folder / "compose.yml"
        compose.write_text(COMPOSE, encoding="utf-8")
        self.do("stack", "deploy", NAME, "shop", "--compose-file", str(compose), expect=None) # its registry does not answer
        self.do("secret", "create", NAME, "pepper", data="canary-swarm-secret-51fc", expect=None)
        self.do("cluster", "web", "nowhere", expect=3)

    def secrets(self):
        found = {"registry password": PASSWORD, "API secret": self.cloud.secret, "swarm secret": "canary-swarm-secret-51fc"}
        for name, secret in self.session.items().items():
            found["%s (keychain)" % name.split("/")[-1]] = secret
        tokens = self.do("ssh", NAME, "manager-1", "--", "docker swarm join-token -q worker; docker swarm join-token -q manager").split()
        found["worker's join token"], found["manager's join token"] = tokens
        for needed in ("ssh-key", "authority", "gossip", "consul-management"):
            self.assertIn(needed + " (keychain)", found)
        for path in self.logs.iterdir(): # what was asked for is no leak
            if tokens[0] in path.read_text(encoding="utf-8"):
                path.unlink()
        return found

    def on_node(self, machine, command, data=None):
        done = subprocess.run([livesupport.SKEPCTL, "ssh", NAME, machine, "--", command], input=data, capture_output=True, check=False, timeout=300,
                              env=self.environment())
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return done.stdout.decode("utf-8", "replace")

    def on_nodes(self, canaries, machines):
        pattern = b"|".join(re.escape(form) for form in canaries.names)
        places = set()
        for machine in machines:
            self.on_node(machine, "echo %s > /var/tmp/planted" % PLANTED)
            script = SEARCH % {"since": "/etc/machine-id"}
            out = self.on_node(machine, "python3 -c " + shlex.quote(script), pattern)
            *hits, last = out.splitlines()
            self.assertGreater(int(last.split()[1]), 50, "hardly a file was read")
            self.assertTrue([hit for hit in hits if hit.startswith("/var/tmp/planted ")], "void: the planted canary was not found")
            for hit in hits:
                path, form = hit.rsplit(" ", 1)
                name = canaries.names[bytes.fromhex(form)]
                if name == "planted":
                    continue
                why = [why for place, names, why in ALLOWED if re.match(place, path) and re.search(names, name)]
                self.assertTrue(why, "%s in %s of %s" % (name, path, machine))
                places.add((machine, why[0], name))
        found = " ".join(name for _, _, name in places)
        for needed in ("gossip", "consul-management", "consul-agent", "password"):
            self.assertIn(needed, found, "void: what has to be on a node was not found there")
        for machine, place, name in sorted(places):
            say("where it must be: %s: %s: %s" % (machine, name, place))

    def inspected(self, canaries, machines):
        for machine in machines:
            out = self.on_node(machine, "docker ps -aq | xargs -r docker inspect; docker image ls -q | xargs -r docker inspect; docker info; "
                               "docker service ls -q 2>/dev/null | xargs -r docker service inspect; "
                               "docker secret ls -q 2>/dev/null | xargs -r docker secret inspect; "
                               "journalctl --no-pager -o cat | tail -c 8000000")
            self.assertGreater(len(out), 1000)
            self.assertEqual(canaries.find(out.replace(PLANTED, "").encode()), [], "in an inspection of %s" % machine)
        self.on_node(machines[-1], "docker create --name planted --label x=%s $(docker image ls -q | head -1) true" % PLANTED)
        out = self.on_node(machines[-1], "docker inspect planted; docker rm planted")
        self.assertEqual(canaries.find(out.encode()), ["planted"], "void")

    def in_user_data(self, canaries, machines):
        for machine in machines:
            text = self.on_node(machine, "cat /var/lib/cloud/instance/user-data.txt")
            self.assertIn("ssh_keys", text)
            self.assertEqual(canaries.find(text.encode()), [], "in the user data of %s" % machine)

    def window(self):
        """The window on this cluster, for its settings and caches."""
        with open(self.logs / "window", "wb") as log:
            process = subprocess.Popen([SKEP], env=self.environment(QT_QPA_PLATFORM="offscreen"), stdin=subprocess.DEVNULL,
                                       stdout=log, stderr=subprocess.STDOUT)
        time.sleep(8)
        self.assertIsNone(process.poll(), "the window has ended")
        process.terminate()
        process.wait(timeout=20)

    def on_this_computer(self, canaries):
        for folder in (self.home, self.temporary, self.logs):
            (folder / "planted").write_text("x" + PLANTED, encoding="utf-8")
            hits, read = canaries.find_in_files(folder)
            self.assertEqual(hits, [(str(folder / "planted"), ["planted"])], "in %s" % folder)
            say("%d files below %s" % (read, folder.name))
        elsewhere = [path for path in pathlib.Path("/tmp").iterdir() if path.is_file() and path.stat().st_size < 1 << 24]
        for path in elsewhere:
            self.assertNotIn("API secret", canaries.find(path.read_bytes()), str(path))

    def in_processes(self, canaries, spy):
        hits = spy.find(canaries)
        self.assertIn(["planted"], [names for kind, _, names in hits if kind == "environ"], "void: the planted canary was not seen")
        # the searching commands of this test carry the planted one, and nothing else
        self.assertEqual([hit for hit in hits if hit[2] != ["planted"]], [])
        say("%d command lines, %d environments in %d rounds, %.0f a second"
            % (len(spy.seen["cmdline"]), len(spy.seen["environ"]), spy.rounds, spy.rounds / spy.seconds))
        self.assertTrue(any(b"skepctl" in line for line in spy.seen["cmdline"]))
        self.assertTrue(any(b"-config-dir=/etc/skep/consul" in line for line in spy.seen["cmdline"]), "the machines' processes are not seen")

    def in_books(self, canaries):
        books = json.dumps(self.cloud.control("GET", "/ledger")).encode()
        self.assertEqual(canaries.find(books), [], "in the cloud's books")
        self.assertEqual(canaries.find(books + PLANTED.encode()), ["planted"])


if __name__ == "__main__":
    SKEP = str(pathlib.Path(sys.argv.pop(3)).resolve())
    if not shutil.which("gnome-keyring-daemon"):
        sys.exit(livesupport.SKIPPED)
    livesupport.main()
