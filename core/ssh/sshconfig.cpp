// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sshconfig.h"

#include "core/local/hostpattern.h"
#include "core/local/places.h"
#include "core/ssh/configlines.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <pwd.h>
#include <unistd.h>

#include <array>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

using Line = SshConfig::Line;
using local::ListMatch;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::ssh::SshConfig)
};

bool isNone(const QString &word)
{
    return word.compare("none"_L1, Qt::CaseInsensitive) == 0;
}

// Wrong values are errors wherever they stand, as for ssh.
Result<> checkValue(const Line &line)
{
    const QString value = line.words.constFirst();
    bool isNumber = false;
    const int port = value.toInt(&isNumber);
    if (line.keyword == "port"_L1 && (!isNumber || port < 1 || port > 65535))
        return fail(ErrorCode::Config, Texts::tr("“%1” is no port in %2.").arg(value, line.place));
    if (line.keyword == "identitiesonly"_L1) {
        for (const auto known : {"yes"_L1, "no"_L1, "true"_L1, "false"_L1}) {
            if (value.compare(known, Qt::CaseInsensitive) == 0)
                return {};
        }
        return fail(ErrorCode::Config, Texts::tr("“%1” is neither yes nor no in %2.").arg(value, line.place));
    }
    return {};
}

//! HostName's only tokens are %h and %%.
Result<QString> expandedHost(const QString &text, const QString &host)
{
    QString expanded;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'%') {
            expanded += text.at(i);
            continue;
        }
        const QChar token = ++i < text.size() ? text.at(i) : QChar();
        if (token == u'h')
            expanded += host;
        else if (token == u'%')
            expanded += u'%';
        else
            return fail(ErrorCode::Config,
                        Texts::tr("The host name “%1” has a token that ssh does not know.").arg(text));
    }
    return expanded;
}

//! Whether the lines of a block count for the host. Undecided: only a program that ssh would run could tell.
enum class Activity { No, Undecided, Yes };

//! Follows ssh through the files for one host: the first value that is found for an option stays.
class Evaluation
{
public:
    Evaluation(const SshConfig::Places &places, const QString &alias, const QString &user)
        : m_places(places)
        , m_alias(alias)
    {
        m_settings.user = user;
    }
    Result<> pass(const QList<Line> &lines, bool isFinal);
    bool wantsFinalPass() const { return m_wantsFinal; }
    Result<HostSettings> settings() const;

private:
    Activity activityOf(const Line &host) const;
    Result<Activity> match(const Line &line);
    Result<bool> matches(const QString &criterion, const QString &value, const Line &line) const;
    void take(const Line &line);
    void takeList(const Line &line);
    QString host() const;
    bool wouldCount(const QString &keyword) const;

    const SshConfig::Places &m_places;
    const QString m_alias;
    HostSettings m_settings;
    QString m_command; //!< where the ProxyCommand stands that would be run
    QString m_undecided; //!< an option that would count, in a block that only a program can decide
    QStringList m_set; //!< options that have their value
    bool m_isFinal = false;
    bool m_wantsFinal = false;
};

Result<> Evaluation::pass(const QList<Line> &lines, bool isFinal)
{
    m_isFinal = isFinal;
    struct Frame
    {
        Activity outer = Activity::Yes;
        Activity now = Activity::Yes;
    };
    QList<Frame> frames{Frame{}};
    for (const Line &line : lines) {
        Frame &frame = frames.last();
        switch (line.kind) {
        case Line::Kind::Enter: {
            const Activity outer = line.isTop ? Activity::Yes : frame.now;
            frames.append({outer, outer});
            break;
        }
        case Line::Kind::Leave:
            frames.removeLast();
            break;
        case Line::Kind::Host:
            frame.now = std::min(frame.outer, activityOf(line));
            break;
        case Line::Kind::Match: {
            const auto matched = match(line);
            if (!matched)
                return fail(matched.error());
            frame.now = std::min(frame.outer, *matched);
            break;
        }
        case Line::Kind::Option:
            if (auto good = checkValue(line); !good)
                return good;
            if (frame.now == Activity::Yes)
                take(line);
            else if (frame.now == Activity::Undecided && m_undecided.isEmpty() && wouldCount(line.keyword))
                m_undecided = line.place;
            break;
        }
    }
    return {};
}

