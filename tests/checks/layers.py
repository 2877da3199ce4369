#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler does not see: the layers, the licence lines and the calls that Skep bans, each with its reason."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
CODE = (".cpp", ".h")

# (folder, pattern, why); a line that matches is a violation.
RULES = [
    ("core/", r'#include\s*[<"](QtWidgets|QtGui|Q(Widget|Application|Gui\w+|Color|Icon|Pixmap|Image|Painter|KeyEvent|Font)\b)',
     "core has no windows"),
    ("core/", r'#include\s*"(ui|app)/', "core knows neither ui nor app"),
    ("ui/", r'#include\s*"app/', "ui does not know app"),
    ("ui/", r'#include\s*<Q(Json\w+|Tcp\w+|Local(Socket|Server)|Network\w+|SslSocket|UrlQuery)>',
     "ui neither parses JSON nor opens sockets nor builds requests"),
    ("", r"setInsecureFallback", "a plain-text keychain is none"),
    ("", r"ignoreSslErrors|VerifyNone|QueryPeer|AnyProtocol|SSL_VERIFY_NONE", "a TLS error is an error"),
    ("", r"ssh_channel_request_auth_agent|ssh_options_parse_config", "no agent is lent and no file says how to log in"),
    ("", r"\.then\(", "QFuture::then is not safe on Qt 6.4; see core/base/async.h"),
    ("", r"waitForFinished\(\)|processEvents\(", "nothing blocks or nests the event loop"),
    ("", r"\bstd::(views|format)\b|\bco_await\b", "not usable with the compilers of Debian 12"),
    ("core/", r"(?<!::)\bsystem\s*\(|\bpopen\s*\(", "no shell is built from data"),
    ("ui/", r"insertHtml|setHtml|Qt::RichText|Qt::AutoText", "remote text is never markup"),
    ("", r"(?i)\b(TODO|FIXME|XXX)\b", "finish it, or take it out"),
]
# Where a rule has a reason not to hold: (file, part of the pattern).
EXCEPTIONS = [
    ("tests/", "waitForFinished"),
    ("tests/", "system"),
    ("tests/", "RichText"),
    ("app/sandbox/", r"\.then\("),
    ("app/registrar/", r"\.then\("),
]


def tracked():
    out = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True, check=True).stdout
    return [name for name in out.splitlines() if (ROOT / name).is_file()]


def excused(name, pattern):
    return any(name.startswith(prefix) and part in pattern for prefix, part in EXCEPTIONS)


def violations(name, text):
    for folder, pattern, why in RULES:
        if not name.startswith(folder) or excused(name, pattern):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(pattern, line):
                yield f"{name}:{number}: {why}: {line.strip()}"


def main():
    found = []
    for name in tracked():
        commented = name.endswith((*CODE, ".py", ".sh", ".cmake")) or name.endswith("CMakeLists.txt")
        if not commented:
            continue
        text = (ROOT / name).read_text(encoding="utf-8")
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.splitlines()[:3]):
            found.append(f"{name}:1: the SPDX line is missing")
        if name.endswith(CODE):
            found += violations(name, text)
    print("\n".join(found))
    print(f"{len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
