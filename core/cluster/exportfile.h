// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/cluster/clusterfile.h"

namespace skep::cluster {

//! All that it takes to manage a cluster from another computer, but for the API secret of its account: that
//! one is the person's own.
struct Export
{
    ClusterFile file;
    QByteArray journal; //!< of the creation: what it has made is in there
    QByteArray changeJournal; //!< of a change that is not finished; else empty
    QMap<QString, SecretPtr> secrets; //!< by purpose
};

SecretPtr packExport(const Export &content);
Result<Export> unpackExport(const SecretPtr &text);

} // namespace skep::cluster
