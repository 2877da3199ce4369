// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/approach.h"

#include "core/local/knownhosts.h"
#include "core/ssh/hostkeyscan.h"

#include <QtConcurrent>

namespace skep::cluster {

Approach::Approach(Entry entry, QObject *parent)
    : QObject(parent)
    , m_entry(std::move(entry))
{
}

void Approach::start()
{
    const auto read = QtConcurrent::run([entry = m_entry] { return wayOf(entry); });
    onResult(read, this, [this](const Result<ssh::Way> &way) {
        if (!way) {
            emit refused(way.error());
            return;
        }
        m_way = *way;
        look();
    });
}

// At the first host on the way whose key is not known yet.
void Approach::look()
{
    putSecrets(&m_way, m_secrets);
    QList<QByteArray> keys;
    for (const ssh::Hop &hop : m_way.hops) {
        const QByteArray key = m_hostKeys.value(hop.key());
        if (key.isEmpty())
            break;
        keys.append(key);
    }
    if (keys.size() == m_way.hops.size()) {
        emit arrived(m_way.target(m_way.hops.size() - 1, keys));
        return;
    }
    const ssh::Hop &hop = m_way.hops.at(keys.size());
    const auto files = local::readKnownHosts(hop.knownHostsFiles);
    if (!files) {
        emit refused(files.error());
        return;
    }
    const auto seen =
        ssh::lookAtHost(m_way.target(keys.size(), keys), local::knownKinds(*files, hop.knownAs));
    onResult(seen, this, [this, hop, files = *files](const Result<ssh::HostSight> &sight) {
        if (!sight || sight->hostKey.isEmpty())
            return failed(sight ? sight->problem : sight.error());
        const auto verdict = local::judge(files, hop.knownAs, sight->hostKey);
        using Kind = local::HostVerdict::Kind;
        if (verdict.kind == Kind::Changed || verdict.kind == Kind::Revoked) {
            emit refused({ErrorCode::HostKey, verdict.sentence, verdict.fix});
            return;
        }
        m_keyQuestion = HostKeyQuestion{hop.knownAs, hop.alias, sight->hostKey};
        m_asked = hop.key();
        if (verdict.kind == Kind::Known)
            trust();
        else
            emit hostKeyAsked(*m_keyQuestion);
    });
}

void Approach::trust()
{
    if (!m_keyQuestion)
        return;
    m_hostKeys.insert(m_asked, m_keyQuestion->key);
    m_keyQuestion.reset();
    look();
}

void Approach::failed(const Error &error)
{
    m_secretQuestion = ssh::questionIn(error);
    if (m_secretQuestion)
        emit secretAsked(*m_secretQuestion, error.message);
    else
        emit refused(error);
}

void Approach::answer(const SecretPtr &secret)
{
    if (!m_secretQuestion)
        return;
    const ssh::Question question = *std::exchange(m_secretQuestion, std::nullopt);
    if (question.isPassphrase())
        m_secrets.insert(passphrasePurpose({question.keyFile}), secret);
    for (const ssh::Hop &hop : std::as_const(m_way.hops)) {
        if (!question.isPassphrase() && question.isOf(hop.target))
            m_secrets.insert(passwordPurpose(hop.target), secret);
    }
    look();
}

} // namespace skep::cluster
