// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/userdata.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <yaml-cpp/yaml.h>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

// The cloud takes 24 KiB in all; this grows by a third on its way, and Skep's own part needs room.
constexpr qsizetype mostBytes = 12 * 1024;
constexpr QLatin1StringView boundary{"=-=skep-user-data=-="}; // "=-" is in no base64 text

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

bool isScript(const QString &text)
{
    return text.startsWith("#!"_L1);
}

Result<> checkCloudConfig(const QString &text)
{
    try {
        const YAML::Node config = YAML::Load(text.toStdString());
        if (config.IsMap())
            return {};
        return fail(ErrorCode::Config,
                    tr("A cloud-config is a list of settings such as “packages: [htop]”, and a script begins "
                       "with “#!”. This is neither."));
    } catch (const YAML::Exception &mistake) {
        return fail(ErrorCode::Config,
                    tr("Line %1 is no YAML: %2.")
                        .arg(mistake.mark.line + 1)
                        .arg(QString::fromStdString(mistake.msg)));
    }
}

// What the operator has set about the package lists stays: it says when to fetch them.
void leaveToOperator(QJsonObject &config, const QString &extra)
{
    if (isScript(extra))
        return;
    const YAML::Node theirs = YAML::Load(extra.toStdString());
    for (const char *key : {"package_update", "package_upgrade"}) {
        if (theirs[key])
            config.remove(QLatin1StringView(key));
    }
}

QByteArray part(const char *type, const QByteArray &content)
{
    return QByteArray("--") + boundary.data() + "\nContent-Type: " + type
        + "; charset=\"utf-8\"\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + content.toBase64()
        + '\n';
}

} // namespace

Result<> checkExtraUserData(const QString &text)
{
    if (text.trimmed().isEmpty())
        return {};
    if (const auto bytes = text.toUtf8().size(); bytes > mostBytes)
        return fail(ErrorCode::Config,
                    tr("User data has at most %1 bytes, and this has %2.").arg(mostBytes).arg(bytes));
    return isScript(text) ? Result<>{} : checkCloudConfig(text);
}

QByteArray userData(const UserDataFacts &facts)
{
    QJsonObject config{
        {u"hostname"_s, facts.hostname},
        {u"manage_etc_hosts"_s, true}, // else sudo cannot resolve the machine's own name
        {u"disable_root"_s, false},
        {u"ssh_pwauth"_s, false},
        {u"ssh_authorized_keys"_s, QJsonArray::fromStringList(facts.publicKeys)},
        {u"ssh_deletekeys"_s, true},
        {u"ssh_keys"_s,
         QJsonObject{{u"ed25519_private"_s, QString::fromLatin1(facts.hostPrivateKey)},
                     {u"ed25519_public"_s, QString::fromLatin1(facts.hostPublicKey)}}},
        {u"package_update"_s, false},
        {u"package_upgrade"_s, false},
    };
    const bool hasExtra = !facts.extra.trimmed().isEmpty() && checkExtraUserData(facts.extra).has_value();
    if (hasExtra)
        leaveToOperator(config, facts.extra);
    const QByteArray own = "#cloud-config\n" + QJsonDocument(config).toJson(QJsonDocument::Indented);
    if (!hasExtra)
        return own;
    // Of two parts that set the same, the later one's setting counts; lists are not joined, so that a key of
    // Skep's is not lost among others.
    const char *type = isScript(facts.extra) ? "text/x-shellscript" : "text/cloud-config";
    return QByteArray("Content-Type: multipart/mixed; boundary=\"") + boundary.data()
        + "\"\nMIME-Version: 1.0\n\n" + part(type, facts.extra.toUtf8()) + part("text/cloud-config", own)
        + "--" + boundary.data() + "--\n";
}

} // namespace skep::cluster
