// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <openssl/crypto.h>

#include <utility>

namespace skep {

Secret::Secret(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    // A private block: wiping it later must neither miss bytes that somebody shares nor detach from them.
    m_bytes.detach();
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

Secret Secret::clone() const
{
    return Secret(QByteArray(m_bytes.constData(), m_bytes.size()));
}

void Secret::wipe()
{
    // data() would detach and leave the shared original behind; the block is wiped where it lies. A literal
    // (capacity 0) is read-only memory.
    if (m_bytes.capacity() > 0)
        OPENSSL_cleanse(const_cast<char *>(m_bytes.constData()), static_cast<size_t>(m_bytes.size()));
    m_bytes.clear();
}

} // namespace skep
