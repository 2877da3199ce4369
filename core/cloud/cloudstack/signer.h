// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QMap>
#include <QString>

//! CloudStack's signature: pure functions over the parameters of a call.
namespace skep::cloud::cloudstack {

//! In the order that is signed: by the names as they are, capitals before small letters.
using Parameters = QMap<QString, QString>;

QByteArray
signedText(const Parameters &parameters); //!< names as they are, values encoded, all in small letters
QByteArray signature(const Parameters &parameters, const Secret &secret); //!< Base64
//! The parameters and their signature as a query or a form.
QByteArray signedForm(const Parameters &parameters, const Secret &secret);

} // namespace skep::cloud::cloudstack
