// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/knownhosts.h"

#include "core/crypto/keys.h"
#include "core/local/hostpattern.h"
#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::local {

namespace {

const QByteArray ours("skep:");
const QByteArray hashMagic("|1|");

//! One line of the file: "[@marker] hosts kind key [comment]".
struct Line
{
    QByteArray marker;
    QByteArray hosts;
    QByteArray key; //!< "kind key"
    QByteArray comment;

    explicit Line(const QByteArray &text)
    {
        QList<QByteArray> words = text.simplified().split(' ');
        if (words.first().startsWith('@'))
            marker = words.takeFirst();
        if (words.size() < 3 || words.first().startsWith('#'))
            return;
        hosts = words.takeFirst();
        key = words.takeFirst() + ' ';
        key += words.takeFirst();
        comment = words.join(' ');
    }
    bool isHashed() const { return hosts.startsWith(hashMagic); }
    bool isOurs() const { return marker.isEmpty() && comment.startsWith(ours); }
    QByteArray kind() const { return key.left(key.indexOf(' ')); }
    bool names(const QString &host) const;
};

QByteArray hashOf(const QByteArray &salt, const QString &host)
{
    return QMessageAuthenticationCode::hash(host.toLatin1(), salt, QCryptographicHash::Sha1);
}

bool Line::names(const QString &host) const
{
    if (isHashed()) {
        const auto parts = hosts.split('|'); // "", "1", salt, hash
        return parts.size() == 4
            && hashOf(QByteArray::fromBase64(parts[2]), host) == QByteArray::fromBase64(parts[3]);
    }
    return matchPatternList(host, QString::fromLatin1(hosts), Qt::CaseInsensitive) == ListMatch::Matched;
}

// As ssh does: a file in which names are hashed is not to tell names afterwards.
bool isHashing(const QList<QByteArray> &lines)
{
    qsizetype hashed = 0;
    qsizetype plain = 0;
    for (const QByteArray &text : lines) {
        const Line line(text);
        if (!line.key.isEmpty())
            ++(line.isHashed() ? hashed : plain);
    }
    return hashed >= plain; // an empty file: what tells less
}

QByteArray newLine(const KnownHost &host, bool isHashed, const QByteArray &owner)
{
    QByteArray name = host.address.toLatin1();
    if (isHashed) {
        const QByteArray salt = crypto::randomBytes(20);
        name = hashMagic + salt.toBase64() + '|' + hashOf(salt, host.address).toBase64();
    }
    return name + ' ' + host.key + ' ' + ours + owner;
}

//! The line that has another key of the same kind, or says that ours is revoked.
bool contradicts(const Line &line, const KnownHost &host)
{
    if (line.key.isEmpty() || line.marker == "@cert-authority" || !line.names(host.address))
        return false;
    if (line.marker == "@revoked")
        return line.key == host.key;
    return line.key != host.key && line.kind() == host.key.left(host.key.indexOf(' '));
}

bool confirms(const Line &line, const KnownHost &host)
{
    return line.marker.isEmpty() && line.key == host.key && line.names(host.address);
}

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::local::KnownHosts)
};

QString shownFingerprint(const QByteArray &key)
{
    return QString::fromLatin1(crypto::fingerprint(key));
}

//! One line of one file that speaks of the host.
struct Finding
{
    Line line;
    QString place; //!< "line 3 of /home/me/.ssh/known_hosts"
};

QList<Finding> findingsFor(const QList<KnownHostsFile> &files, const QString &name)
{
    QList<Finding> found;
    for (const KnownHostsFile &file : files) {
        const auto lines = file.content.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const Line line(lines[i]);
            if (!line.key.isEmpty() && line.names(name))
                found.append({line, Texts::tr("line %1 of %2").arg(QString::number(i + 1), file.path)});
        }
    }
    return found;
}

HostVerdict stop(HostVerdict verdict, HostVerdict::Kind kind, const QString &name, const QString &sentence)
{
    verdict.kind = kind;
    verdict.sentence = sentence;
    verdict.fix = kind == HostVerdict::Kind::Revoked
        ? Texts::tr("Do not connect. The machine needs a new host key.")
        : Texts::tr("Ask whoever runs the machine for its fingerprint. If it got a new key, remove the old "
                    "one with "
                    "ssh-keygen -R \"%1\" and look again.")
              .arg(name);
    return verdict;
}

Error contradiction(qsizetype number, const Line &line, const KnownHost &host)
{
    return {
        ErrorCode::Conflict,
        Texts::tr(
            "Line %1 of known_hosts has another key for %2: %3 there, but the machine has %4. If that line "
            "is of an older machine, remove it with ssh-keygen -R %2.")
            .arg(QString::number(number), host.address, QString::fromLatin1(crypto::fingerprint(line.key)),
                 QString::fromLatin1(crypto::fingerprint(host.key)))};
}

} // namespace

