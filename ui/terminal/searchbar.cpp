// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/searchbar.h"

#include "ui/terminal/terminallabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace skep::ui {

SearchBar::SearchBar(QWidget *parent)
    : QFrame(parent)
    , m_needle(new QLineEdit(this))
    , m_count(new TerminalLabel({}, this))
    , m_case(tool(u"Aa"_s, tr("Match upper and lower case")))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_needle->setPlaceholderText(tr("Search"));
    m_needle->setAccessibleName(tr("Search in the terminal"));
    m_needle->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(9999).arg(9999)));
    m_case->setCheckable(true);
    auto *previous = tool(u"\u2191"_s, tr("Previous (Shift+Return)"));
    auto *next = tool(u"\u2193"_s, tr("Next (Return)"));
    auto *shut = tool(u"\u2715"_s, tr("Close (Escape)"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    for (QWidget *part :
         {static_cast<QWidget *>(m_needle), static_cast<QWidget *>(m_count), static_cast<QWidget *>(m_case),
          static_cast<QWidget *>(previous), static_cast<QWidget *>(next), static_cast<QWidget *>(shut)})
        layout->addWidget(part);
    connect(m_needle, &QLineEdit::textChanged, this, &SearchBar::changed);
    connect(m_case, &QToolButton::toggled, this, &SearchBar::changed);
    connect(previous, &QToolButton::clicked, this, &SearchBar::previousAsked);
    connect(next, &QToolButton::clicked, this, &SearchBar::nextAsked);
    connect(shut, &QToolButton::clicked, this, &SearchBar::close);
    setFocusProxy(m_needle);
    hide();
}

QToolButton *SearchBar::tool(const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

void SearchBar::open(const QString &proposal)
{
    show();
    raise();
    if (!proposal.isEmpty())
        m_needle->setText(proposal);
    m_needle->selectAll();
    m_needle->setFocus(Qt::ShortcutFocusReason);
    emit changed();
}

void SearchBar::close()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

QString SearchBar::needle() const
{
    return m_needle->text();
}

bool SearchBar::isCaseSensitive() const
{
    return m_case->isChecked();
}

void SearchBar::showCount(qsizetype current, qsizetype count, bool isMore)
{
    if (needle().isEmpty())
        return m_count->clear();
    if (count == 0)
        return m_count->setText(tr("none"));
    const QString all = QString::number(count) + (isMore ? u"+"_s : QString());
    m_count->setText(current > 0 ? tr("%1 of %2").arg(current).arg(all) : all);
}

QString SearchBar::countText() const
{
    return m_count->text();
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->modifiers() & Qt::ShiftModifier ? emit previousAsked() : emit nextAsked();
    // Other keys end here and do not reach the far side.
}

} // namespace skep::ui