QString Evaluation::host() const
{
    return m_settings.hostName.isEmpty() ? m_alias
                                         : expandedHost(m_settings.hostName, m_alias).value_or(m_alias);
}

Activity Evaluation::activityOf(const Line &host) const
{
    auto activity = Activity::No;
    for (const QString &word : host.words) {
        const bool isNegated = word.startsWith(u'!');
        if (!local::matchesPattern(m_alias, isNegated ? word.mid(1) : word))
            continue;
        if (isNegated)
            return Activity::No;
        activity = Activity::Yes;
    }
    return activity;
}

Result<Activity> Evaluation::match(const Line &line)
{
    bool isMatch = true;
    bool isUndecided = false;
    for (qsizetype i = 0; i < line.words.size(); ++i) {
        QString criterion = line.words.at(i).toLower();
        const bool isNegated = criterion.startsWith(u'!');
        if (isNegated)
            criterion.remove(0, 1);
        if (criterion == "all"_L1) {
            isMatch = isMatch && !isNegated;
            continue;
        }
        if (criterion == "canonical"_L1 || criterion == "final"_L1) {
            m_wantsFinal = m_wantsFinal || criterion == "final"_L1;
            isMatch = isMatch && m_isFinal != isNegated;
            continue;
        }
        if (++i >= line.words.size())
            return fail(ErrorCode::Config, Texts::tr("“%1” has no value in %2.").arg(criterion, line.place));
        if (criterion == "exec"_L1) {
            isUndecided = true;
            continue;
        }
        const auto matched = matches(criterion, line.words.at(i), line);
        if (!matched)
            return fail(matched.error());
        isMatch = isMatch && *matched != isNegated;
    }
    return !isMatch ? Activity::No : isUndecided ? Activity::Undecided : Activity::Yes;
}

Result<bool> Evaluation::matches(const QString &criterion, const QString &value, const Line &line) const
{
    const auto isIn = [&](const QString &text, Qt::CaseSensitivity sensitivity) {
        return local::matchPatternList(text, value, sensitivity) == ListMatch::Matched;
    };
    if (criterion == "host"_L1)
        return isIn(host(), Qt::CaseInsensitive);
    if (criterion == "originalhost"_L1)
        return isIn(m_alias, Qt::CaseInsensitive);
    if (criterion == "user"_L1)
        return isIn(m_settings.user.isEmpty() ? m_places.localUser : m_settings.user, Qt::CaseSensitive);
    if (criterion == "localuser"_L1)
        return isIn(m_places.localUser, Qt::CaseSensitive);
    return fail(ErrorCode::Config,
                Texts::tr("Skep does not know the criterion “%1” in %2.").arg(criterion, line.place));
}

//! Whether a value that is found now would be the one that stays.
bool Evaluation::wouldCount(const QString &keyword) const
{
    static const QStringList once{u"hostname"_s,          u"user"_s,          u"port"_s,
                                  u"identitiesonly"_s,    u"identityagent"_s, u"hostkeyalias"_s,
                                  u"userknownhostsfile"_s};
    if (keyword == "identityfile"_L1)
        return true;
    if (keyword == "proxyjump"_L1 || keyword == "proxycommand"_L1)
        return !m_set.contains("proxyjump"_L1) && !m_set.contains("proxycommand"_L1);
    if (keyword == "user"_L1 && !m_settings.user.isEmpty())
        return false;
    return once.contains(keyword) && !m_set.contains(keyword);
}

void Evaluation::take(const Line &line)
{
    const QString value = line.words.constFirst();
    takeList(line);
    if (!wouldCount(line.keyword) || line.keyword == "identityfile"_L1)
        return;
    m_set.append(line.keyword);
    if (line.keyword == "hostname"_L1)
        m_settings.hostName = value;
    else if (line.keyword == "user"_L1)
        m_settings.user = value;
    else if (line.keyword == "port"_L1)
        m_settings.port = value.toUShort();
    else if (line.keyword == "identitiesonly"_L1)
        m_settings.identitiesOnly =
            value.startsWith(u'y', Qt::CaseInsensitive) || value.startsWith(u't', Qt::CaseInsensitive);
    else if (line.keyword == "identityagent"_L1)
        m_settings.identityAgent = value;
    else if (line.keyword == "hostkeyalias"_L1)
        m_settings.hostKeyAlias = value;
    else if (line.keyword == "userknownhostsfile"_L1)
        m_settings.knownHostsFiles = line.words;
    else if (line.keyword == "proxyjump"_L1)
        m_settings.proxyJump = isNone(value) ? QString() : value;
    else if (line.keyword == "proxycommand"_L1 && !isNone(value))
        m_command = line.place;
}

