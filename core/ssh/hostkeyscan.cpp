// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/hostkeyscan.h"

#include "core/ssh/login.h"
#include "core/ssh/target.h"

#include <QCoreApplication>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

constexpr long scanSeconds = 8;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::ssh::HostKeyScan)
};

Result<QByteArray> scan(const QByteArray &host, unsigned port)
{
    const SessionPtr session(ssh_new());
    bool readsFiles = false;
    const long seconds = scanSeconds;
    if (!session || ssh_options_set(session.get(), SSH_OPTIONS_PROCESS_CONFIG, &readsFiles) != SSH_OK
        || ssh_options_set(session.get(), SSH_OPTIONS_HOST, host.constData()) != SSH_OK
        || ssh_options_set(session.get(), SSH_OPTIONS_PORT, &port) != SSH_OK
        || ssh_options_set(session.get(), SSH_OPTIONS_TIMEOUT, &seconds) != SSH_OK)
        return fail(ErrorCode::Internal, Texts::tr("No SSH session could be made."));
    if (ssh_connect(session.get()) != SSH_OK)
        return fail(
            ErrorCode::Network,
            Texts::tr("%1 does not answer by SSH on port %2.").arg(QString::fromLatin1(host)).arg(port),
            QString::fromUtf8(ssh_get_error(session.get())), true);
    ssh_key key = nullptr;
    char *text = nullptr;
    if (ssh_get_server_publickey(session.get(), &key) != SSH_OK)
        return fail(ErrorCode::Protocol, Texts::tr("%1 shows no host key.").arg(QString::fromLatin1(host)));
    const std::unique_ptr<ssh_key_struct, decltype(&ssh_key_free)> owner(key, &ssh_key_free);
    if (ssh_pki_export_pubkey_base64(key, &text) != SSH_OK)
        return fail(ErrorCode::Internal, Texts::tr("The host key cannot be read."));
    const std::unique_ptr<char, decltype(&ssh_string_free_char)> base64(text, &ssh_string_free_char);
    const QByteArray type =
        ssh_key_type(key) == SSH_KEYTYPE_ECDSA_P256 || ssh_key_type(key) == SSH_KEYTYPE_ECDSA
        ? QByteArray(ssh_pki_key_ecdsa_name(key))
        : QByteArray(ssh_key_type_to_char(ssh_key_type(key)));
    ssh_disconnect(session.get());
    return type + ' ' + base64.get();
}

} // namespace

Pending<QByteArray> offeredHostKey(const QString &host, quint16 port)
{
    if (!isHostName(host))
        return ready<QByteArray>(
            fail(ErrorCode::Config, Texts::tr("“%1” is neither a host name nor an address.").arg(host)));
    return QtConcurrent::run([name = host.toLatin1(), port] { return scan(name, port); });
}

} // namespace skep::ssh
