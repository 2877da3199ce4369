// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace skep {

quint32 crc32c(QByteArrayView bytes); //!< Castagnoli, as iSCSI and ext4 use it

} // namespace skep
