// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/proof.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr std::array stateNames{"waiting", "running", "passed", "failed"};

QString titleOf(const QString &id)
{
    static const QHash<QString, const char *> titles{
        {u"deploy"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "Deploy a web service")},
        {u"catalog"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "Find it in Consul's catalog")},
        {u"dns-node"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "Resolve its name on every node")},
        {u"dns-container"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "Resolve its name inside containers")},
        {u"fetch"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "Fetch its page")},
        {u"exposure"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "See that nothing but SSH is open")},
        {u"remove"_s, QT_TRANSLATE_NOOP("skep::cluster::Proof", "Remove it and see it vanish")},
    };
    return QCoreApplication::translate("skep::cluster::Proof", titles.value(id, ""));
}

} // namespace

Proof emptyProof(bool hasConsul)
{
    Proof proof;
    const QStringList ids = hasConsul
        ? QStringList{u"deploy"_s, u"catalog"_s,  u"dns-node"_s, u"dns-container"_s,
                      u"fetch"_s,  u"exposure"_s, u"remove"_s}
        : QStringList{u"deploy"_s, u"fetch"_s, u"exposure"_s, u"remove"_s};
    for (const QString &id : ids)
        proof.stages.append({id, titleOf(id), ProofStage::State::Waiting, {}});
    return proof;
}

QJsonObject toJson(const Proof &proof)
{
    QJsonArray stages;
    for (const auto &stage : proof.stages)
        stages.append(
            QJsonObject{{u"id"_s, stage.id},
                        {u"title"_s, stage.title},
                        {u"state"_s, QLatin1StringView(stateNames[static_cast<std::size_t>(stage.state)])},
                        {u"detail"_s, stage.detail}});
    return {
        {u"passed"_s, proof.passed}, {u"at"_s, proof.at.toString(Qt::ISODateWithMs)}, {u"stages"_s, stages}};
}

Proof proofFromJson(const QJsonObject &object)
{
    Proof proof;
    proof.passed = object.value("passed"_L1).toBool();
    proof.at = QDateTime::fromString(object.value("at"_L1).toString(), Qt::ISODateWithMs);
    const auto stages = object.value("stages"_L1).toArray();
    for (const auto &value : stages) {
        ProofStage stage;
        stage.id = value[u"id"_s].toString();
        stage.title = titleOf(stage.id);
        stage.detail = value[u"detail"_s].toString();
        const QString state = value[u"state"_s].toString();
        for (std::size_t i = 0; i < stateNames.size(); ++i) {
            if (state == QLatin1StringView(stateNames[i]))
                stage.state = static_cast<ProofStage::State>(i);
        }
        proof.stages.append(stage);
    }
    return proof;
}

} // namespace skep::cluster
