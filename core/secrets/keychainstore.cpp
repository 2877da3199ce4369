// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychainstore.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QLibrary>
#include <QMap>
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

// None is worth trying again by itself: each try would ask the person for the password again.
Error KeychainStore::describe(State state)
{
    switch (state) {
    case State::Locked:
        return {ErrorCode::Keychain, tr("The keychain is locked. Unlock it and try again."), u"locked"_s};
    case State::Silent:
        return {ErrorCode::Keychain, noAnswer(), u"silent"_s};
    case State::Denied:
        return {ErrorCode::Keychain, tr("The keychain refused access to Skep's secrets."), u"denied"_s};
    case State::Lost:
        return {
            ErrorCode::Keychain,
            tr("The connection to the keychain broke off: the session's message bus has ended. Start Skep "
               "again in a session with a keychain."),
            u"lost"_s};
    case State::Ready:
    case State::Absent:
        break;
    }
    return {
        ErrorCode::Keychain,
        tr("There is no keychain: no secret service such as GNOME Keyring or KWallet runs in this session."),
        u"absent"_s};
}

static KeychainStore::State stateOf(const QDBusError &error)
{
    switch (error.type()) {
    case QDBusError::ServiceUnknown:
        return KeychainStore::State::Absent;
    case QDBusError::NoReply:
    case QDBusError::TimedOut:
    case QDBusError::Timeout:
        return KeychainStore::State::Silent;
    case QDBusError::AccessDenied:
        return KeychainStore::State::Denied;
    case QDBusError::Disconnected:
        return KeychainStore::State::Lost;
    default: // the service is there, but has no default collection yet
        return error.name().startsWith("org.freedesktop.DBus.Error.Spawn"_L1) ? KeychainStore::State::Absent
                                                                              : KeychainStore::State::Locked;
    }
}

// QtKeychain says "not found" of a locked keychain too, so the service is asked itself.
Pending<KeychainStore::State> KeychainStore::state()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return ready<State>(m_hadBus ? State::Lost : State::Absent);
    m_hadBus = true;
    QDBusMessage question = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s,
                                                           u"/org/freedesktop/secrets/aliases/default"_s,
                                                           u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    Completer<State> completer;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question, longestBusWait), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [completer, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> answer = *watcher;
        if (answer.isError())
            return completer.settle(stateOf(answer.error()));
        completer.settle(answer.value().variant().toBool() ? State::Locked : State::Ready);
    });
    return completer.future();
}

// An entry that is missing and a keychain that is another one are two things to a person. Where this cannot
// be asked (KWallet), it is taken for the same one.
Pending<bool> KeychainStore::hasAnything()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, u"SearchItems"_s);
    qDBusRegisterMetaType<QMap<QString, QString>>();
    question << QVariant::fromValue(QMap<QString, QString>{{u"server"_s, serviceName()}});
    Completer<bool> completer;
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, longestBusWait), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [completer, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> answer = *watcher;
        completer.settle(answer.isError() || !answer.argumentAt<0>().isEmpty()
                         || !answer.argumentAt<1>().isEmpty());
    });
    return completer.future();
}

// The library behind QtKeychain lets GLib end the whole program when the session bus goes away.
static void outliveTheBus()
{
    if (!QDBusConnection::sessionBus().isConnected())
        return;
    using GetBus = void *(*)(int, void *, void *);
    using SetExit = void (*)(void *, int);
    constexpr int sessionBus = 2;
    static const auto getBus = reinterpret_cast<GetBus>(QLibrary::resolve(u"gio-2.0"_s, 0, "g_bus_get_sync"));
    static const auto setExit =
        reinterpret_cast<SetExit>(QLibrary::resolve(u"gio-2.0"_s, 0, "g_dbus_connection_set_exit_on_close"));
    if (!getBus || !setExit)
        return;
    if (void *bus = getBus(sessionBus, nullptr, nullptr))
        setExit(bus, 0);
}

void KeychainStore::start(QKeychain::Job *job, const QString &key)
{
    m_hadBus = m_hadBus || QDBusConnection::sessionBus().isConnected();
    outliveTheBus();
    job->setKey(key);
    job->start();
}

template <typename T>
Pending<T> KeychainStore::bounded(const Pending<T> &answer)
{
    Completer<T> completer;
    onResult(withTimeout(answer, longestWait, this, noAnswer()), this, [completer](const Result<T> &result) {
        const bool isSilent = !result && result.error().code == ErrorCode::Timeout;
        completer.settle(isSilent ? Result<T>(fail(describe(State::Silent))) : result);
    });
    return completer.future();
}

// Turns a job's failure into one of the named states: absent, locked, denied, or truly not found.
template <typename T>
void KeychainStore::explain(const Completer<T> &completer, int jobError, const QString &text,
                            const QString &key)
{
    const QString detail = u"%1: %2 (%3)"_s.arg(key, text).arg(jobError);
    onResult(state(), this, [this, completer, jobError, text, detail](const Result<State> &now) {
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
            return onResult(hasAnything(), this, [completer, detail](const Result<bool> &is) {
                completer.settle(fail(ErrorCode::NotFound,
                                      is && !*is ? tr("The keychain of this session holds nothing of Skep at "
                                                      "all: it is another one than before, or was emptied.")
                                                 : tr("The keychain has no such secret of Skep."),
                                      detail));
            });
        completer.settle(
            fail(ErrorCode::Keychain, tr("The keychain could not do it: %1.").arg(text), detail));
    });
}

Pending<SecretPtr> KeychainStore::read(const QString &key)
{
    Completer<SecretPtr> completer;
    auto *job = new QKeychain::ReadPasswordJob(serviceName());
    connect(job, &QKeychain::Job::finished, this, [this, completer, job, key] {
        if (job->error() != QKeychain::NoError)
            return explain(completer, job->error(), job->errorString(), key);
        completer.settle(makeSecret(job->binaryData()));
    });
    start(job, key);
    return bounded(completer.future());
}

Pending<> KeychainStore::put(const QString &key, const SecretPtr &secret)
{
    Completer<> completer;
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    // a copy of its own: the secret wipes its bytes for all who share them, and the job may outlive it
    job->setBinaryData(QByteArray(secret->reveal().constData(), secret->reveal().size()));
    connect(job, &QKeychain::Job::finished, this, [this, completer, job, key] {
        if (job->error() != QKeychain::NoError)
            return explain(completer, job->error(), job->errorString(), key);
        completer.settle({});
    });
    start(job, key);
    return bounded(completer.future());
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
    connect(job, &QKeychain::Job::finished, this, [this, completer, job, key] {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
            return explain(completer, job->error(), job->errorString(), key);
        // a locked keychain says that there is nothing to delete
        onResult(state(), this, [completer](const Result<State> &now) {
            completer.settle(now && *now != State::Ready ? Result<>(fail(describe(*now))) : Result<>());
        });
    });
    start(job, key);
    return bounded(completer.future());
}

} // namespace skep::secrets
