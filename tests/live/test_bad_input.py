#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and trouble: a clear sentence, an exit code that says whose matter it is, and nothing was created. No machine is needed for that."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import livesupport
from livesupport import FAILED, MISSING, REFUSED, USAGE, LiveCase, run
from sandbox_client import Sandbox

NOBODY, NOGROUP = "65534", "65534"


class Case(LiveCase):
    machines = "none"

    def refused(self, code, *words, spec=None, name="wrong", before=(), environment=None, made=0, **more):
        """Creating ends with this code and one message with these words, and the cloud has nothing new."""
        path = spec or self.spec(name, **more)
        ended = self.ctl("cluster", "create", "--spec", path, expect=None, before=before, environment=environment)
        self.assertEqual(ended.code, code, ended.out + ended.err)
        message = ended.json["error"]["message"]
        for word in words:
            self.assertIn(word, message)
        self.assertIn("skepctl: " + message, ended.err)
        self.assertEqual(ended.json["exit"], code)
        self.assertEqual(len(self.objects()), made, "something was created")
        self.assertEqual(self.ctl("cluster", "list").json, [], "a cluster was written down")


class Registry(Case):
    def registry(self, *arguments, password="", expect=livesupport.DONE):
        done = run(livesupport.SKEPCTL, "--output", "json", "registry", *arguments, input=password, env=self.environment())
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def test_logins_are_kept(self):
        """The password comes by stdin and goes to the keychain: no argument, no file."""
        self.registry("login", "r.example.org:5000", expect=USAGE)
        self.registry("login", "r.example.org:5000", "--user", "me", expect=USAGE)
        self.assertEqual(self.registry("list"), [])
        self.registry("login", "r.example.org:5000", "--user", "me", password="geheim-wort\n")
        self.registry("login", "docker.io", "--user", "hub", password="anderes\n")
        self.assertEqual(self.registry("list"), [{"server": "docker.io", "user": "hub"}, {"server": "r.example.org:5000", "user": "me"}])
        self.assertEqual(run("grep", "-rl", "geheim-wort", str(self.home)).stdout, "")
        described = run(livesupport.SKEPCTL, "--output", "json", "service", "create", "any", "--name", "web", "--image", "r.example.org:5000/web:1",
                        "--dry-run", env=self.environment())
        self.assertIn("--with-registry-auth", json.loads(described.stdout)["command"])
        self.registry("logout", "https://r.example.org:5000/")
        self.registry("logout", "r.example.org:5000", expect=MISSING)
        self.assertEqual(self.registry("list"), [{"server": "docker.io", "user": "hub"}])


class Account(Case):
    def test_wrong_secret(self):
        self.refused(REFUSED, "refused the key or the secret", environment={"EXOSCALE_API_SECRET": self.cloud.secret[:-1] + "x"})

    def test_wrong_key(self):
        self.refused(REFUSED, "refused the key or the secret", environment={"EXOSCALE_API_KEY": "EXO0123456789abcdef01234567"})

    def test_no_account(self):
        self.refused(MISSING, "no account", environment={"EXOSCALE_API_KEY": None, "EXOSCALE_API_SECRET": None})

    def test_clock(self):
        """Twenty minutes ahead or behind: the sentence names the clock, and how far it is off."""
        for shift, way in (("+20m", "ahead"), ("-20m", "behind")):
            with self.subTest(shift):
                self.refused(REFUSED, "clock is 20 minute", way, before=("faketime", "-f", shift))

    def test_nobody_answers(self):
        self.refused(FAILED, "127.0.0.1", environment={"EXOSCALE_API_ENDPOINT": "http://127.0.0.1:9/v2"})

    def test_unprotected_endpoint(self):
        self.refused(USAGE, "https", environment={"EXOSCALE_API_ENDPOINT": "http://192.0.2.1/v2"})

    def test_no_keychain(self):
        self.refused(REFUSED, "no keychain", "--keep-running",
                     environment={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "XDG_RUNTIME_DIR": str(self.folder)})


