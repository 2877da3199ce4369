// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <cstdint>

namespace skep::ui {

//! \p over on \p under, where \p amount is 0 (none of it) to 256 (nothing else); opaque.
inline QRgb blended(QRgb over, QRgb under, std::uint32_t amount)
{
    const std::uint32_t rest = 256 - amount;
    const std::uint32_t redBlue = ((over & 0xFF00FFU) * amount + (under & 0xFF00FFU) * rest) >> 8U;
    const std::uint32_t green = ((over & 0x00FF00U) * amount + (under & 0x00FF00U) * rest) >> 8U;
    return 0xFF000000U | (redBlue & 0xFF00FFU) | (green & 0x00FF00U);
}

inline std::uint32_t amountOf(std::uint8_t coverage)
{
    return coverage + (coverage >> 7U);
}

//! How bright a color looks, 0 to 255.
inline int lightnessOf(QRgb color)
{
    return (qRed(color) * 299 + qGreen(color) * 587 + qBlue(color) * 114) / 1000;
}

} // namespace skep::ui
