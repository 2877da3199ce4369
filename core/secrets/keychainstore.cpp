// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychainstore.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <qt6keychain/keychain.h>

namespace skep::secrets {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto longestWait = 30s; // a prompt that nobody sees would wait for ever
constexpr int longestBusWait = 5000; // ms
constexpr qsizetype largestSecret = 64 * 1024; // bytes

static QString serviceName()
{
    return u"skep"_s;
}

static QString noAnswer()
{
    return KeychainStore::tr(
        "The keychain does not answer. Perhaps it waits for a password in another window.");
}

Error KeychainStore::describe(State state)
{
    if (state == State::Locked)
        return {ErrorCode::Keychain, tr("The keychain is locked. Unlock it and try again."), u"locked"_s,
                true};
    return {
        ErrorCode::Keychain,
        tr("There is no keychain: no secret service such as GNOME Keyring or KWallet runs in this session."),
        u"absent"_s};
}

// QtKeychain says "not found" of a locked keychain too, so the service is asked itself.
Pending<KeychainStore::State> KeychainStore::state()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return ready<State>(State::Absent);
    QDBusMessage question = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s,
                                                           u"/org/freedesktop/secrets/aliases/default"_s,
                                                           u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    Completer<State> completer;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question, longestBusWait), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [completer, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> answer = *watcher;
        if (!answer.isError())
            return completer.settle(answer.value().variant().toBool() ? State::Locked : State::Ready);
        switch (answer.error().type()) {
        case QDBusError::ServiceUnknown:
        case QDBusError::NoReply:
        case QDBusError::Disconnected:
        case QDBusError::TimedOut:
        case QDBusError::Timeout:
            return completer.settle(State::Absent);
        default: // the service is there, but has no default collection yet
            return completer.settle(answer.error().name().startsWith("org.freedesktop.DBus.Error.Spawn"_L1)
                                        ? State::Absent
                                        : State::Locked);
        }
    });
    return completer.future();
}

// Turns a job's failure into one of the named states: absent, locked, denied, or truly not found.
template <typename T>
void KeychainStore::explain(const Completer<T> &completer, int jobError, const QString &text,
                            const QString &key)
{
    const QString detail = u"%1: %2 (%3)"_s.arg(key, text).arg(jobError);
    onResult(state(), this, [completer, jobError, text, detail](const Result<State> &now) {
        // a locked keychain says "not found" to reading and "access denied" to writing
        if (now && *now != State::Ready && jobError != QKeychain::AccessDeniedByUser) {
            Error error = describe(*now);
            error.detail += u'\n' + detail;
            return completer.settle(fail(error));
        }
        if (jobError == QKeychain::AccessDenied || jobError == QKeychain::AccessDeniedByUser)
            return completer.settle(
                fail(ErrorCode::Keychain, tr("The keychain refused access to Skep's secrets."), detail));
        if (jobError == QKeychain::EntryNotFound)
            return completer.settle(
                fail(ErrorCode::NotFound, tr("The keychain has no such secret of Skep."), detail));
        completer.settle(
            fail(ErrorCode::Keychain, tr("The keychain could not do it: %1.").arg(text), detail));
    });
}

Pending<SecretPtr> KeychainStore::read(const QString &key)
{
    Completer<SecretPtr> completer;
    auto *job = new QKeychain::ReadPasswordJob(serviceName());
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, this, [this, completer, job, key] {
        if (job->error() != QKeychain::NoError)
            return explain(completer, job->error(), job->errorString(), key);
        completer.settle(makeSecret(job->binaryData()));
    });
    job->start();
    return withTimeout(completer.future(), longestWait, this, noAnswer());
}

Pending<> KeychainStore::put(const QString &key, const SecretPtr &secret)
{
    Completer<> completer;
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setKey(key);
    // a copy of its own: the secret wipes its bytes for all who share them, and the job may outlive it
    job->setBinaryData(QByteArray(secret->reveal().constData(), secret->reveal().size()));
    connect(job, &QKeychain::Job::finished, this, [this, completer, job, key] {
        if (job->error() != QKeychain::NoError)
            return explain(completer, job->error(), job->errorString(), key);
        completer.settle({});
    });
    job->start();
    return withTimeout(completer.future(), longestWait, this, noAnswer());
}

Pending<> KeychainStore::write(const QString &key, const SecretPtr &secret)
{
    if (!secret || secret->isEmpty() || secret->reveal().size() > largestSecret)
        return ready<void>(
            fail(ErrorCode::Internal, tr("A secret must have between 1 and 65,536 bytes."), key));
    const auto readBack = [this, key] { return read(key); };
    return andThen(andThen(put(key, secret), this, readBack), this, [secret, key](const SecretPtr &back) {
        if (back->reveal() == secret->reveal())
            return ready<void>({});
        return ready<void>(
            fail(ErrorCode::Keychain, tr("The keychain gave back another secret than was stored."), key));
    });
}

Pending<> KeychainStore::remove(const QString &key)
{
    Completer<> completer;
    auto *job = new QKeychain::DeletePasswordJob(serviceName());
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, this, [this, completer, job, key] {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
            return explain(completer, job->error(), job->errorString(), key);
        // a locked keychain says that there is nothing to delete
        onResult(state(), this, [completer](const Result<State> &now) {
            completer.settle(now && *now != State::Ready ? Result<>(fail(describe(*now))) : Result<>());
        });
    });
    job->start();
    return withTimeout(completer.future(), longestWait, this, noAnswer());
}

} // namespace skep::secrets
