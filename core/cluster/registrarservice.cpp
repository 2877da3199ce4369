// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/registrarservice.h"

#include "core/base/jsonreader.h"
#include "core/cluster/site.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace skep::cluster {

Result<RegistrarImage> registrarImage()
{
    // The same in the build tree and where it is installed.
    const QString base = QCoreApplication::applicationDirPath() + u"/../share/skep/registrar-image"_s;
    QFile description(base + u".json"_s);
    if (!description.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Config,
                    QCoreApplication::translate(
                        "skep::cluster::Registrar",
                        "The registrar's image is missing beside the program. Install Skep anew."),
                    description.fileName() + u": "_s + description.errorString());
    return readJsonObject<RegistrarImage>(
        description.readAll(), [base](JsonReader &r, RegistrarImage &image) {
            QString architecture;
            r.text("id"_L1, image.id, JsonReader::Required);
            r.text("architecture"_L1, architecture, JsonReader::Required);
            image.architecture = architecture == "arm64"_L1 ? u"aarch64"_s : u"x86_64"_s;
            image.archivePath = base + u".tar.gz"_s;
        });
}

QJsonObject registrarService(const QString &imageId, const QString &secretId, const QString &clusterId)
{
    const QString socket = u"/var/run/docker.sock"_s;
    const QJsonObject secret{
        {u"SecretID"_s, secretId},
        {u"SecretName"_s, registrarSecretName},
        {u"File"_s,
         QJsonObject{
             {u"Name"_s, u"consul-token"_s}, {u"UID"_s, u"0"_s}, {u"GID"_s, u"0"_s}, {u"Mode"_s, 0400}}}};
    const QJsonObject container{
        {u"Image"_s, imageId},
        {u"Args"_s, QJsonArray{u"--consul-token-file=/run/secrets/consul-token"_s}},
        {u"Mounts"_s,
         QJsonArray{QJsonObject{{u"Type"_s, u"bind"_s}, {u"Source"_s, socket}, {u"Target"_s, socket}}}},
        {u"Secrets"_s, QJsonArray{secret}},
        {u"CapabilityDrop"_s, QJsonArray{u"ALL"_s}},
        {u"ReadOnly"_s, true},
    };
    const QJsonObject labels{{clusterLabel, clusterId}};
    return {{u"Name"_s, registrarServiceName},
            {u"Labels"_s, labels},
            {u"TaskTemplate"_s,
             QJsonObject{
                 {u"ContainerSpec"_s, container},
                 {u"RestartPolicy"_s, QJsonObject{{u"Condition"_s, u"any"_s}, {u"Delay"_s, 1'000'000'000}}},
                 {u"Networks"_s, QJsonArray{QJsonObject{{u"Target"_s, u"host"_s}}}}}},
            {u"Mode"_s, QJsonObject{{u"Global"_s, QJsonObject{}}}}};
}

} // namespace skep::cluster
