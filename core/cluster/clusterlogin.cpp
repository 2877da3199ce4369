// SPDX-License-Identifier: GPL-3.0-or-later
// What a login asks its user for while a cluster is looked at: the way in to one that was there already, and
// the servers of the user's own.
#include "core/base/log.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/serverlogins.h"

#include <utility>

namespace skep::cluster {

void Cluster::Private::watchLogins()
{
    const auto failed = [this](const QString &machine, const Error &why) {
        if (!file.connected || machine == file.machines.constFirst().name) // which leads to the others
            loginFailed(machine, why);
    };
    QObject::connect(site->links(), &Links::failed, q, failed);
    QObject::connect(site->links(), &Links::rootRefused, q, failed);
}

void Cluster::Private::loginFailed(const QString &machine, const Error &why)
{
    const auto question = ssh::questionIn(why);
    if (question == loginQuestion || (loginQuestion && machine != askingMachine)) // one after the other
        return;
    askingMachine = machine;
    loginQuestion = question;
    emit q->loginQuestionChanged();
}

std::optional<ssh::Question> Cluster::loginQuestion() const
{
    return d->loginQuestion;
}

void Cluster::answerLogin(const SecretPtr &secret, bool isKept)
{
    if (!d->loginQuestion)
        return;
    const ssh::Question question = *std::exchange(d->loginQuestion, std::nullopt);
    emit loginQuestionChanged();
    if (d->file.connected)
        d->answerEntry(question, secret, isKept);
    else
        d->answerServer(question, secret, isKept);
}

void Cluster::Private::answerEntry(const ssh::Question &question, const SecretPtr &secret, bool isKept)
{
    ssh::Target asked;
    asked.host = question.host;
    asked.port = question.port;
    asked.user = question.user;
    const QString purpose =
        question.isPassphrase() ? passphrasePurpose({question.keyFile}) : passwordPurpose(asked);
    change([&] { file.connected->secrets.removeAll(purpose); }); // what was kept was wrong
    takeSecrets({{purpose, secret}}, isKept);
    loginAgain();
}

void Cluster::Private::answerServer(const ssh::Question &question, const SecretPtr &secret, bool isKept)
{
    onResult(serverAnswers(), q, [=, this](Result<ServerAnswers> known) {
        ServerAnswers answers = known ? *known : ServerAnswers();
        answers.removeIf([&](const ServerAnswer &each) { return each.question.isSameMatter(question); });
        answers.append({question, secret});
        const SecretPtr logins = packed(answers);
        site->hold(serverLoginsKey, logins);
        loginAgain();
        if (!isKept)
            return;
        onResult(site->keep(serverLoginsKey, logins), q, [](const Result<> &kept) {
            if (!kept) // then it is asked for again in the next run
                qCWarning(lcCluster) << "not in the keychain:" << serverLoginsKey << kept.error().message;
        });
    });
}

// A connection keeps what it was made with, also that sudo has refused it. Terminals at other machines stay.
void Cluster::Private::loginAgain()
{
    for (const auto &machine : std::as_const(file.machines)) {
        if (machine.name == askingMachine || !site->links()->isOpen(machine.name))
            site->links()->drop(machine.name);
    }
    if (file.connected)
        enterConnected();
    else
        enterOwnServers();
    restartMonitor();
}

} // namespace skep::cluster
