#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A CloudStack cloud by skepctl alone, in both kinds of zones: a cluster is made and proven, destroyed, and nothing is left in the cloud."""
import livesupport
from livesupport import DONE, LiveCase


class CloudStack(LiveCase):
    @classmethod
    def environment(cls, home=None, **more):
        return super().environment(home, EXOSCALE_API_KEY=None, EXOSCALE_API_SECRET=None, EXOSCALE_API_ENDPOINT=None,
                                   CLOUDSTACK_ENDPOINT=cls.cloud.info["cloudstack"], CLOUDSTACK_KEY=cls.cloud.key,
                                   CLOUDSTACK_SECRET=cls.cloud.secret, **more)

    def life(self, zone, name):
        report = self.create(name, zone=zone, managerType="Small", workerType="Small", consulType="Small", workers=1)
        self.assertTrue(report["proof"]["passed"], report["proof"])
        self.ctl("cluster", "destroy", name, "--yes", expect=DONE, limit=300)
        self.assertEqual(self.left(), [], "nothing is left in the cloud")

    def test_security_groups(self):
        self.life("ch-dk-2", "grouped")

    def test_isolated_network(self):
        self.life("ch-iso-1", "walled")


class InAProject(CloudStack):
    """The same in a project, whose zone with security groups is an advanced one."""
    sandbox_arguments = ("--cloudstack-advanced", "--cloudstack-project", "apiary")

    @classmethod
    def environment(cls, home=None, **more):
        return super().environment(home, CLOUDSTACK_PROJECT="apiary", **more)


if __name__ == "__main__":
    livesupport.main()