class Description(Case):
    def test_template(self):
        self.refused(USAGE, "templateName: ", "no template “Windows”", templateName="Windows")

    def test_machine_type(self):
        self.refused(USAGE, "workerType: ", "standard.nonsense", workerType="standard.nonsense")

    def test_zone(self):
        self.refused(USAGE, "zone: ", zone="mars-1")

    def test_names(self):
        for name in ("Upper", "-dash", "under_score", "dot.dot", "9lives", "a" * 41, "", "ünï", "a\nb"):
            with self.subTest(name):
                self.refused(USAGE, "name: A name has 1 to 40 small letters", name=name)

    def test_shape(self):
        self.refused(USAGE, "managers: ", managers=2)
        self.refused(USAGE, "consulServers: ", consulServers=2)
        self.refused(USAGE, "operatorCidrs: ", "SSH", operatorCidrs=[])
        self.refused(USAGE, "operatorCidrs: ", "everywhere", operatorCidrs=["everywhere"])
        self.refused(USAGE, "sshPublicKeys: ", sshPublicKeys=["ssh-ed25519 nonsense"])

    def test_file(self):
        self.refused(USAGE, "nowhere.json", spec=str(self.folder / "nowhere.json"))
        broken = self.folder / "broken.json"
        broken.write_text("{", encoding="utf-8")
        self.refused(USAGE, "no JSON object", spec=str(broken))
        self.refused(USAGE, "“worker”", worker=2)
        self.refused(USAGE, "workers", workers="two")

    def test_unknown_words(self):
        for words in (("cluster", "paint", "x"), ("cluster", "list", "--colour"), ("cluster", "create"), ("cluster", "status")):
            with self.subTest(words):
                ended = run(livesupport.SKEPCTL, *words, env=self.environment())
                self.assertEqual(ended.returncode, USAGE, ended.stdout + ended.stderr)
                self.assertIn("skepctl: ", ended.stderr)


class NameTaken(Case):
    def test_open_to_everybody(self):
        """Never a slip of the hand: --yes is not enough, the option of its own is."""
        for wide in ("0.0.0.0/0", "::/0"):
            self.refused(USAGE, "Everybody on the internet", "SSH (port 22)", "--yes-open-to-everyone", operatorCidrs=["203.0.113.7/32", wide])
        self.refused(USAGE, "Consul's DNS", exposures=[{"port": "consul-dns", "to": "0.0.0.0/0"}])
        path = self.spec("wrong", operatorCidrs=["0.0.0.0/0"], templateName="No such system")
        ended = self.ctl("cluster", "create", "--spec", path, "--yes-open-to-everyone", expect=USAGE)
        self.assertIn("No such system", ended.json["error"]["message"])

    def test_taken(self):
        operation = self.ok("POST", "/security-group", {"name": "taken-nodes"})
        self.cloud.wait(operation)
        self.refused(USAGE, "name: ", "“taken-nodes”", "another name", name="taken", made=1)


class Quota(Case):
    sandbox_arguments = ("--quota-instances", "2")

    def test_quota(self):
        self.refused(USAGE, "may have 2 machines and has 0", "needs 4 more")


class SandboxStart(LiveCase):
    """The sandbox itself, started wrongly."""
    machines = "none"

    def refused(self, code, *arguments, before=()):
        state = pathlib.Path(tempfile.mkdtemp(dir=self.open_folder)) / "state"
        ended = run(*before, self.program, "--state", str(state), *arguments, limit=60)
        self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
        self.assertEqual(ended.stdout, "")
        self.assertEqual(len(ended.stderr.strip().splitlines()), 1, ended.stderr)
        return state, ended.stderr

    def setUp(self):
        # Where everybody may look, for a program that is run by nobody.
        self.open_folder = tempfile.mkdtemp(prefix="skep-live-open-")
        self.addCleanup(shutil.rmtree, self.open_folder, True)
        os.chmod(self.open_folder, 0o755)
        self.program = shutil.copy(livesupport.SANDBOX, self.open_folder)

    def test_without_root(self):
        state, said = self.refused(4, "--listen", "127.0.0.1:0",
                                   before=("setpriv", "--reuid", NOBODY, "--regid", NOGROUP, "--clear-groups"))
        self.assertIn("root", said)
        self.assertFalse(state.exists())

    def test_port_in_use(self):
        state, said = self.refused(3, "--listen", "127.0.0.1:%d" % self.cloud.port)
        self.assertIn("in use", said)
        self.assertFalse((state / "machines").exists() and any((state / "machines").iterdir()), "machines were made")

    def test_second_on_one_folder(self):
        ended = run(self.program, "--state", str(self.state), "--machines", "none", "--listen", "127.0.0.1:0", limit=60)
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn(str(self.state), ended.stderr)

    def test_not_for_the_net(self):
        _, said = self.refused(1, "--listen", "0.0.0.0:0", "--machines", "none")
        self.assertIn("loopback", said)

    def test_program_still_works(self):
        """What was refused above is refused for its reason: the same copy starts where nothing is wrong."""
        cloud = Sandbox(self.program, pathlib.Path(self.open_folder) / "good")
        cloud.stop()


if __name__ == "__main__":
    subprocess.run(["faketime", "--version"], stdout=subprocess.DEVNULL, check=True)
    livesupport.main()
