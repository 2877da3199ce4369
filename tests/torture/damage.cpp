// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged bytes and files of a newer version.
#include "core/base/atomicfile.h"
#include "core/cluster/accounts.h"
#include "core/cluster/recovered.h"
#include "core/cluster/registrylogins.h"
#include "core/cluster/workspace.h"
#include "core/plan/journal.h"
#include "core/plan/journalformat.h"
#include "core/secrets/sessionstore.h"
#include "tests/torture/torture.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::torture {

namespace {

const QString clusterId = u"00000000-0000-0000-0000-000000000001"_s;

//! A state folder with one cluster in two generations.
QString prepared(const QString &state)
{
    const QString folder = state + u"/clusters/"_s + clusterId;
    QDir().mkpath(folder);
    if (!saveNumbered(folder, 1) || !saveNumbered(folder, 2))
        qFatal("cannot save");
    return folder;
}

//! What a program shows that starts with this state: how many clusters, and whether it says something.
struct Start
{
    qsizetype clusters = 0;
    bool hasSentence = false;
};

Start start(const QString &state)
{
    const auto recovered = cluster::recoveredFiles(state);
    secrets::SessionStore secrets;
    cluster::Workspace workspace(state, &secrets);
    const auto loaded = workspace.load();
    return {workspace.clusters().size(), !loaded || !recovered.isEmpty()};
}

//! One damaged file: the generation before is there, with a sentence.
void tryDamage(Tally &tally, const QString &state, const QByteArray &bytes, const QString &what,
               bool asProgram)
{
    static const QByteArray before = *readChecked(state + u"/clusters/"_s + clusterId + u"/cluster.json.1"_s);
    const QString path = state + u"/clusters/"_s + clusterId + u"/cluster.json"_s;
    put(path, bytes);
    tally.check(readChecked(path) == before, what + u": the generation before is not there"_s);
    tally.check(damageOf(path).has_value(), what + u": no sentence"_s);
    if (!asProgram)
        return;
    const Start seen = start(state);
    tally.check(seen.clusters == 1 && seen.hasSentence, what + u": an empty list, or no sentence"_s);
}

bool sweepState(const QString &state, int every)
{
    const QString folder = prepared(state);
    const QByteArray whole = contentOf(folder + u"/cluster.json"_s);
    Tally cuts(u"state of %1 bytes cut after every %2. byte"_s.arg(whole.size()).arg(every));
    for (qsizetype at = 0; at < whole.size(); at += every)
        tryDamage(cuts, state, whole.left(at), u"cut after %1"_s.arg(at), at % (499 * every) == 0);
    Tally flips(u"state, every %1. bit flipped"_s.arg(every));
    for (qsizetype bit = 0; bit < whole.size() * 8; bit += every) {
        QByteArray bytes = whole;
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
        tryDamage(flips, state, bytes, u"bit %1"_s.arg(bit), bit % (1999 * every) == 0);
    }
    put(folder + u"/cluster.json"_s, whole.left(whole.size() / 2));
    flips.check(saveNumbered(folder, 3).has_value() && loadNumbered(folder) == 3, u"saving over damage"_s);
    put(folder + u"/cluster.json"_s, {});
    flips.check(loadNumbered(folder) == 1, u"the good generation was replaced by a damaged one"_s);
    put(folder + u"/cluster.json.1"_s, whole.left(100));
    flips.check(cluster::loadCluster(folder).error().code == ErrorCode::Config, u"both damaged"_s);
    flips.check(start(state).hasSentence, u"both damaged, and nothing is said"_s);
    const bool cutsGood = cuts.print();
    return flips.print() && cutsGood;
}

//! Where there is no generation before: an error, never "no accounts", and what is there stays.
bool sweepAccounts(const QString &state, int every)
{
    const QString path = state + u"/accounts.json"_s;
    const auto add = [](QList<cluster::Account> &list) {
        cluster::Account account;
        account.id = account.name = u"a"_s;
        account.apiKey = u"EXO"_s;
        account.endpoint = QUrl(u"https://example.org"_s);
        list.append(account);
    };
    if (!cluster::changeAccounts(path, add))
        qFatal("cannot save");
    const QByteArray whole = contentOf(path);
    Tally tally(u"accounts without a generation before, every bit and cut"_s);
    const auto attempt = [&](const QByteArray &bytes) {
        put(path, bytes);
        tally.check(!cluster::loadAccounts(path), u"a damaged list was read"_s);
        tally.check(!cluster::changeAccounts(path, add) && contentOf(path) == bytes, u"written over"_s);
    };
    for (qsizetype at = 0; at<whole.size(); at += every> 1 ? 7 : 1)
        attempt(whole.left(at));
    for (qsizetype bit = 0; bit<whole.size() * 8; bit += every> 1 ? 7 : 1) {
        QByteArray bytes = whole;
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
        attempt(bytes);
    }
    return tally.print();
}

//! A journal: cut, all whole records are there; a flipped bit before the last record is an error and stays.
bool sweepJournal(const QString &folder, int every)
{
    const QString path = folder + u"/journal"_s;
    QList<qsizetype> ends;
    {
        auto journal = plan::Journal::open(path);
        plan::Record record;
        record.state = plan::StepState::Done;
        record.output = {{u"machineId"_s, QString(120, u'm')}};
        for (int i = 0; i < 75; ++i) {
            if (!(*journal)->write(u"machine-%1/create"_s.arg(i), record))
                qFatal("cannot write");
            ends.append(contentOf(path).size());
        }
    }
    const QByteArray whole = contentOf(path);
    Tally tally(u"journal of %1 bytes, every %2. bit and cut"_s.arg(whole.size()).arg(every));
    for (qsizetype cut = 0; cut <= whole.size(); cut += every) {
        put(path, whole.left(cut));
        const auto seen = plan::Journal::readOnly(path);
        const auto wanted = std::count_if(ends.begin(), ends.end(), [&](auto end) { return end <= cut; });
        tally.check(seen && seen->size() == wanted, u"cut after %1"_s.arg(cut));
    }
    const qsizetype last = ends.at(ends.size() - 2);
    for (qsizetype bit = 0; bit < whole.size() * 8; bit += every) {
        QByteArray bytes = whole;
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
        put(path, bytes);
        const auto seen = plan::Journal::readOnly(path);
        // in the last record it cannot be told from one that a power cut has torn
        tally.check(bit / 8 < last ? !seen : !seen || seen->size() >= ends.size() - 1, u"bit %1"_s.arg(bit));
        tally.check(contentOf(path) == bytes, u"reading changed the file"_s);
    }
    return tally.print();
}

QMap<QString, QByteArray> everything(const QString &folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        if (!path.endsWith("lock"_L1)) // says who looked last
            files.insert(path, contentOf(path));
    }
    return files;
}

} // namespace

