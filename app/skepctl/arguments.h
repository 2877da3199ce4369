// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QStringList>

namespace skep::ctl {

//! The command line, taken apart: words, options, and what follows "--".
struct Arguments
{
    QStringList words;
    QMap<QString, QString> options; //!< without dashes; switches have an empty value
    QMap<QString, QStringList> repeated; //!< the values of an option in the order in which they were given
    QStringList rest;

    bool has(const QString &option) const { return options.contains(option); }
    QString value(const QString &option) const { return options.value(option); }
    QStringList values(const QString &option) const { return repeated.value(option); }
};

Result<Arguments> parseArguments(const QStringList &arguments);
QString helpText();

} // namespace skep::ctl
