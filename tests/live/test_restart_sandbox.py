#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox is stopped and started again, as after a power cut of all machines: the cluster comes back healthy by itself, with the same
machines and addresses, and serves what it served."""
import livesupport
from livesupport import LiveCase, until

NAME = "again"
WEB = ("docker service create -q --detach --name web --mode global --publish mode=host,target=80,published=18080 %s "
       "sh -c 'mkdir -p /www && hostname > /www/index.html && exec httpd -f -p 80 -h /www'")


class RestartSandbox(LiveCase):
    def healthy(self):
        status = self.ctl("cluster", "status", NAME, expect=None).json
        overview = status.get("overview", {}) if status else {}
        web = self.catalog(NAME).get("web", {})
        counts = (overview.get("health"), overview.get("nodesReady"), overview.get("consulServersUp"), web.get("passing"), web.get("critical"))
        self.seen = counts, overview.get("sentence")
        return counts == ("ok", 2, 1, 2, 0)

    def wait_until_healthy(self, limit):
        try:
            until("healthy", self.healthy, limit, every=2)
        except AssertionError as late:
            raise AssertionError("%s; last seen %s" % (late, self.seen)) from None

    def test_comes_back(self):
        made = self.create(NAME, workers=1)
        self.ssh(NAME, "manager-1", WEB % self.cloud.info["images"]["web"])
        self.wait_until_healthy(90)
        self.stop_sandbox()
        self.assertFalse(self.healthy(), "the cluster answers though its machines are off")
        port = self.cloud.port
        self.start_sandbox_at(port)
        self.wait_until_healthy(240)
        again = self.ctl("cluster", "status", NAME).json
        self.assertEqual(again["machines"], made["machines"])
        self.assertTrue(self.ctl("cluster", "prove", NAME).json["passed"])
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])

    @classmethod
    def start_sandbox_at(cls, port):
        """The account's endpoint is written down with the cluster, so the port stays."""
        cls.sandbox_arguments = ("--listen", "127.0.0.1:%d" % port)
        cls.start_sandbox()


if __name__ == "__main__":
    livesupport.main()
