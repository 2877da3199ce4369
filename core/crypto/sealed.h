// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

//! Bytes under a passphrase: scrypt (128 MiB, so that guessing is dear) makes the key of AES-256-GCM, and the
//! header with scrypt's parameters is authenticated with the rest. Any thread; takes about half a second.
namespace skep::crypto {

inline constexpr int shortestPassphrase = 10;

Result<QByteArray> seal(const SecretPtr &plain, const SecretPtr &passphrase);

//! Errors: Auth (wrong passphrase, or changed by somebody: nothing can tell the two apart), Config (no such
//! file, cut off, of a newer version, or with parameters that would eat the memory).
Result<SecretPtr> unseal(const QByteArray &sealed, const SecretPtr &passphrase);

} // namespace skep::crypto
