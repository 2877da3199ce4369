// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/target.h"

#include "core/ssh/question.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::ssh", text);
}

} // namespace

bool isHostName(const QString &text)
{
    static const QRegularExpression name(
        u"\\A(?=.{1,253}\\z)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\z"_s);
    QHostAddress address;
    return name.match(text).hasMatch()
        || (text.contains(u':') && !text.contains(u'%') && address.setAddress(text)
            && address.protocol() == QAbstractSocket::IPv6Protocol);
}

bool isUserName(const QString &text)
{
    static const QRegularExpression name(u"\\A[A-Za-z_][A-Za-z0-9_.-]{0,31}\\z"_s);
    return name.match(text).hasMatch();
}

Result<> checkAddress(const Target &target)
{
    if (!isHostName(target.host))
        return fail(ErrorCode::Config, tr("“%1” is neither a host name nor an address.").arg(target.host));
    if (!isUserName(target.user))
        return fail(ErrorCode::Config, tr("“%1” is not a user name.").arg(target.user));
    if (target.port == 0)
        return fail(ErrorCode::Config, tr("The SSH port of %1 is missing.").arg(target.host));
    return target.jump ? checkAddress(*target.jump) : Result<>();
}

Result<> checkTarget(const Target &target)
{
    if (auto good = checkAddress(target); !good)
        return good;
    if (target.pinnedHostKey.isEmpty())
        return fail(ErrorCode::HostKey,
                    tr("The host key of %1 is not known, so nothing was sent.").arg(target.host));
    if (const auto question = missingIn(target))
        return fail(asking(*question));
    return target.jump ? checkTarget(*target.jump) : Result<>();
}

} // namespace skep::ssh
