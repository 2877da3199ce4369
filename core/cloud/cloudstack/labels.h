// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"

//! Labels where the creating call takes none: tags are a second call, which a crash or a lost answer can come
//! before. The display name is free text and part of the creating call, so it carries them: "db-1
//! {skep-cluster=…, skep-machine=db-1}". The host name has no room for them, the group would be an object
//! that stays behind, and the user data is not listed by every version. Tags are set all the same, for people
//! and their filters; they win where both say something.
namespace skep::cloud::cloudstack {

QString displayName(const QString &name, const Labels &labels);
Labels labelsOf(const QString &displayName);

} // namespace skep::cloud::cloudstack
