// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/parsers/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace skep::test {

const QList<Target> &targets()
{
    static const QList<Target> all =
        cloudTargets() + dockerTargets() + consulTargets() + streamTargets() + fileTargets();
    return all;
}

const Target *targetNamed(const QByteArray &name)
{
    const auto found = std::find_if(targets().begin(), targets().end(),
                                    [&](const Target &target) { return target.name == name; });
    return found == targets().end() ? nullptr : &*found;
}

void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

} // namespace skep::test