HostStanding standingOf(const QByteArray &file, const KnownHost &host)
{
    auto standing = HostStanding::Unknown;
    const auto lines = file.split('\n');
    for (const QByteArray &text : lines) {
        const Line line(text);
        if (contradicts(line, host) && !line.isOurs())
            return HostStanding::Contradicted;
        if (confirms(line, host))
            standing = HostStanding::Known;
    }
    return standing;
}

HostVerdict judge(const QList<KnownHostsFile> &files, const QString &name, const QByteArray &shown)
{
    HostVerdict verdict;
    QString place;
    QString unreadable;
    const auto findings = findingsFor(files, name.toLower());
    for (const auto &[line, where] : findings) {
        if (line.marker == "@revoked") {
            if (line.key == shown)
                return stop(verdict, HostVerdict::Kind::Revoked, name,
                            Texts::tr("The host key of %1, %2, is revoked in %3.")
                                .arg(name, shownFingerprint(shown), where));
        } else if (line.marker == "@cert-authority") {
            verdict.sentence =
                Texts::tr("The ssh configuration trusts an authority for this host (%1). Skep does "
                          "not check host certificates: compare the fingerprint.")
                    .arg(where);
        } else if (crypto::fingerprint(line.key).isEmpty()) {
            unreadable = where;
        } else {
            verdict.known.append(line.key);
            place = where;
        }
    }
    if (verdict.known.contains(shown)) {
        verdict.kind = HostVerdict::Kind::Known;
        verdict.sentence.clear();
        return verdict;
    }
    if (!verdict.known.isEmpty())
        return stop(
            verdict, HostVerdict::Kind::Changed, name,
            Texts::tr("%1 shows the host key %2, but the known one is %3 (%4). The machine was replaced, or "
                      "somebody is in between. Nothing was sent.")
                .arg(name, shownFingerprint(shown), shownFingerprint(verdict.known.constLast()), place));
    if (!unreadable.isEmpty())
        return stop(verdict, HostVerdict::Kind::Changed, name,
                    Texts::tr("%1 shows the host key %2, but the known one cannot be read (%3).")
                        .arg(name, shownFingerprint(shown), unreadable));
    return verdict;
}

QList<QByteArray> knownKinds(const QList<KnownHostsFile> &files, const QString &name)
{
    QList<QByteArray> kinds;
    const auto findings = findingsFor(files, name.toLower());
    for (const Finding &finding : findings) {
        if (finding.line.marker.isEmpty() && !kinds.contains(finding.line.kind()))
            kinds.append(finding.line.kind());
    }
    return kinds;
}

Result<QList<KnownHostsFile>> readKnownHosts(const QStringList &paths)
{
    QList<KnownHostsFile> files;
    for (const QString &path : paths) {
        const auto content = readUserFile(path, longestKnownHosts);
        if (!content)
            return fail(content.error());
        if (!content->isEmpty())
            files.append({path, *content});
    }
    return files;
}

QString knownHostName(const QString &host, quint16 port)
{
    constexpr int usualPort = 22;
    return port == usualPort ? host : u"[%1]:%2"_s.arg(host).arg(port);
}

Result<QByteArray> withHosts(const QByteArray &file, const QList<KnownHost> &hosts, const QByteArray &owner)
{
    QList<QByteArray> lines = file.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    const bool isHashed = isHashing(lines);
    QList<KnownHost> missing = hosts;
    QList<QByteArray> kept;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const Line line(lines[i]);
        missing.removeIf([&](const KnownHost &host) { return confirms(line, host); });
        const auto against = std::find_if(hosts.begin(), hosts.end(),
                                          [&](const KnownHost &host) { return contradicts(line, host); });
        if (against == hosts.end())
            kept.append(lines[i]);
        else if (!line.isOurs())
            return fail(contradiction(i + 1, line, *against));
    }
    for (const KnownHost &host : std::as_const(missing))
        kept.append(newLine(host, isHashed, owner));
    return kept.isEmpty() ? QByteArray() : kept.join('\n') + '\n';
}

QByteArray withoutHosts(const QByteArray &file, const QByteArray &owner)
{
    QList<QByteArray> lines = file.split('\n');
    lines.removeIf([&](const QByteArray &text) {
        const Line line(text);
        return line.isOurs() && line.comment == ours + owner;
    });
    return lines.join('\n');
}

} // namespace skep::local