bool damageSweep(const QString &folder, int every)
{
    bool isGood = sweepState(folder, every);
    isGood = sweepAccounts(folder, every) && isGood;
    return sweepJournal(folder, every) && isGood;
}

bool newerSchemas(const QString &state)
{
    Tally tally(u"files of a newer version: refused, and not one byte changed"_s);
    const QString folder = prepared(state);
    const QString path = folder + u"/cluster.json"_s;
    const QByteArray text =
        QJsonDocument(QJsonObject{{u"schema"_s, 99}, {u"id"_s, clusterId}, {u"phase"_s, u"x"_s}}).toJson();
    const auto pass = [](const auto &) {};
    const QJsonObject kind{{u"kind"_s, u"skep-journal"_s}, {u"schema"_s, 99}};
    put(folder + u"/journal"_s, plan::format::frame(QJsonDocument(kind).toJson(QJsonDocument::Compact)));
    for (const QString &name : {u"accounts.json"_s, u"registries.json"_s}) {
        if (!writeAtomically(state + u'/' + name, text))
            qFatal("cannot write");
    }
    for (const bool isSeal : {false, true}) {
        secrets::SessionStore secrets;
        cluster::Workspace running(state, &secrets); // it was started before the newer Skep wrote
        if (isSeal) {
            for (const QString &each :
                 QStringList{path, state + u"/accounts.json"_s, state + u"/registries.json"_s})
                put(each, "skep-file 7 zstd 1234\nof another age");
        } else {
            (void)running.load();
            if (!writeAtomically(path, text))
                qFatal("cannot write");
        }
        const auto before = everything(state);
        const auto said = [](const Error &error) { return error.message.contains(u"newer"_s); };
        const auto loaded = cluster::loadCluster(folder);
        tally.check(!loaded && said(loaded.error()), u"the cluster was read"_s);
        const auto accounts = cluster::changeAccounts(state + u"/accounts.json"_s, pass);
        tally.check(!accounts && said(accounts.error()), u"the accounts were changed"_s);
        cluster::RegistryLogins logins(state + u"/registries.json"_s, &secrets);
        tally.check(logins.known().isEmpty(), u"logins were read"_s);
        onResult(
            logins.keep({u"r.example"_s, u"me"_s, makeSecret("password")}), &logins,
            [&](const Result<> &kept) { tally.check(!kept && said(kept.error()), u"a login was kept"_s); });
        const auto journal = plan::Journal::open(folder + u"/journal"_s);
        tally.check(!journal && said(journal.error()), u"the journal was opened"_s);
        for (auto *each : running.clusters())
            each->resume();
        QCoreApplication::processEvents();
        const Start seen = start(state);
        tally.check(seen.hasSentence, u"nothing was said at the start"_s);
        QCoreApplication::processEvents();
        tally.check(everything(state) == before, u"bytes changed"_s);
    }
    return tally.print();
}

} // namespace skep::torture
