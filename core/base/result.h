// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <tl/expected.hpp>

namespace skep {

enum class ErrorCode {
    Cancelled,
    Timeout,
    Network,
    Tls,
    Auth,
    HostKey,
    NotFound,
    Conflict,
    RateLimited,
    Quota,
    Protocol,
    Remote,
    Io,
    Keychain,
    Config,
    Internal
};

//! What went wrong, in words for a person, with where it happened and whether trying again can help.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message; //!< one sentence, translated, shown as is
    QString detail = {}; //!< raw stderr, HTTP body or errno text; goes to the log and the "Details" fold
    bool retryable = false;

    bool operator==(const Error &) const = default;
};

template <typename T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, QString message, QString detail = {},
                                  bool retryable = false)
{
    return tl::unexpected(Error{code, std::move(message), std::move(detail), retryable});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected(std::move(error));
}

//! Says what was being done before what went wrong: "Cannot list the nodes: …".
inline Error prefixed(const QString &doing, Error error)
{
    error.message = doing + QStringLiteral(": ") + error.message;
    return error;
}

} // namespace skep

Q_DECLARE_METATYPE(skep::Error)
