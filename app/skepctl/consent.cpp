// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/consent.h"

#include "app/skepctl/session.h"

#include <unistd.h>

#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

const QString forEverybody = u"yes-open-to-everyone"_s;

} // namespace

Result<> typedConsent(const Session &session, const QString &word, const QString &option)
{
    if (isatty(STDIN_FILENO) == 0)
        return fail(ErrorCode::Config, tr("Give --%1 to open it without being asked.").arg(option));
    session.say(tr("Type “%1” to open it:").arg(word));
    std::string typed;
    std::getline(std::cin, typed);
    if (QString::fromStdString(typed).trimmed() != word)
        return fail(ErrorCode::Config, tr("Nothing was opened."));
    return {};
}

Result<> everybodyIsMeant(const Session &session, const QStringList &ports)
{
    if (ports.isEmpty() || session.arguments().has(forEverybody))
        return {};
    const QString sentence = tr("Everybody on the internet could reach %1.").arg(ports.join(u", "_s));
    session.say(sentence);
    auto consent = typedConsent(session, tr("everybody"), forEverybody);
    if (!consent)
        return fail(consent.error().code, sentence + u' ' + consent.error().message);
    return consent;
}

} // namespace skep::ctl
