#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""F43: Skep's scripts are one word of whatever shell the user of a node has. Each shell that is here gets them in the product's quotes and must
hand them on unchanged; and a script with what such a shell reads differently must be seen.

test_other_shells.py SOURCE"""
import pathlib
import shutil
import subprocess
import sys
import unittest

SHELLS = [shell for shell in ("sh", "bash", "dash", "fish", "zsh", "ksh", "busybox") if shutil.which(shell)]


def quoted(script):
    return "'" + script.replace("'", "'\"'\"'") + "'"


def handed_on(shell, script):
    command = [shell, "sh"] if shell == "busybox" else [shell]
    return subprocess.run([*command, "-c", "exec printf %s " + quoted(script)], capture_output=True, text=True, check=True).stdout


class OtherShells(unittest.TestCase):
    def test_scripts_arrive_as_they_are(self):
        scripts = sorted((SOURCE / "resources" / "node").glob("*"))
        self.assertGreater(len(scripts), 10)
        for path in scripts:
            for shell in SHELLS:
                with self.subTest(script=path.name, shell=shell):
                    text = path.read_text(encoding="utf-8")
                    self.assertEqual(handed_on(shell, text), text)
                    nested = "exec sh -c " + quoted("exec sh -c " + quoted(text)) # as root, and with an input
                    self.assertEqual(handed_on(shell, nested), nested)

    @unittest.skipUnless("fish" in SHELLS, "only fish reads it differently")
    def test_it_can_fail(self):
        self.assertNotEqual(handed_on("fish", "a\\\\b"), "a\\\\b")


if __name__ == "__main__":
    SOURCE = pathlib.Path(sys.argv.pop(1)).resolve()
    print("shells: " + " ".join(SHELLS))
    unittest.main()