// What adds up, or is only told of.
void Evaluation::takeList(const Line &line)
{
    const QString value = line.words.constFirst();
    const auto note = [this](const QString &sentence) {
        if (!m_settings.notes.contains(sentence))
            m_settings.notes.append(sentence);
    };
    if (line.keyword == "identityfile"_L1 && !m_settings.identityFiles.contains(value))
        m_settings.identityFiles.append(value);
    else if (line.keyword == "knownhostscommand"_L1 && !isNone(value))
        note(Texts::tr("ssh would ask a program for host keys (KnownHostsCommand, %1); Skep runs none.")
                 .arg(line.place));
    else if (line.keyword == "canonicalizehostname"_L1 && value.compare("no"_L1, Qt::CaseInsensitive) != 0)
        note(Texts::tr("ssh would complete the host's name first (CanonicalizeHostname, %1); Skep does not.")
                 .arg(line.place));
    else if (line.keyword == "certificatefile"_L1)
        note(Texts::tr("ssh would show a certificate (CertificateFile, %1); Skep does not.").arg(line.place));
}

Result<HostSettings> Evaluation::settings() const
{
    if (!m_command.isEmpty())
        return fail(
            ErrorCode::Config,
            Texts::tr("ssh reaches %1 through a program (ProxyCommand, %2), and Skep runs none. Name a jump "
                      "host with ProxyJump instead.")
                .arg(m_alias, m_command));
    if (!m_undecided.isEmpty())
        return fail(
            ErrorCode::Config,
            Texts::tr("Only a program that ssh would run (Match exec) can tell whether %2 holds for %1, and "
                      "Skep runs none.")
                .arg(m_alias, m_undecided));
    HostSettings settings = m_settings;
    const auto name = expandedHost(settings.hostName.isEmpty() ? m_alias : settings.hostName, m_alias);
    if (!name)
        return fail(name.error());
    settings.hostName = settings.hostName.isEmpty() ? m_alias.toLower() : name->toLower();
    return settings;
}

} // namespace

SshConfig::Places SshConfig::Places::ofUser()
{
    Places places;
    const QString folder = local::Places::ofUser().ssh;
    places.userFile = folder + u"/config"_s;
    places.systemFile = u"/etc/ssh/ssh_config"_s;
    places.home = QFileInfo(folder).absolutePath();
    passwd entry{};
    passwd *found = nullptr;
    std::array<char, 16384> buffer{};
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        places.localUser = QString::fromLocal8Bit(found->pw_name);
    return places;
}

Result<SshConfig> SshConfig::read(const Places &places)
{
    auto lines = readConfigLines(places.userFile, places, true);
    const auto system = lines ? readConfigLines(places.systemFile, places, false) : lines;
    if (!system)
        return fail(system.error());
    SshConfig config = empty(places);
    config.m_lines = std::make_shared<const QList<Line>>(*lines + *system);
    return config;
}

SshConfig SshConfig::empty(const Places &places)
{
    SshConfig config;
    config.m_places = places;
    config.m_lines = std::make_shared<const QList<Line>>();
    return config;
}

Result<HostSettings> SshConfig::settingsOf(const QString &alias, const QString &user) const
{
    Evaluation evaluation(m_places, alias, user);
    auto done = evaluation.pass(*m_lines, false);
    if (done && evaluation.wantsFinalPass())
        done = evaluation.pass(*m_lines, true);
    if (!done)
        return fail(done.error());
    return evaluation.settings();
}

QStringList SshConfig::hosts() const
{
    QStringList names;
    for (const Line &line : *m_lines) {
        if (line.kind != Line::Kind::Host)
            continue;
        for (const QString &word : line.words) {
            const bool isPattern = word.contains(u'*') || word.contains(u'?') || word.startsWith(u'!');
            if (!isPattern && !word.isEmpty() && !names.contains(word))
                names.append(word);
        }
    }
    return names;
}

} // namespace skep::ssh
