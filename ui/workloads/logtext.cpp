// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/logtext.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QString timeOf(const docker::LogLine &line)
{
    return QDateTime::fromMSecsSinceEpoch(line.nanos / 1'000'000).toString(u"HH:mm:ss.zzz"_s);
}

//! A line may hold anything: what would move the pen or hide text is shown as a mark.
QString shownText(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    text.replace(u'\t', u"    "_s);
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar(0xb7);
    }
    return text;
}

} // namespace

LogText::LogText(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(theme::font(theme::Text::Mono));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Lines of the logs"));
    viewport()->setCursor(Qt::ArrowCursor);
}

void LogText::setSources(const QHash<QString, QString> &names)
{
    m_names = names;
    QStringList ids = names.keys();
    std::sort(ids.begin(), ids.end(),
              [&](const QString &a, const QString &b) { return names[a] < names[b]; });
    for (const QString &id : ids) {
        if (!m_colors.contains(id))
            m_colors.insert(id, int(m_colors.size()));
        m_nameWidth = std::min(24, std::max(m_nameWidth, int(names[id].size())));
    }
    viewport()->update();
}

QColor LogText::colorOf(const QString &source) const
{
    // Steps of the golden angle: neighbours differ, and hundreds are still told apart a little.
    const int hue = int(double(m_colors.value(source)) * 137.508) % 360;
    return theme::colors().isDark ? QColor::fromHsl(hue, 150, 175) : QColor::fromHsl(hue, 170, 90);
}

void LogText::clear()
{
    m_lines.clear();
    m_marked = -1;
    m_widest = 0;
    updateBars();
    viewport()->update();
}

void LogText::append(const QList<docker::LogLine> &lines)
{
    const bool follows = isAtEnd();
    for (const docker::LogLine &line : lines) {
        m_lines.push_back(line);
        m_widest = std::max(m_widest, int(line.text.size()));
    }
    int dropped = 0;
    while (m_lines.size() > size_t(most)) {
        m_lines.pop_front();
        ++dropped;
    }
    m_marked = m_marked < dropped ? -1 : m_marked - dropped;
    const int at = verticalScrollBar()->value();
    updateBars();
    if (follows)
        goToEnd();
    else // what is being read stays where it is
        verticalScrollBar()->setValue(std::max(0, at - dropped));
    viewport()->update();
}

void LogText::setTimes(bool shown)
{
    m_times = shown;
    updateBars();
    viewport()->update();
}

bool LogText::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

void LogText::goToEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

int LogText::lineHeight() const
{
    return fontMetrics().height() + 2;
}

int LogText::shownLines() const
{
    return std::max(1, viewport()->height() / lineHeight());
}

void LogText::updateBars()
{
    verticalScrollBar()->setPageStep(shownLines());
    verticalScrollBar()->setRange(0, std::max(0, count() - shownLines()));
    const int columns = std::min(m_widest, 4000) + m_nameWidth + (m_times ? 13 : 0) + 4;
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(
        0, std::max(0, columns * fontMetrics().averageCharWidth() - viewport()->width()));
}

void LogText::resizeEvent(QResizeEvent *)
{
    const bool follows = isAtEnd();
    updateBars();
    if (follows)
        goToEnd();
}

void LogText::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const theme::Colors &c = theme::colors();
    painter.fillRect(viewport()->rect(), c.surface);
    painter.setFont(font());
    const int height = lineHeight();
    const int letter = fontMetrics().averageCharWidth();
    const int first = verticalScrollBar()->value();
    const int left = theme::grid - horizontalScrollBar()->value();
    for (int i = 0; i <= shownLines() && first + i < count(); ++i) {
        const docker::LogLine &line = m_lines[size_t(first + i)];
        const QRect box(0, i * height, viewport()->width(), height);
        if (first + i == m_marked)
            painter.fillRect(box, c.selection);
        int x = left;
        const auto draw = [&](const QString &text, const QColor &color, int width) {
            painter.setPen(color);
            painter.drawText(QRect(x, box.top(), width, height), Qt::AlignVCenter | Qt::TextSingleLine, text);
            x += width;
        };
        if (m_times)
            draw(timeOf(line), c.faint, letter * 13);
        draw(m_names.value(line.source).left(m_nameWidth), colorOf(line.source), letter * (m_nameWidth + 1));
        draw(line.isError ? u"!"_s : QString(), c.down, letter * 2); // stderr, told without colour too
        draw(shownText(line.text.left(4000)), c.text, letter * 4001);
    }
}

void LogText::mousePressEvent(QMouseEvent *event)
{
    const int line = verticalScrollBar()->value() + int(event->position().y()) / lineHeight();
    m_marked = line < count() ? line : -1;
    viewport()->update();
}

void LogText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && m_marked >= 0)
        QApplication::clipboard()->setText(lineText(m_marked));
    else if (event->matches(QKeySequence::MoveToEndOfDocument) || event->key() == Qt::Key_End)
        goToEnd();
    else if (event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

bool LogText::find(const QString &text, bool forward)
{
    const QByteArray wanted = text.toUtf8().toLower();
    const int all = count();
    if (wanted.isEmpty() || all == 0)
        return false;
    const int from = m_marked >= 0 ? m_marked : (forward ? -1 : all);
    for (int step = 1; step <= all; ++step) {
        const int line = ((from + (forward ? step : -step)) % all + all) % all;
        if (!m_lines[size_t(line)].text.toLower().contains(wanted))
            continue;
        m_marked = line;
        verticalScrollBar()->setValue(std::max(0, line - shownLines() / 2));
        viewport()->update();
        return true;
    }
    return false;
}

QString LogText::lineText(int line) const
{
    const docker::LogLine &at = m_lines[size_t(line)];
    return u"%1 %2 %3"_s.arg(
        QDateTime::fromMSecsSinceEpoch(at.nanos / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs),
        m_names.value(at.source), QString::fromUtf8(at.text));
}

QString LogText::allText() const
{
    QString text;
    for (int line = 0; line < count(); ++line)
        text += lineText(line) + u'\n';
    return text;
}

} // namespace skep::ui
