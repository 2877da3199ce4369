// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>

#include <optional>

namespace skep::ctl {

enum class Shell { Bash, Fish, PowerShell };

//! By --shell, or what SHELL names; everything that is no fish and no PowerShell understands bash's lines.
Result<Shell> shellNamed(const QString &name);

struct Variable
{
    QString name;
    std::optional<QString> value; //!< none: it is unset
};

//! Lines for a shell to evaluate, and at their end how that is done with \p command.
QString shellText(Shell shell, const QList<Variable> &variables, const QString &command);

} // namespace skep::ctl
