// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <optional>

namespace skep::ssh {

struct Target;

//! What a login lacks and its user can give. It travels in an error of the code Auth that is not retryable.
struct Question
{
    enum class Kind { Passphrase, WrongPassphrase, Password, WrongPassword };
    Kind kind = Kind::Password;
    QString user; //!< whose login it is: of the host itself or of one on the way
    QString host;
    quint16 port = 22;
    QString keyFile = {}; //!< of a passphrase
    bool operator==(const Question &) const = default;

    bool isPassphrase() const { return kind == Kind::Passphrase || kind == Kind::WrongPassphrase; }
    //! Whether it is \p target, not one on its way, that is asked about.
    bool isOf(const Target &target) const;
    bool isSameMatter(const Question &other) const; //!< whatever was answered before
};

//! An error with \p question inside and a sentence that says what is needed.
Error asking(const Question &question, const QString &detail = {});
std::optional<Question> questionIn(const Error &error);

//! What \p target, or a host on its way, must be asked before it is tried at all: there is nothing to log in
//! with.
std::optional<Question> missingIn(const Target &target);

//! \p target with the answer put where it is asked for, there or on the way.
Target answered(const Target &target, const Question &question, const SecretPtr &answer);

} // namespace skep::ssh
