#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole creations on the template without an engine: the engine comes from the distribution's packages on every machine at once, and what
follows must not mind that the machines get there far apart. The large shape has three managers and three Consul servers of their own."""
import livesupport
from livesupport import LiveCase

BARE_TEMPLATE = "Linux Debian 13 (Trixie) 64-bit"


class BareTemplate(LiveCase):
    template = BARE_TEMPLATE

    def made_and_destroyed(self, name, nodes, **shape):
        report = self.create(name, limit=900, **shape)
        self.assertTrue(report["proof"]["passed"], report["proof"])
        self.assertIn("docker.io", self.ssh(name, "worker-1", "dpkg-query -W -f '${Package}' docker.io"))
        rows = self.ctl("node", "list", name).json
        self.assertEqual([row["health"] for row in rows], ["ok"] * nodes)
        self.ctl("cluster", "destroy", name, "--yes", limit=300)
        self.assertEqual(self.left(), [])
        self.check_nothing_twice()

    def test_one_manager_and_two_workers(self):
        self.made_and_destroyed("bare", 3)

    def test_three_managers_three_consul_servers_and_a_worker(self):
        self.made_and_destroyed("large", 4, managers=3, workers=1, consulServers=3)


if __name__ == "__main__":
    livesupport.main()
