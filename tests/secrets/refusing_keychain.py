#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keychain service that lets nobody at anything: every call is answered with "access denied". Prints a line when it is there."""
import dbus
import dbus.lowlevel
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()


def refuse(connection, message):
    if message.get_type() != 1 or message.get_path() is None or not message.get_path().startswith("/org/freedesktop/secrets"):
        return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED
    connection.send_message(dbus.lowlevel.ErrorMessage(message, "org.freedesktop.DBus.Error.AccessDenied", "not for this program"))
    return dbus.lowlevel.HANDLER_RESULT_HANDLED


bus.add_message_filter(refuse)
NAME = dbus.service.BusName("org.freedesktop.secrets", bus)
print("there", flush=True)
GLib.MainLoop().run()
