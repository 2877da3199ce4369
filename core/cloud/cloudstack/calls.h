// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/parse.h"
#include "core/cloud/cloudstack/transport.h"

namespace skep::cloud::cloudstack {

//! The shapes that calls come in: lists, changes with or without a job, removals; in a project, if the
//! account works in one. Main thread.
class Calls : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Calls)

public:
    //! \p project is a name or an id; it is looked up with the first call.
    Calls(const QUrl &endpoint, const QString &key, SecretPtr secret, QString project,
          QObject *parent = nullptr);

    const QUrl &endpoint() const { return m_transport->endpoint(); }
    Pending<QJsonObject> ask(const QString &command, const Parameters &parameters = {});
    Pending<QJsonArray> rows(const QString &command, const QString &name, const Parameters &parameters = {});
    template <typename T>
    Pending<QList<T>> list(const QString &command, const QString &name, const Parameters &parameters,
                           Result<T> (*parse)(const QJsonObject &))
    {
        return andThen(rows(command, name, parameters), this, [parse](const QJsonArray &items) {
            return ready<QList<T>>(parseList<T>(items, parse));
        });
    }
    //! The object's id and its job, at once.
    Pending<Started> start(const QString &command, const Parameters &parameters);
    //! What was made or changed, when it is.
    Pending<QJsonObject> finish(const QString &command, const Parameters &parameters);
    Pending<> remove(const QString &command, const Parameters &parameters); //!< a missing object is no error
    Pending<QJsonObject> job(const QString &id);

private:
    Pending<Parameters> inProject(const QString &command, const Parameters &parameters);

    Transport *m_transport;
    QString m_project;
    QString m_projectId;
};

//! Runs \p fn on an error: it returns another outcome, or the error again.
template <typename T, typename Fn>
Pending<T> recovered(Pending<T> first, QObject *context, Fn fn)
{
    Completer<T> completer;
    onCancelled(completer.future(), context, [first]() mutable { first.cancel(); });
    onResult(first, context, [completer, context, fn](const Result<T> &result) {
        if (result || result.error().code == ErrorCode::Cancelled)
            return completer.settle(result);
        onResult(fn(result.error()), context,
                 [completer](const Result<T> &second) { completer.settle(second); });
    });
    return completer.future();
}

//! What has become of a change is not known when its answer is lost, or when it meets another one of its
//! kind.
bool mayBeDone(const Error &error);
//! Empty ids match anything at some servers.
Result<> checkId(const QString &id);

} // namespace skep::cloud::cloudstack
