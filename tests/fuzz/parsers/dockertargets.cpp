// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/classic.h"
#include "core/docker/logparser.h"
#include "core/docker/objects.h"
#include "core/docker/servicespec.h"
#include "core/docker/speccheck.h"
#include "core/docker/types.h"
#include "tests/fuzz/parsers/targets.h"

#include <array>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

using namespace docker;

void feedDocker(const QByteArray &bytes)
{
    demandSentence(parseNodes(bytes));
    demandSentence(parseServices(bytes));
    demandSentence(parseTasks(bytes));
    demandSentence(parseContainers(bytes));
    demandSentence(parseImages(bytes));
    demandSentence(parseNetworks(bytes));
    demandSentence(parseVolumes(bytes));
    demandSentence(parseSwarmFiles(bytes));
    if (const auto object = parseJsonObject(bytes)) {
        demandSentence(parseInfo(*object));
        demandSentence(parseNode(*object));
        demandSentence(parseService(*object));
        demandSentence(parseTask(*object));
    }
    for (const int status : {400, 404, 409, 500, 503}) {
        const Error said = refusal({status, {}, bytes});
        demand(!said.message.isEmpty(), "a refusal without a sentence");
        (void)isNoQuorum(said);
    }
    (void)negotiatedVersion(bytes.left(20));
}

//! What is read and written back is read the same again: an update must not change what nobody touched.
void feedServiceSpec(const QByteArray &bytes)
{
    const auto object = parseJsonObject(bytes);
    if (!object)
        return;
    const auto spec = serviceSpecFromJson(*object);
    demandSentence(spec);
    if (!spec)
        return;
    (void)check(*spec);
    const QJsonObject written = toJson(*spec);
    const auto again = serviceSpecFromJson(written);
    demand(again.has_value(), "a spec that was written cannot be read");
    demand(toJson(*again) == written, "a spec changed on its way out and in");
}

void feedEvents(const QByteArray &bytes)
{
    for (const QByteArray &line : bytes.split('\n'))
        demandSentence(parseEvent(line));
    demandSentence(checkProgress(bytes));
    demandSentence(loadedImage(bytes));
}

void feedClassic(const QByteArray &bytes)
{
    const auto info = parseJsonObject(bytes);
    if (!info)
        return;
    if (isClassicSwarm(*info)) {
        const auto swarm = parseClassicSwarm(*info);
        demandSentence(swarm);
        for (const ClassicNode &node : swarm.value_or(ClassicSwarm{}).nodes)
            (void)nodeOf(node);
    }
    (void)discoveryOf(QString::fromUtf8(bytes).split(u'"'));
}

QList<LogLine> linesOf(const QByteArray &bytes, bool isTty, qsizetype piece, bool &isGood)
{
    LogParser parser(u"s"_s, isTty);
    QList<LogLine> lines;
    isGood = true;
    inPieces(bytes, piece, [&](const QByteArray &part) {
        if (!isGood)
            return;
        const auto more = parser.feed(part);
        demandSentence(more);
        isGood = more.has_value();
        lines += more.value_or(QList<LogLine>());
    });
    return isGood ? lines + parser.finish() : QList<LogLine>();
}

void feedLogFrames(const QByteArray &bytes)
{
    for (const bool isTty : {false, true}) {
        bool isGood = false;
        const auto whole = linesOf(bytes, isTty, std::max<qsizetype>(1, bytes.size()), isGood);
        for (const qsizetype piece : {1, 7}) {
            bool isGoodInPieces = false;
            const auto split = linesOf(bytes, isTty, piece, isGoodInPieces);
            demand(isGood == isGoodInPieces && whole == split, "a log that depends on its pieces");
        }
        for (const LogLine &line : whole)
            demand(!isTty || !line.text.contains('\n'), "a line with an end in it");
    }
    const auto output = demultiplex(bytes, 1000);
    demandSentence(output);
    demand(!output || (output->out.size() <= 1000 && output->err.size() <= 1000), "more than the limit");
    for (const QByteArray &word : bytes.split(' ')) {
        const qint64 nanos = nanosOf(word);
        demand(nanos < 0 || nanosOf(timeOf(nanos)) == nanos, "a time that changes");
    }
}

} // namespace

QList<Target> dockerTargets()
{
    return {
        {"docker",
         &feedDocker,
         {u"docker/info.json"_s, u"docker/nodes.json"_s, u"docker/services.json"_s, u"docker/tasks.json"_s,
          u"docker/nodes_no_quorum_error.json"_s}},
        {"servicespec", &feedServiceSpec},
        {"events", &feedEvents, {u"docker/events.stream.jsonl"_s}},
        {"classic", &feedClassic, {u"classic/info.json"_s, u"classic/info_unhealthy.json"_s}},
        {"logframes", &feedLogFrames},
    };
}

} // namespace skep::test
