# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus and a real keyring of a test's own, and what lies in it."""
import base64
import contextlib
import os
import pathlib
import signal
import subprocess
import time

import dbus

SERVICE, PATH = "org.freedesktop.secrets", "/org/freedesktop/secrets"


class Session:
    """A message bus; with a keyring that keeps its items below \\p home, when it is started."""

    def __init__(self, home):
        self.home = pathlib.Path(home)
        (self.home / "run").mkdir(mode=0o700, parents=True, exist_ok=True)
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                    env=self._environment())
        self.address = self.bus.stdout.readline().strip()
        self.keyring = None

    def _environment(self, **more):
        keep = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        return dict(keep, HOME=str(self.home), XDG_RUNTIME_DIR=str(self.home / "run"), XDG_DATA_HOME=str(self.home / "share"), **more)

    def start_keyring(self, unlocked=True):
        self.keyring = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--components=secrets"] + ["--unlock"] * unlocked,
                                        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env=self._environment(DBUS_SESSION_BUS_ADDRESS=self.address))
        self.keyring.stdin.write(b"\n") # its password
        self.keyring.stdin.close()
        bus = self.connect()
        for _ in range(600): # a busy computer takes its time
            with contextlib.suppress(dbus.DBusException):
                if bus.name_has_owner(SERVICE) and (not unlocked or self._alias(bus) != "/"):
                    break
            time.sleep(0.05)
        else:
            raise RuntimeError("the keyring does not start")
        bus.close()
        return self

    @staticmethod
    def _alias(bus):
        return str(dbus.Interface(bus.get_object(SERVICE, PATH), "org.freedesktop.Secret.Service").ReadAlias("default"))

    def connect(self):
        bus = dbus.bus.BusConnection(self.address)
        bus.set_exit_on_disconnect(False)
        return bus

    def items(self):
        """Every secret of Skep by its name."""
        bus = self.connect()
        service = dbus.Interface(bus.get_object(SERVICE, PATH), "org.freedesktop.Secret.Service")
        _, session = service.OpenSession("plain", "")
        found, _ = service.SearchItems({"server": "skep"})
        secrets = service.GetSecrets(found, session)
        named = {}
        for path, secret in secrets.items():
            properties = dbus.Interface(bus.get_object(SERVICE, path), "org.freedesktop.DBus.Properties")
            attributes = properties.Get("org.freedesktop.Secret.Item", "Attributes")
            kept = bytes(secret[2])
            named[str(attributes["user"])] = base64.b64decode(kept) if attributes.get("type") == "base64" else kept
        bus.close()
        return named

    def items_of(self, name):
        bus = self.connect()
        service = dbus.Interface(bus.get_object(SERVICE, PATH), "org.freedesktop.Secret.Service")
        found, _ = service.SearchItems({"server": "skep", "user": name})
        return bus, [str(path) for path in found]

    def delete(self, name):
        bus, paths = self.items_of(name)
        for path in paths:
            dbus.Interface(bus.get_object(SERVICE, path), "org.freedesktop.Secret.Item").Delete()
        bus.close()
        return len(paths)

    def replace(self, name, text):
        bus, paths = self.items_of(name)
        service = dbus.Interface(bus.get_object(SERVICE, PATH), "org.freedesktop.Secret.Service")
        _, session = service.OpenSession("plain", "")
        for path in paths:
            item = dbus.Interface(bus.get_object(SERVICE, path), "org.freedesktop.Secret.Item")
            item.SetSecret((session, b"", base64.b64encode(text.encode()), "text/plain"))
        bus.close()
        return len(paths)

    def lock(self):
        bus = self.connect()
        dbus.Interface(bus.get_object(SERVICE, PATH), "org.freedesktop.Secret.Service").Lock([dbus.ObjectPath(PATH + "/aliases/default")])
        bus.close()

    def stop_keyring(self):
        if self.keyring:
            with contextlib.suppress(ProcessLookupError):
                self.keyring.send_signal(signal.SIGCONT)
            self.keyring.kill()
            self.keyring.wait()
            self.keyring = None

    def close(self):
        self.stop_keyring()
        self.bus.kill()
        self.bus.wait()
        self.bus.stdout.close()
