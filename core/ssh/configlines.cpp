// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/configlines.h"

#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <glob.h>
#include <unistd.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

constexpr int deepest = 16; // as ssh has it
constexpr int mostFiles = 512;
constexpr qint64 longestFile = 1024 * 1024;
using Line = SshConfig::Line;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::ssh::SshConfig)
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n' || c == u'\f';
}

//! The rest of a line as words: quotes of both kinds, a backslash before a quote, a backslash or a space, and
//! a comment where a word would begin. None: a quote is left open.
std::optional<QStringList> wordsOf(const QString &text)
{
    QStringList words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u' ' || text.at(i) == u'\t')
            continue;
        if (text.at(i) == u'#')
            break;
        QString word;
        QChar quote;
        for (; i < text.size(); ++i) {
            const QChar c = text.at(i);
            const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
            const bool isEscape = c == u'\\'
                && (next == u'\'' || next == u'"' || next == u'\\' || (quote.isNull() && next == u' '));
            if (isEscape)
                word += text.at(++i);
            else if (quote.isNull() && (c == u' ' || c == u'\t'))
                break;
            else if (quote.isNull() && (c == u'"' || c == u'\''))
                quote = c;
            else if (!quote.isNull() && c == quote)
                quote = QChar();
            else
                word += c;
        }
        if (!quote.isNull())
            return std::nullopt;
        words.append(word);
    }
    return words;
}

//! The criteria of a Match line: only double quotes, and "=" may stand between a criterion and its value.
std::optional<QStringList> criteriaOf(const QString &text)
{
    QStringList words;
    qsizetype i = 0;
    while (i < text.size()) {
        const bool isQuoted = text.at(i) == u'"';
        if (isBlank(text.at(i)) || text.at(i) == u'=') {
            ++i;
            continue;
        }
        if (text.at(i) == u'#')
            break;
        const qsizetype begin = isQuoted ? i + 1 : i;
        qsizetype end = begin;
        while (end < text.size()
               && (isQuoted ? text.at(end) != u'"' : !isBlank(text.at(end)) && text.at(end) != u'='))
            ++end;
        if (isQuoted && end == text.size())
            return std::nullopt;
        words.append(text.mid(begin, end - begin));
        i = end + (isQuoted ? 1 : 0);
    }
    return words;
}

//! Reads files into one list, the included ones at their places.
class Reader
{
public:
    Reader(const SshConfig::Places &places, bool isUsers)
        : m_places(places)
        , m_isUsers(isUsers)
    {
    }
    Result<> read(const QString &path, int depth);
    QList<Line> lines;

private:
    Result<> checkOwner(const QString &path) const;
    Result<> add(const QString &text, const QString &place, int depth);
    Result<> include(const Line &line, int depth);

    const SshConfig::Places &m_places;
    const bool m_isUsers;
    int m_files = 0;
};

// Whoever may write to the file decides where the user logs in.
Result<> Reader::checkOwner(const QString &path) const
{
    const QFileInfo info(path);
    if (!m_isUsers || !info.exists())
        return {};
    const bool isOthers = info.ownerId() != 0 && info.ownerId() != getuid();
    if (isOthers || (info.permissions() & (QFile::WriteGroup | QFile::WriteOther)))
        return fail(ErrorCode::Io,
                    Texts::tr("Others than you may write to %1, so ssh and Skep do not use it.").arg(path));
    return {};
}

Result<> Reader::read(const QString &path, int depth)
{
    if (depth > deepest || ++m_files > mostFiles)
        return fail(ErrorCode::Config,
                    Texts::tr("The ssh configuration includes too many files, or itself: %1.").arg(path));
    const auto content = local::readUserFile(path, longestFile);
    if (!content)
        return fail(content.error());
    if (auto good = checkOwner(path); !good)
        return good;
    const auto texts = QString::fromUtf8(*content).split(u'\n');
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString place = Texts::tr("line %1 of %2").arg(QString::number(i + 1), path);
        if (auto good = add(texts.at(i), place, depth); !good)
            return good;
    }
    return {};
}

Result<> Reader::add(const QString &text, const QString &place, int depth)
{
    qsizetype begin = 0;
    qsizetype end = text.size();
    while (end > 0 && isBlank(text.at(end - 1)))
        --end;
    while (begin < end && isBlank(text.at(begin)))
        ++begin;
    if (begin == end || text.at(begin) == u'#')
        return {};
    qsizetype at = begin;
    while (at < end && !isBlank(text.at(at)) && text.at(at) != u'=')
        ++at;
    Line line;
    line.keyword = text.mid(begin, at - begin).toLower();
    line.place = place;
    while (at < end && isBlank(text.at(at)))
        ++at;
    if (at < end && text.at(at) == u'=')
        ++at;
    const QString rest = text.mid(at, end - at);
    line.kind = line.keyword == "host"_L1 ? Line::Kind::Host
        : line.keyword == "match"_L1      ? Line::Kind::Match
                                          : Line::Kind::Option;
    const auto words = line.kind == Line::Kind::Match ? criteriaOf(rest) : wordsOf(rest);
    if (!words)
        return fail(ErrorCode::Config, Texts::tr("A quote is not closed in %1.").arg(place));
    if (words->isEmpty())
        return fail(ErrorCode::Config, Texts::tr("“%1” has no value in %2.").arg(line.keyword, place));
    line.words = *words;
    if (line.keyword == "include"_L1)
        return include(line, depth);
    lines.append(line);
    return {};
}

Result<> Reader::include(const Line &line, int depth)
{
    const QString folder = m_isUsers ? m_places.folder() : QFileInfo(m_places.systemFile).absolutePath();
    for (const QString &word : line.words) {
        QString pattern = word;
        if (m_isUsers && pattern.startsWith("~/"_L1))
            pattern = m_places.home + pattern.mid(1);
        else if (!pattern.startsWith(u'/'))
            pattern = folder + u'/' + pattern;
        glob_t found{};
        const std::unique_ptr<glob_t, decltype(&globfree)> owner(&found, &globfree);
        if (::glob(QFile::encodeName(pattern).constData(), 0, nullptr, &found) != 0)
            continue; // nothing there
        for (size_t i = 0; i < found.gl_pathc; ++i) {
            lines.append({Line::Kind::Enter, {}, {}, line.place});
            if (auto good = read(QFile::decodeName(found.gl_pathv[i]), depth + 1); !good)
                return good;
            lines.append({Line::Kind::Leave, {}, {}, line.place});
        }
    }
    return {};
}

} // namespace

Result<QList<SshConfig::Line>> readConfigLines(const QString &path, const SshConfig::Places &places,
                                               bool isUsers)
{
    if (path.isEmpty())
        return QList<Line>();
    Reader reader(places, isUsers);
    reader.lines.append({Line::Kind::Enter, {}, {}, {}, true});
    if (auto good = reader.read(path, 0); !good)
        return fail(good.error());
    reader.lines.append({Line::Kind::Leave, {}, {}, {}});
    return reader.lines;
}

} // namespace skep::ssh
