// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/question.h"

#include "core/ssh/target.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

//! Begins the first line of the detail of an error that asks. Whatever the far side says comes in later
//! lines.
const QString mark = u"needs: "_s;
constexpr std::array kinds{"passphrase"_L1, "other-passphrase"_L1, "password"_L1, "other-password"_L1};

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::ssh::Question)
};

QString sentenceOf(const Question &question)
{
    switch (question.kind) {
    case Question::Kind::Passphrase:
        return Texts::tr("The key %1 for %2 needs its passphrase.").arg(question.keyFile, question.host);
    case Question::Kind::WrongPassphrase:
        return Texts::tr("The passphrase of the key %1 is wrong.").arg(question.keyFile);
    case Question::Kind::Password:
        return Texts::tr("%1 asks for the password of the user %2.").arg(question.host, question.user);
    case Question::Kind::WrongPassword:
        break;
    }
    return Texts::tr("%1 does not take this password of the user %2.").arg(question.host, question.user);
}

} // namespace

bool Question::isOf(const Target &target) const
{
    return user == target.user && host == target.host && port == target.port;
}

bool Question::isSameMatter(const Question &other) const
{
    if (isPassphrase() != other.isPassphrase())
        return false;
    return isPassphrase() ? keyFile == other.keyFile
                          : user == other.user && host == other.host && port == other.port;
}

Error asking(const Question &question, const QString &detail)
{
    QString first = mark + kinds.at(static_cast<std::size_t>(question.kind));
    first += u' ' + QString::number(question.port) + u' ' + question.user + u' ' + question.host;
    if (question.isPassphrase())
        first += u' ' + question.keyFile;
    return {ErrorCode::Auth, sentenceOf(question), detail.isEmpty() ? first : first + u'\n' + detail};
}

std::optional<Question> questionIn(const Error &error)
{
    const QString first = error.detail.section(u'\n', 0, 0);
    if (error.code != ErrorCode::Auth || !first.startsWith(mark))
        return std::nullopt;
    const QString said = first.mid(mark.size());
    const auto kind = std::find(kinds.begin(), kinds.end(), said.section(u' ', 0, 0));
    if (kind == kinds.end())
        return std::nullopt;
    Question question;
    question.kind = static_cast<Question::Kind>(kind - kinds.begin());
    question.port = said.section(u' ', 1, 1).toUShort();
    question.user = said.section(u' ', 2, 2);
    question.host = said.section(u' ', 3, 3);
    question.keyFile = said.section(u' ', 4);
    return question;
}

std::optional<Question> missingIn(const Target &target)
{
    if (target.jump) {
        if (const auto question = missingIn(*target.jump))
            return question;
    }
    const auto has = [](const SecretPtr &secret) { return secret && !secret->isEmpty(); };
    if (has(target.privateKey) || has(target.password) || !target.identities.isEmpty()
        || !target.agentSocket.isEmpty())
        return std::nullopt;
    return Question{Question::Kind::Password, target.user, target.host, target.port};
}

Target answered(const Target &target, const Question &question, const SecretPtr &answer)
{
    Target result = target;
    if (question.isPassphrase()) {
        for (Identity &identity : result.identities) {
            if (identity.file == question.keyFile)
                identity.passphrase = answer;
        }
    } else if (question.isOf(target)) {
        result.password = answer;
    }
    if (target.jump)
        result.jump = std::make_shared<const Target>(answered(*target.jump, question, answer));
    return result;
}

} // namespace skep::ssh
