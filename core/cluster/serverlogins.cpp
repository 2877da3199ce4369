// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/serverlogins.h"

#include "core/base/jsonreader.h"
#include "core/cluster/serverprobe.h"
#include "core/ssh/way.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ServerLogins)
};

} // namespace

SecretPtr packed(const ServerAnswers &answers)
{
    QJsonArray list;
    for (const auto &[question, answer] : answers)
        list.append(QJsonObject{{u"user"_s, question.user},
                                {u"host"_s, question.host},
                                {u"port"_s, question.port},
                                {u"keyFile"_s, question.keyFile},
                                {u"answer"_s, QString::fromLatin1(answer->reveal().toBase64())}});
    return makeSecret(QJsonDocument(QJsonObject{{u"answers"_s, list}}).toJson(QJsonDocument::Compact));
}

Result<ServerAnswers> unpacked(const SecretPtr &secret)
{
    const auto object = parseJsonObject(secret->reveal());
    if (!object)
        return fail(ErrorCode::Keychain, Texts::tr("What the keychain has for the servers cannot be read."));
    ServerAnswers answers;
    JsonReader reader(*object);
    reader.objects("answers"_L1, [&](JsonReader &r) {
        ServerAnswer one;
        QString answer;
        r.text("user"_L1, one.question.user);
        r.text("host"_L1, one.question.host);
        r.integer("port"_L1, one.question.port);
        r.text("keyFile"_L1, one.question.keyFile);
        r.text("answer"_L1, answer);
        one.question.kind =
            one.question.keyFile.isEmpty() ? ssh::Question::Kind::Password : ssh::Question::Kind::Passphrase;
        one.answer = makeSecret(QByteArray::fromBase64(answer.toLatin1()));
        answers.append(one);
    });
    if (reader.error())
        return fail(ErrorCode::Keychain, Texts::tr("What the keychain has for the servers cannot be read."));
    return answers;
}

OwnServer ownServerOf(const ServerReport &report, OwnServer server)
{
    server.name = report.facts.hostName;
    if (server.address.isEmpty())
        server.address = report.facts.address;
    server.hostKeys.clear();
    for (const ssh::Target *hop = report.target ? &*report.target : nullptr; hop; hop = hop->jump.get())
        server.hostKeys.prepend(hop->pinnedHostKey);
    return server;
}

Result<ssh::Target> targetOf(const OwnServer &server, const ServerAnswers &answers)
{
    const auto config = ssh::SshConfig::read(ssh::SshConfig::Places::ofUser());
    if (!config)
        return fail(config.error());
    const auto way = ssh::wayTo(server.server, *config);
    if (!way)
        return fail(way.error());
    if (way->hops.size() != server.hostKeys.size())
        return fail(
            ErrorCode::Config,
            Texts::tr("Your ssh configuration leads to %1 by another way than when Skep looked at it: "
                      "the host keys on this way are not known.")
                .arg(server.server));
    ssh::Target target = way->target(way->hops.size() - 1, server.hostKeys);
    if (!server.keyFile.isEmpty())
        target.identities.prepend({server.keyFile});
    for (const auto &[question, answer] : answers)
        target = ssh::answered(target, question, answer);
    return target;
}

} // namespace skep::cluster
