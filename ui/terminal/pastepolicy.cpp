// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/pastepolicy.h"

#include "core/terminal/input.h"

#include <QCoreApplication>

#include <algorithm>

namespace skep::ui {

namespace {

bool hasControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const bool isLayout = c == u'\n' || c == u'\r' || c == u'\t';
        return (c.category() == QChar::Other_Control && !isLayout) || c.category() == QChar::Other_Format;
    });
}

} // namespace

bool isPasteToBeAsked(const QString &text, const terminal::Terminal &terminal)
{
    if (hasControls(text))
        return true;
    // An editor that marks pastes takes lines as text; a shell may run them.
    if (terminal.isAlternateScreen() && terminal.inputModes().bracketedPaste)
        return false;
    return terminal::isPasteRisky(text.toStdString());
}

QString pasteQuestion(const QString &text)
{
    const auto lines = text.trimmed().count(u'\n') + 1;
    QString question = lines > 1
        ? QCoreApplication::translate("PasteGuard", "Paste these %n lines?", nullptr, int(lines))
        : QCoreApplication::translate(
            "PasteGuard", "Paste this line? It ends with a line break, so it may be run at once.");
    if (hasControls(text))
        question = QCoreApplication::translate(
            "PasteGuard", "Paste this text? It has characters that do not show; they are left out.");
    return question;
}

} // namespace skep::ui
