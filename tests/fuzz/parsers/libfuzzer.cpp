// SPDX-License-Identifier: GPL-3.0-or-later
// One target, named by SKEP_FUZZ_TARGET, driven by libFuzzer.
#include "tests/fuzz/parsers/targets.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace {

const skep::test::Target *target = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static QCoreApplication application(*argc, *argv);
    target = skep::test::targetNamed(qgetenv("SKEP_FUZZ_TARGET"));
    if (!target) {
        std::fprintf(stderr, "SKEP_FUZZ_TARGET names no target\n");
        std::exit(2);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    target->feed(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
