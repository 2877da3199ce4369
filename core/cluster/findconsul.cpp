// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/findconsul.h"

#include "core/cluster/actions/action.h"
#include "core/cluster/compose.h"
#include "core/consul/client.h"
#include "core/docker/classic.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto limit = std::chrono::seconds(4);

//! Where it may be, most likely first.
Pending<QList<QUrl>> places(Links *links, const QString &machine, const QJsonObject &engineInfo)
{
    const QList<QUrl> usual{QUrl(u"http://127.0.0.1:8500"_s)};
    if (!docker::isClassicSwarm(engineInfo))
        return ready<QList<QUrl>>(usual);
    const auto containers = andThen(links->engine(machine), links,
                                    [](docker::Client *engine) { return engine->containerList(true); });
    const auto named =
        transform<QList<QUrl>>(containers, links, [usual](const QList<docker::Container> &list) {
            QStringList commands;
            for (const auto &container : list)
                commands.append(container.command);
            QUrl found(docker::discoveryOf(commands));
            const bool isConsul = found.scheme() == "consul"_L1 && !found.host().isEmpty();
            found.setScheme(u"http"_s);
            found.setPath({});
            return isConsul ? QList<QUrl>{found} + usual : usual;
        });
    return orElse(named, links, [usual](const Error &) { return ready<QList<QUrl>>(usual); });
}

Pending<QUrl> firstThatAnswers(Links *links, const QString &machine, QList<QUrl> urls)
{
    if (urls.isEmpty())
        return ready<QUrl>(QUrl());
    const QUrl url = urls.takeFirst();
    links->setConsulUrl(url, machine);
    const auto asked = transform<QUrl>(askConsul(links, machine), links, [url] { return url; });
    return orElse(asked, links, [=](const Error &) { return firstThatAnswers(links, machine, urls); });
}

} // namespace

Pending<> askConsul(Links *links, const QString &machine)
{
    const auto asked =
        andThen(links->consul(machine), links, [](consul::Client *consul) { return consul->leader(); });
    return withTimeout(ignoreValue(asked, links), limit, links,
                       QCoreApplication::translate("skep::cluster::FindConsul", "No Consul answers there."));
}

Pending<> readConsul(Links *links, const QString &machine)
{
    const auto members = andThen(askConsul(links, machine), links, [=] {
        return andThen(links->consul(machine), links,
                       [](consul::Client *consul) { return consul->members(); });
    });
    return transform<void>(members, links,
                           [](const consul::Indexed<QList<consul::Member>> &answer) -> Result<> {
                               if (answer.value.isEmpty())
                                   return fail(ErrorCode::Auth, consul::Client::nothingShownSentence());
                               return {};
                           });
}

Pending<QUrl> findConsul(Links *links, const QString &machine, const QJsonObject &engineInfo)
{
    return andThen(places(links, machine, engineInfo), links,
                   [=](const QList<QUrl> &urls) { return firstThatAnswers(links, machine, urls); });
}

} // namespace skep::cluster
