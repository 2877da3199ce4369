// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/exportfile.h"

#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int schema = 1;

struct ExportText
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Export)
};

} // namespace

SecretPtr packExport(const Export &content)
{
    QJsonObject secrets;
    for (auto it = content.secrets.begin(); it != content.secrets.end(); ++it)
        secrets.insert(it.key(), QString::fromLatin1(it.value()->reveal().toBase64()));
    const QJsonObject object{{u"schema"_s, schema},
                             {u"cluster"_s, toJson(content.file)},
                             {u"journal"_s, QString::fromLatin1(content.journal.toBase64())},
                             {u"changeJournal"_s, QString::fromLatin1(content.changeJournal.toBase64())},
                             {u"secrets"_s, secrets}};
    return makeSecret(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<Export> unpackExport(const SecretPtr &text)
{
    const auto object = parseJsonObject(text->reveal());
    if (!object)
        return fail(ErrorCode::Config, ExportText::tr("The file has no cluster in it."));
    int version = 0;
    QString journal;
    QString changeJournal;
    QMap<QString, QString> secrets;
    JsonReader r(*object);
    r.integer("schema"_L1, version, JsonReader::Required);
    r.text("journal"_L1, journal, JsonReader::Required);
    r.text("changeJournal"_L1, changeJournal);
    r.textMap("secrets"_L1, secrets, JsonReader::Required);
    if (version > schema)
        return fail(ErrorCode::Config, ExportText::tr("The file was written by a newer Skep."));
    if (auto mistake = r.error())
        return fail(ErrorCode::Config, ExportText::tr("The file has no cluster in it."), mistake->message);
    auto file = clusterFromJson(object->value("cluster"_L1).toObject());
    if (!file)
        return fail(file.error());
    Export content;
    content.file = *file;
    content.journal = QByteArray::fromBase64(journal.toLatin1());
    content.changeJournal = QByteArray::fromBase64(changeJournal.toLatin1());
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        content.secrets.insert(it.key(), makeSecret(QByteArray::fromBase64(it.value().toLatin1())));
    return content;
}

} // namespace skep::cluster
