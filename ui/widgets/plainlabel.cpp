// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plainlabel.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr qsizetype longestText = 4000;
constexpr int mostMarks = 8; //!< on one letter
constexpr int mostLines = 60;
constexpr int mostBreaks = 2; //!< one after the other: empty lines say nothing and push the rest out of sight
constexpr int widestMinimum = 600; //!< a text that needs more is cut where there is no room
constexpr int widestHint = 1200;

} // namespace

PlainLabel::PlainLabel(QWidget *parent)
    : PlainLabel(QString(), theme::Text::Body, Tone::Normal, parent)
{
}

PlainLabel::PlainLabel(const QString &text, theme::Text role, Tone tone, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setRole(role);
    setTone(tone);
    setText(text);
}

void PlainLabel::setRole(theme::Text role)
{
    if (role != theme::Text::Body)
        setFont(theme::font(role));
}

void PlainLabel::setTone(Tone tone)
{
    static const QString names[] = {u"normal"_s, u"muted"_s, u"faint"_s, u"error"_s};
    const QString &name = names[size_t(tone)];
    if (property("tone").toString() == name)
        return;
    setProperty("tone", name);
    if (!testAttribute(Qt::WA_WState_Polished))
        return; // the style sheet is applied when it is shown
    style()->unpolish(this);
    style()->polish(this);
}

PlainLabel *PlainLabel::wrapped()
{
    setWordWrap(true);
    return this;
}

PlainLabel *PlainLabel::elided(Qt::TextElideMode mode)
{
    m_elide = mode;
    return this;
}

void PlainLabel::setText(const QString &text)
{
    QLabel::setText(boundedText(text));
}

QSize PlainLabel::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    return {std::min(hint.width(), widestHint), hint.height()};
}

QSize PlainLabel::minimumSizeHint() const
{
    QSize hint = QLabel::minimumSizeHint();
    hint.setWidth(std::min(hint.width(), widestMinimum));
    return m_elide == Qt::ElideNone ? hint : QSize(fontMetrics().averageCharWidth() * 4, hint.height());
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    const bool isCut = m_elide == Qt::ElideNone && !wordWrap() && sizeHint().width() >= widestMinimum
        && !text().contains(u'\n') && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    if (m_elide == Qt::ElideNone && !isCut)
        return QLabel::paintEvent(event);
    const QString shown =
        fontMetrics().elidedText(text(), isCut ? Qt::ElideRight : m_elide, contentsRect().width());
    const QString tip = shown == text() ? QString() : plainToolTip(text());
    if (toolTip() != tip)
        setToolTip(tip);
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

QString boundedText(const QString &text)
{
    QString bounded = text.size() > longestText ? text.left(longestText) + u'…' : text;
    int marks = 0;
    int lines = 0;
    int breaks = 0;
    bounded.removeIf([&](QChar c) {
        marks = c.isMark() ? marks + 1 : 0;
        breaks = c == u'\n' ? breaks + 1 : 0;
        lines += c == u'\n' && breaks <= mostBreaks;
        return marks > mostMarks || breaks > mostBreaks || (c == u'\n' && lines > mostLines);
    });
    return bounded;
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<qt><span style='white-space:pre-wrap'>%1</span></qt>"_s.arg(boundedText(text).toHtmlEscaped());
}

} // namespace skep::ui
