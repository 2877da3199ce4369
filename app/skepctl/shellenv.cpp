// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/shellenv.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString quoted(Shell shell, QString value)
{
    if (shell == Shell::PowerShell) { // which takes typographical quotes for quotes
        static const QRegularExpression special(u"([`\"$\u201c\u201d\u201e])"_s);
        return u'"' + value.replace(special, u"`\\1"_s) + u'"';
    }
    value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'$', u"\\$"_s);
    return u'"' + (shell == Shell::Bash ? value.replace(u'`', u"\\`"_s) : value) + u'"';
}

QString lineOf(Shell shell, const Variable &variable)
{
    const QString &name = variable.name;
    switch (shell) {
    case Shell::Bash:
        return variable.value ? u"export %1=%2"_s.arg(name, quoted(shell, *variable.value))
                              : u"unset "_s + name;
    case Shell::Fish:
        return variable.value ? u"set -gx %1 %2;"_s.arg(name, quoted(shell, *variable.value))
                              : u"set -e %1;"_s.arg(name);
    case Shell::PowerShell:
        break;
    }
    return variable.value ? u"$Env:%1 = %2"_s.arg(name, quoted(shell, *variable.value))
                          : u"Remove-Item Env:\\%1 -ErrorAction SilentlyContinue"_s.arg(name);
}

QString usage(Shell shell, const QString &command)
{
    switch (shell) {
    case Shell::Bash:
        return u"# eval \"$(%1)\""_s.arg(command);
    case Shell::Fish:
        return u"# %1 | source"_s.arg(command);
    case Shell::PowerShell:
        break;
    }
    return u"# & %1 | Out-String | Invoke-Expression"_s.arg(command);
}

} // namespace

Result<Shell> shellNamed(const QString &name)
{
    if (name.isEmpty()) {
        const QString users = QFileInfo(qEnvironmentVariable("SHELL")).fileName();
        return users == "fish"_L1 ? Shell::Fish : users == "pwsh"_L1 ? Shell::PowerShell : Shell::Bash;
    }
    if (name == "bash"_L1 || name == "zsh"_L1 || name == "sh"_L1)
        return Shell::Bash;
    if (name == "fish"_L1)
        return Shell::Fish;
    if (name == "powershell"_L1 || name == "pwsh"_L1)
        return Shell::PowerShell;
    return fail(ErrorCode::Config,
                QCoreApplication::translate("skepctl", "--shell is bash, fish or powershell."));
}

QString shellText(Shell shell, const QList<Variable> &variables, const QString &command)
{
    QString text;
    for (const auto &variable : variables)
        text += lineOf(shell, variable) + u'\n';
    return text + QCoreApplication::translate("skepctl", "# Run this to set up your shell:") + u'\n'
        + usage(shell, command) + u'\n';
}

} // namespace skep::ctl
