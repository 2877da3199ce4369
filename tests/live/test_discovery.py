#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Consul where it is needed: the DNS probe with a service whose check fails, ports that are opened to others and closed again, and Consul's own web
interface for this user's browser alone."""
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import urllib.error
import urllib.request

import livesupport
from livesupport import DONE, FAILED, USAGE, LiveCase, run, say, until

NAME = "finder"
NOBODY = 65534


def question(name, kind):
    """A DNS message of one question (RFC 1035)."""
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    return struct.pack(">6H", 4711, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">2H", kind, 1)


def ask_dns(address, name, kind=1, wait=2):
    """(response code, number of answers) by UDP from this computer; None without an answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(wait)
        try:
            client.sendto(question(name, kind), (address, 53))
            answer = client.recv(4096)
        except OSError:
            return None
    _, flags, _, count, _, _ = struct.unpack(">6H", answer[:12])
    return flags & 15, count


def opens(address, port, wait=2):
    with socket.socket() as client:
        client.settimeout(wait)
        return client.connect_ex((address, port)) == 0


def http(method, url, data=None, headers=None):
    request = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Discovery(LiveCase):
    def test_everything(self):
        made = self.create(NAME, workers=1)
        self.consul = next(row["address"] for row in made["machines"] if "-consul-" in row["name"])
        self.worker = next(row["address"] for row in made["machines"] if "-worker-" in row["name"])
        self.operator = self.cloud.info["operator"]
        self.probe()
        self.ports()
        self.browser()
        self.engines() # last: containers without a restart policy end with their engine
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])

    def test_open_from_the_beginning(self):
        """What the description opens is open when the cluster is made, and can be closed then."""
        operator = self.cloud.info["operator"]
        made = self.create("early", workers=0, exposures=[{"port": "consul-dns", "to": operator}])
        consul = next(row["address"] for row in made["machines"] if "-consul-" in row["name"])
        self.assertEqual(ask_dns(consul, "early-manager-1.node.consul"), (0, 1))
        self.assertFalse(opens(consul, 8500))
        self.assertEqual(self.ctl("cluster", "status", "early").json["open"], [{"port": "consul-dns", "to": operator}])
        self.ctl("cluster", "close", "early", "--port", "consul-dns", "--to", operator, limit=300)
        self.assertIsNone(ask_dns(consul, "early-manager-1.node.consul"))
        self.ctl("cluster", "destroy", "early", "--yes", limit=300)
        self.assertEqual(self.left(), [])

    # --- the DNS

    def ask(self, name, *more):
        return self.ctl("dns", NAME, name, *more).json

    def with_records(self, name, count, *more):
        answer = self.ask(name, *more)
        return answer if len(answer["records"]) == count else None

    def probe(self):
        for node in ("manager-1", "worker-1"):
            self.ctl("container", "run", NAME, "finder-" + node, "--name", "web", "--image", self.cloud.info["images"]["web"], "--publish", "80",
                     "--label", "skep.service=web", "--label", "skep.tags=v1", "--", "sh", "-c", "mkdir -p /tmp/www; echo hi >/tmp/www/index.html; exec httpd -f -p 80 -h /tmp/www")
        both = until("both are in the answer", lambda: self.with_records("web", 2), 60)
        self.assertTrue(all(row["answered"] for row in both["instances"]), both)
        srv = self.ask("web", "--type", "SRV", "--node", "finder-worker-1")
        self.assertEqual(srv["node"], "finder-worker-1")
        self.assertEqual(len([row for row in srv["records"] if row["type"] == "SRV"]), 2)
        self.assertEqual(len(self.ask("v1.web.service.consul")["records"]), 2)
        self.assertEqual(len(self.ask("finder-worker-1.node.consul")["records"]), 1)
        self.assertEqual(self.ask("v9.web.service.consul")["records"], [])
        self.assertEqual(self.ask("web", "--type", "AAAA")["records"], [])
        self.ssh(NAME, "finder-worker-1", "docker stop -t 1 consul")
        one = until("the dead agent's instance is left out", lambda: self.with_records("web", 1, "--node", "finder-manager-1"), 60)
        left = [row for row in one["instances"] if not row["answered"]]
        self.assertEqual([(row["node"], row["check"]) for row in left], [("finder-worker-1", "Serf Health Status")])
        self.assertIn("Agent not live or unreachable", left[0]["why"])
        self.ssh(NAME, "finder-worker-1", "docker start consul")
        until("it is back", lambda: self.with_records("web", 2), 60)

    # --- ports

    def ports(self):
        self.assertEqual(self.ctl("cluster", "ports", NAME).json, [])
        self.assertIsNone(ask_dns(self.consul, "web.service.consul"))
        self.assertFalse(opens(self.consul, 53) or opens(self.consul, 8500))
        self.audited([], expect=DONE)
        self.refusals()
        self.to_a_group()

        opened = self.ctl("cluster", "open", NAME, "--port", "consul-dns", "--to", self.operator, "--yes", limit=300)
        self.assertIn("can ask Consul's servers for the names", opened.err)
        self.assertEqual(until("DNS from outside", lambda: ask_dns(self.consul, "web.service.consul"), 20), (0, 2))
        self.assertEqual(ask_dns(self.consul, "nothing.service.consul"), (3, 0))
        self.assertTrue(opens(self.consul, 53))
        self.assertFalse(opens(self.consul, 8500))
        self.assertEqual(self.ctl("cluster", "open", NAME, "--port", "consul-dns", "--to", self.operator, "--yes", expect=FAILED).code, FAILED)

        self.ctl("cluster", "open", NAME, "--port", "consul-http", "--to", self.operator, "--yes", limit=300)
        base = "http://%s:8500" % self.consul
        until("HTTP from outside", lambda: opens(self.consul, 8500), 20)
        self.audited([("reachable", "finder-consul-1", False)] * 2, expect=DONE) # opened by choice
        self.assertTrue(ask_dns(self.consul, "web.service.consul"), "DNS was open, too")
        self.anonymous(base)
        self.assertEqual({(row["port"], row["to"]) for row in self.ctl("cluster", "ports", NAME).json},
                         {("consul-dns", self.operator), ("consul-http", self.operator)})

        for port in ("consul-http", "consul-dns"):
            self.ctl("cluster", "close", NAME, "--port", port, "--to", self.operator, limit=300)
        self.assertIsNone(ask_dns(self.consul, "web.service.consul"))
        self.assertFalse(opens(self.consul, 53) or opens(self.consul, 8500))
        listening = self.ssh(NAME, "finder-consul-1", "ss -lntuH")
        self.assertNotIn("%s:8500" % self.consul, listening)
        self.assertIsNone(re.search(r"(0\.0\.0\.0|\*|%s):53\s" % re.escape(self.consul), listening), listening)
        self.assertEqual(self.ctl("cluster", "ports", NAME).json, [])
        self.assertEqual(len(self.ask("web")["records"]), 2)
        for port in (53, 8500):
            self.assertIsNone(self.find_rule("finder-consul", port))
        self.assertTrue(self.ctl("cluster", "prove", NAME, limit=300).json["passed"])
        self.left_open()

    # --- the engines

    def engines(self):
        """The engines' port for whoever has a certificate, on a node that comes later too; afterwards each node is as it was."""
        seen = "cat /etc/docker/daemon.json; ls -a /etc/docker /etc/systemd/system; systemctl cat docker.service docker.socket; ss -lntH '( sport = :2376 )'"
        before = {node: self.ssh(NAME, node, seen) for node in ("finder-manager-1", "finder-worker-1")}
        self.ctl("cluster", "certificate", NAME, "--dir", self.bundle("early"), expect=livesupport.MISSING)
        opened = self.ctl("cluster", "open", NAME, "--port", "engine", "--to", self.operator, "--yes", limit=300)
        self.assertIn("as good as root on every node", opened.err)
        mine = self.bundle("mine")
        self.ctl("cluster", "certificate", NAME, "--dir", mine)
        self.assertEqual({name: os.stat(os.path.join(mine, name)).st_mode & 0o777 for name in os.listdir(mine)},
                         {"ca.pem": 0o600, "cert.pem": 0o600, "key.pem": 0o600})
        self.ctl("cluster", "certificate", NAME, "--dir", mine, expect=FAILED) # never over another one
        manager = next(row["address"] for row in self.ctl("inspect", NAME).json["machines"] if row["role"] == "manager")
        nodes = json.loads(self.engine(manager, mine, "/nodes").stdout)
        self.assertEqual({node["Description"]["Hostname"] for node in nodes}, {"finder-manager-1", "finder-worker-1"})
        self.refused(manager, mine)
        self.audited([("reachable", "finder-manager-1", False), ("reachable", "finder-worker-1", False)], expect=DONE)

        self.ctl("node", "add", NAME, limit=400)
        later = next(row["address"] for row in self.ctl("inspect", NAME).json["machines"] if row["name"] == "finder-worker-2")
        self.assertEqual(json.loads(self.engine(later, mine, "/info").stdout)["Name"], "finder-worker-2")
        self.ctl("node", "remove", NAME, "finder-worker-2", limit=300)

        self.ctl("cluster", "close", NAME, "--port", "engine", "--to", self.operator, limit=300)
        self.assertFalse(opens(manager, 2376) or opens(self.worker, 2376))
        self.assertIsNone(self.find_rule("finder-nodes", 2376))
        self.assertEqual({node: self.ssh(NAME, node, seen) for node in before}, before)
        self.assertTrue(self.ctl("cluster", "prove", NAME, limit=300).json["passed"])

    def bundle(self, name):
        return os.path.join(str(self.home), "certificate-" + name)

    def engine(self, address, folder, path, *more):
        files = [] if folder is None else ["--cert", folder + "/cert.pem", "--key", folder + "/key.pem"]
        return run("curl", "-sS", "--max-time", "10", "--cacert", self.bundle("mine") + "/ca.pem", *files, *more, "https://%s:2376%s" % (address, path))

    def refused(self, address, mine):
        """Without a certificate, with somebody else's, and without TLS at all nobody gets an answer."""
        other = self.bundle("other")
        os.mkdir(other, 0o700)
        made = run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=client of finder", "-days", "2",
                   "-keyout", other + "/key.pem", "-out", other + "/cert.pem")
        self.assertEqual(made.returncode, 0, made.stderr)
        for folder in (None, other):
            answer = self.engine(address, folder, "/info")
            self.assertNotEqual(answer.returncode, 0, answer.stdout)
            self.assertEqual(answer.stdout, "")
        bare = run("curl", "-sS", "--max-time", "10", "http://%s:2376/info" % address)
        self.assertNotIn("Containers", bare.stdout)
        if shutil.which("docker"):
            client = run("docker", "--tlsverify", "--tlscacert", mine + "/ca.pem", "--tlscert", mine + "/cert.pem", "--tlskey", mine + "/key.pem",
                         "-H", "tcp://%s:2376" % address, "node", "ls", "--format", "{{.Hostname}}")
            self.assertEqual(sorted(client.stdout.split()), ["finder-manager-1", "finder-worker-1"], client.stderr)

    def audited(self, wanted, expect):
        report = self.ctl("cluster", "audit", NAME, expect=expect).json
        self.assertEqual([(row["kind"], row["where"], row["grave"]) for row in report["findings"]], wanted)
        self.assertGreater(report["rules"], 10)
        self.assertEqual(report["ports"], 14 * 3)

    def left_open(self):
        """Somebody opens the engine's bare port at the provider, and something answers on it."""
        group, _ = self.find_rule("finder-nodes", 7946)
        self.ok("POST", "/security-group/%s/rules" % group, {"flow-direction": "ingress", "protocol": "tcp", "start-port": 2375, "end-port": 2375,
                                                             "network": "0.0.0.0/0"})
        self.ssh(NAME, "finder-worker-1", "systemd-run --unit left-open --quiet python3 -m http.server 2375")
        until("the port answers", lambda: opens(self.worker, 2375), 20)
        self.audited([("too-open", "finder-nodes", True), ("reachable", "finder-worker-1", True)], expect=FAILED)
        self.delete_rule(*self.find_rule("finder-nodes", 2375))
        self.ssh(NAME, "finder-worker-1", "systemctl stop left-open")
        self.audited([], expect=DONE)

    def refusals(self):
        for arguments in (["--port", "ssh", "--to", self.operator], ["--port", "consul-dns"], ["--port", "consul-dns", "--to", "203.0.113.7"]):
            self.ctl("cluster", "open", NAME, *arguments, "--yes", expect=USAGE)
        self.ctl("cluster", "open", NAME, "--port", "consul-dns", "--to", self.operator, expect=USAGE) # nobody has said yes
        missing = self.ctl("cluster", "open", NAME, "--port", "consul-dns", "--to", "no-such-group", "--yes", expect=FAILED, limit=300)
        self.assertIn("no firewall group", missing.err)
        self.ctl("cluster", "give-up", NAME, limit=300)
        self.assertEqual(self.ctl("cluster", "ports", NAME).json, [])
        self.assertFalse(opens(self.consul, 53))

    def to_a_group(self):
        """Open to the nodes' group: they get in, this computer does not."""
        inside = "timeout 5 bash -c '</dev/tcp/%s/8500' && echo in" % self.consul
        self.assertEqual(self.ssh(NAME, "finder-worker-1", inside, expect=None), "")
        self.ctl("cluster", "open", NAME, "--port", "consul-http", "--to", "finder-nodes", "--yes", limit=300)
        until("a node gets in", lambda: self.ssh(NAME, "finder-worker-1", inside, expect=None) == "in\n", 20)
        self.assertFalse(opens(self.consul, 8500))
        self.ctl("cluster", "close", NAME, "--port", "consul-http", "--to", "finder-nodes", limit=300)
        self.assertEqual(self.ssh(NAME, "finder-worker-1", inside, expect=None), "")

    def anonymous(self, base):
        """Who has no token reads the catalog, as DNS would tell it, and does nothing else."""
        self.assertEqual(http("GET", base + "/v1/catalog/services")[0], 200)
        for method, path, body in (("PUT", "/v1/kv/a", b"x"), ("PUT", "/v1/agent/service/register", b'{"Name":"evil"}'),
                                   ("PUT", "/v1/catalog/deregister", b'{"Node":"finder-worker-1"}'), ("GET", "/v1/acl/tokens", None),
                                   ("PUT", "/v1/agent/leave", b""), ("GET", "/v1/agent/self", None), ("PUT", "/v1/event/fire/x", b"")):
            self.assertEqual(http(method, base + path, body)[0], 403, path)
        self.assertIn(http("GET", base + "/v1/kv/?recurse")[0], (403, 404))
        self.assertNotIn("evil", self.catalog(NAME))

    # --- the browser

    def browser(self):
        process = self.ctl_start("cluster", "web", NAME)
        try:
            page = process.stdout.readline().strip()
            path = re.search(r'"page":\s*"([^"]+)"', page).group(1)
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            self.assertEqual(os.stat(os.path.dirname(path)).st_mode & 0o777, 0o700)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            host = re.search(r'action="http://([^/]+)/enter"', text).group(1)
            secret = re.search(r'value="([0-9a-f]+)"', text).group(1)
            self.other_user(path, host)
            self.this_user(path, host, secret)
            with open("/proc/%d/cmdline" % process.pid, "rb") as file:
                self.assertNotIn(secret.encode(), file.read())
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
        self.assertFalse(opens("127.0.0.1", int(host.split(":")[1])))
        self.assertFalse(os.path.exists(path))

    def curl(self, host, path, *more, user=None):
        """(status, body) as a browser would get it, also as another user of this computer."""
        port = host.split(":")[1]
        before = ["setpriv", "--reuid=%d" % user, "--clear-groups"] if user else []
        done = run(*before, "curl", "-s", "-S", "--noproxy", "*", "--resolve", "%s:127.0.0.1" % host, "-w", "\n%{http_code}", *more,
                   "http://%s%s" % (host, path) if not path.startswith("http") else path, limit=30)
        body, _, status = done.stdout.rpartition("\n")
        self.assertEqual(done.returncode, 0, done.stderr + port)
        return int(status), body

    def other_user(self, path, host):
        """Knows the port, which everybody can see, and even the host name."""
        self.assertNotEqual(run("setpriv", "--reuid=%d" % NOBODY, "--clear-groups", "cat", path).returncode, 0)
        port = host.split(":")[1]
        for where in ("http://127.0.0.1:%s/ui/" % port, "http://localhost:%s/v1/catalog/nodes" % port):
            self.assertEqual(self.curl(host, where, user=NOBODY)[0], 421)
        for target in ("/ui/", "/v1/catalog/nodes", "/v1/acl/tokens"):
            self.assertEqual(self.curl(host, target, user=NOBODY)[0], 403)
        self.assertEqual(self.curl(host, "/enter", "-d", "pass=" + "0" * 64, user=NOBODY)[0], 403)

    def this_user(self, path, host, secret):
        jar = str(self.folder / "cookies")
        status, body = self.curl(host, "/enter", "-c", jar, "-H", "Origin: null", "-d", "pass=" + secret)
        self.assertEqual(status, 200, body)
        until("the page is gone", lambda: not os.path.exists(path), 10)
        self.assertEqual(self.curl(host, "/enter", "-H", "Origin: null", "-d", "pass=" + secret)[0], 403)
        status, body = self.curl(host, "/ui/", "-b", jar)
        self.assertEqual(status, 200)
        self.assertIn("Consul by HashiCorp", body)
        status, body = self.curl(host, "/v1/internal/ui/services?dc=dc1", "-b", jar)
        self.assertEqual(status, 200)
        self.assertIn('"web"', body)
        for target in ("/v1/acl/token/self", "/v1/acl/tokens", "/v1/agent/self"):
            self.assertEqual(self.curl(host, target, "-b", jar)[0], 403)
        self.assertEqual(self.curl(host, "/v1/kv/a", "-b", jar, "-X", "PUT", "-d", "x")[0], 403)
        self.assertEqual(self.curl(host, "/ui/", "-b", jar, "-H", "Origin: http://evil.example")[0], 403)
        self.assertEqual(self.curl(host, "/ui/", "-b", jar, "-H", "Host: evil.example:" + host.split(":")[1])[0], 421)
        say("the browser has read %d bytes of services" % len(body))


if __name__ == "__main__":
    livesupport.main()
