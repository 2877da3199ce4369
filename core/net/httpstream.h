// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

namespace skep::net {

//! The running stream behind HttpStream: a manager of its own, an answer and the rest of an unfinished line.
class LiveStream final : public HttpStream
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveStream)

public:
    LiveStream(const QNetworkProxy &proxy, const HttpRequest &request, QObject *parent);
    ~LiveStream() override;

    void setPaused(bool paused) override;
    bool isComplete() const override { return m_complete; }

private:
    void start(const HttpRequest &request);
    void readHead();
    void read();
    void cutLines(const QByteArray &bytes);
    void finish();
    void close();
    void end(const Error &error);
    Error statusError() const;

    QNetworkAccessManager *m_manager;
    QNetworkReply *m_reply = nullptr;
    QTimer m_opening;
    QList<QSslError> m_tlsErrors;
    QByteArray m_rest; //!< the beginning of a line, or the body of a refusal
    bool m_opened = false;
    bool m_ended = false;
    bool m_paused = false;
    bool m_complete = false;
};

} // namespace skep::net
