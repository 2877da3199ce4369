// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled into each program that links the core: tells OpenSSL, before anything uses it, to leave its data
// alone at the program's end. OpenSSL 3.0 would free there what it keeps for each thread, and so does a
// thread when it ends; QThread::wait() returns before that. Where both meet, a program that has said all it
// had to say ends by "double free or corruption".
#include <openssl/crypto.h>

namespace {

[[maybe_unused]] const int kept = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

} // namespace
