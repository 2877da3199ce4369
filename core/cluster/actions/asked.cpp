// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/asked.h"

#include "core/cluster/expected.h"

#include <QDateTime>
#include <QDeadlineTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

// After a creating call whose answer may have been lost, the object may be listed late.
static Pending<QString> findLater(Site *site, const QDateTime &asked, std::function<Pending<QString>()> find)
{
    constexpr int fewestLooks = 5; // whatever the clock says
    constexpr auto between = 1500ms;
    const std::chrono::milliseconds passed(asked.isValid() ? asked.msecsTo(QDateTime::currentDateTimeUtc())
                                                           : 0);
    const QDeadlineTimer lag(
        std::clamp<std::chrono::milliseconds>(longestListLag - passed, 0ms, longestListLag));
    auto found = std::make_shared<QString>();
    auto left = std::make_shared<int>(fewestLooks);
    const auto look = [=]() -> Pending<bool> {
        return transform<bool>(find(), site, [=](const QString &id) {
            *found = id;
            return !id.isEmpty() || (--*left <= 0 && lag.hasExpired());
        });
    };
    const auto late = [](const Error &last) { return last; };
    return transform<QString>(waitUntil(site, {between, longestListLag + 60s}, look, late), site,
                              [found] { return *found; });
}

Pending<bool> findAndNote(Site *site, const plan::ContextPtr &context, const QString &key,
                          const std::function<Pending<QString>()> &find)
{
    const auto known = context->output(context->step().id);
    const auto asked = QDateTime::fromString(known.value("askedAt"_L1).toString(), Qt::ISODateWithMs);
    return transform<bool>(known.value("asked"_L1).toBool() ? findLater(site, asked, find) : find(), site,
                           [context, key](const QString &id) -> Result<bool> {
                               if (id.isEmpty())
                                   return false;
                               return context->note({{key, id}}).map([] { return true; });
                           });
}

Result<> noteAsked(const plan::ContextPtr &context, QJsonObject more)
{
    more.insert(u"asked"_s, true);
    more.insert(u"askedAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    return context->note(more);
}

// An answer of another shape than expected, or half of one, says as little as none.
static bool mayHaveReached(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Network:
    case ErrorCode::Timeout:
    case ErrorCode::Protocol:
        return true;
    case ErrorCode::RateLimited:
        return false;
    default:
        return error.retryable;
    }
}

Pending<> settleAsked(Site *site, const plan::ContextPtr &context, const Error &error,
                      const std::function<Pending<bool>()> &isThere)
{
    if (!mayHaveReached(error)) {
        if (auto noted = context->note({{u"asked"_s, false}}); !noted)
            return ready<>(std::move(noted));
        if (error.code != ErrorCode::Conflict) // that can be the object itself, where a request came twice
            return ready<>(fail(error));
    } else {
        context->say(QCoreApplication::translate(
            "skep::cluster::Action",
            "The cloud's answer was lost: looking whether it was done all the same."));
    }
    return andThen(isThere(), site,
                   [error](bool is) { return ready<>(is ? Result<>{} : Result<>(fail(error))); });
}

tl::unexpected<Error> unnamed()
{
    return fail(
        ErrorCode::Protocol,
        QCoreApplication::translate("skep::cluster::Action", "The cloud does not say what it has made."), {},
        true);
}

} // namespace skep::cluster
