// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/step.h"

namespace skep::plan {

//! The append-only file of what a plan has done: each record has its length and CRC-32C and is synced before
//! the call that it announces is made. A torn last record (power cut) is dropped; damage before it is an
//! error and the file is left as it is. Mode 0600; one writer at a time (kernel lock).
class Journal
{
public:
    virtual ~Journal() = default;

    //! Errors: Io (with the path), Conflict (another process writes it), Config (damaged, or newer schema).
    static Result<std::shared_ptr<Journal>> open(const QString &path);
    static Result<QHash<QString, Record>> readOnly(const QString &path); //!< for looking while another writes

    virtual Result<> write(const QString &stepId, const Record &record) = 0;
    virtual QHash<QString, Record> records() const = 0; //!< Running means: unknown, ask isDone()
    virtual Result<> clear() = 0; //!< starts anew; the old file is kept beside it
};

} // namespace skep::plan
