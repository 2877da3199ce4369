// SPDX-License-Identifier: GPL-3.0-or-later
// For LD_PRELOAD: OpenSSL frees what it keeps for a thread, at the thread's end, only after the program's
// exit handlers. A busy computer does so once in some thousand runs.
#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>

namespace {

using Destructor = void (*)(void *);

constexpr int turns = 300; // of a millisecond each: the longest that one waits for the other
Destructor real = nullptr;
std::atomic<bool> isAtExit = false;
std::atomic<int> waiting = 0;

template <typename Condition>
void waitUntil(Condition condition)
{
    for (int turn = 0; turn < turns && !condition(); ++turn)
        usleep(1000);
}

void late(void *value)
{
    ++waiting;
    waitUntil([] { return isAtExit.load(); });
    real(value);
    --waiting;
}

void letThemGo()
{
    isAtExit = true;
    waitUntil([] { return waiting == 0; });
}

bool isOfOpenSsl(Destructor destructor)
{
    Dl_info library{};
    return destructor && dladdr(reinterpret_cast<void *>(destructor), &library)
        && std::strstr(library.dli_fname, "libcrypto");
}

} // namespace

extern "C" int pthread_key_create(pthread_key_t *key, Destructor destructor) noexcept
{
    static const auto next =
        reinterpret_cast<int (*)(pthread_key_t *, Destructor)>(dlsym(RTLD_NEXT, "pthread_key_create"));
    if (real || !isOfOpenSsl(destructor))
        return next(key, destructor);
    real = destructor;
    std::atexit(letThemGo); // OpenSSL's own handler comes later and so runs earlier
    return next(key, late);
}
