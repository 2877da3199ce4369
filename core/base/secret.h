// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace skep {

//! Bytes that must not be printed, logged or left in memory: move-only, wiped when destroyed, and without any
//! conversion to text, QVariant or QDebug. reveal() names each place where the bytes are used.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes); //!< takes the bytes over; the caller's copy is the caller's to wipe
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    bool isEmpty() const { return m_bytes.isEmpty(); }
    const QByteArray &reveal() const { return m_bytes; }
    Secret clone() const; //!< an explicit copy, for a second owner

private:
    void wipe();
    QByteArray m_bytes;
};

//! Futures copy their results, so a secret travels through them shared and constant.
using SecretPtr = std::shared_ptr<const Secret>;

inline SecretPtr makeSecret(QByteArray bytes)
{
    return std::make_shared<const Secret>(std::move(bytes));
}

} // namespace skep
