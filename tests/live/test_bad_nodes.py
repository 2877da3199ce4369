#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is not as it should be becomes a cluster, or is refused with a sentence that says why: shells that talk, /tmp where nothing may be
run, a full disk, a wrong clock, packages that somebody else installs or that were left half set up.

with-keyring.sh python3 test_bad_nodes.py SKEPCTL SANDBOX [BadNodes | BareNodes | LockIsHeld]     (LockIsHeld takes more than five minutes)"""
import time

import livesupport
import test_own_servers
from livesupport import DONE, FAILED, USAGE, say
from test_bare_template import BARE_TEMPLATE

test_own_servers.SERVERS = ("north",)
NORTH = "north"
IS_HELD = 7
LOCK = """use Fcntl; open(my $file, ">>", "/var/lib/dpkg/lock-frontend") or die;
my $lock = pack("s s x4 q q i x4", F_WRLCK, 0, 0, 0, 0); fcntl($file, F_SETLK, $lock) or exit %d; sleep $ARGV[0];""" % IS_HELD


class Servers(test_own_servers.OwnServers):
    def root(self, script):
        return self.as_root(NORTH, script)

    def made(self, expect=DONE):
        began = time.monotonic()
        report = self.create("mine", expect=expect, limit=900)
        say("%s after %.1f s" % ("made" if expect == DONE else "refused", time.monotonic() - began))
        return report

    def given_back(self, left=()):
        self.assertEqual(self.skepctl("cluster", "destroy", "mine", "--yes")["receipt"]["left"], list(left))

    def hold_lock(self, seconds):
        """dpkg's lock, as another installation has it."""
        program = "perl -e '%s'" % LOCK.replace("\n", " ")
        self.root("setsid %s %d </dev/null >/dev/null 2>&1 & sleep 2; %s 0; [ $? = %d ]" % (program, seconds, program, IS_HELD))

    def refused(self, sentence, code=FAILED):
        """Where it is seen before anything is begun the code is USAGE, and there is nothing to give back."""
        self.assertRegex(self.made(expect=code)["error"]["message"], sentence)
        if code == FAILED:
            self.given_back()


class BadNodes(Servers):
    def test_shells_that_talk_and_no_program_in_tmp(self):
        """F43"""
        self.root("mount -t tmpfs -o noexec,nosuid tmpfs /tmp; sed -i '1i echo Welcome; echo time=0; echo {}' /home/keeper/.bashrc")
        self.assertIn("Welcome", self.on(NORTH, "true"))
        for shell in ("/bin/bash", "/bin/dash"):
            with self.subTest(shell):
                self.root("usermod -s %s keeper" % shell)
                self.assertEqual(self.made()["phase"], "ready")
                self.given_back()
        self.root("usermod -s /bin/bash keeper; umount /tmp; sed -i 1d /home/keeper/.bashrc")

    def test_a_full_disk(self):
        """F45"""
        settle = "systemctl stop docker.socket docker; %s; systemctl reset-failed docker docker.socket; systemctl start docker; sleep 2"
        self.root(settle % "true")
        before = self.listing()
        for options, sentence, code in (("size=64m", r"north, Disk: 6\S+ MiB are free for the engine. Make room", USAGE),
                                        ("nr_inodes=2000,size=8g", r"The disk of north has room for \d+ more files only", FAILED)):
            with self.subTest(options):
                self.root(settle % ("mount -t tmpfs -o %s tmpfs /var/lib/docker" % options))
                try:
                    self.refused(sentence, code)
                finally:
                    self.root(settle % "umount /var/lib/docker")
        self.assertEqual(self.listing(), before, "something was changed before it was refused")

    def test_a_wrong_clock(self):
        """F46"""
        before = self.listing()
        of_root = "[ \\$(id -u) = 0 ] || exec /usr/bin/date.right \\\"\\$@\\\"\\n"
        for offset, who, sentence, code in (("-1 hour", "", "north, Clock: Its clock is (59|60) min behind this computer's", USAGE),
                                            ("+1 year", "", r"north, Clock: Its clock is 52\d{4} min ahead of this computer's", USAGE),
                                            ("-1 hour", of_root, "The clock of north differs from this computer's by (59|60) minutes", FAILED)):
            with self.subTest(sentence):
                self.root("mv /usr/bin/date /usr/bin/date.right; printf \"#!/bin/sh\\n%sexec /usr/bin/date.right -d \\\"%s\\\" \\\"\\$@\\\"\\n\" "
                          ">/usr/bin/date; chmod 755 /usr/bin/date" % (who, offset))
                try:
                    self.refused(sentence, code)
                finally:
                    self.root("mv /usr/bin/date.right /usr/bin/date")
        self.assertEqual(self.listing(), before, "something was changed before it was refused")


class BareNodes(Servers):
    template = BARE_TEMPLATE
    ready = "id"


    def test_somebody_else_installs_and_packages_are_half_set_up(self):
        """F44"""
        self.hold_lock(75)
        self.root("touch /var/lib/dpkg/updates/0001")
        began = time.monotonic()
        self.assertEqual(self.made()["phase"], "ready")
        self.assertGreater(time.monotonic() - began, 70)
        self.assertIn("docker.io", self.root("dpkg-query -W docker.io; ls /var/lib/dpkg/updates"))
        self.given_back(["on north: the engine that Skep has installed"])


class LockIsHeld(Servers):
    template = BARE_TEMPLATE
    ready = "id"

    def test_for_five_minutes(self):
        """F44"""
        self.hold_lock(2000)
        began = time.monotonic()
        self.refused("Another package installation on north did not end within five minutes")
        self.assertTrue(300 < time.monotonic() - began < 420, time.monotonic() - began)


if __name__ == "__main__":
    livesupport.main()
