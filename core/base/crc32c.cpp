// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crc32c.h"

#include <array>

namespace skep {

static constexpr std::array<quint32, 256> makeTable()
{
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1U) ^ 0x82F63B78U : value >> 1U;
        table[i] = value;
    }
    return table;
}

quint32 crc32c(QByteArrayView bytes)
{
    static constexpr auto table = makeTable();
    quint32 crc = ~0U;
    for (const char c : bytes)
        crc = table[(crc ^ static_cast<quint8>(c)) & 0xFFU] ^ (crc >> 8U);
    return ~crc;
}

} // namespace skep
