// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/detailpane.h"

#include "ui/widgets/glyph.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/inspectview.h"

#include <QCoreApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr int factWidth = 112; // of the names, so that the values stand in one line

} // namespace

FactGroup labelFacts(const QMap<QString, QString> &labels)
{
    FactGroup group{QCoreApplication::translate("DetailPane", "Labels"), {}};
    for (auto it = labels.begin(); it != labels.end(); ++it)
        group.facts.append({it.key(), it.value(), true});
    return group;
}

DetailPane::DetailPane(QWidget *parent)
    : Card(parent)
    , m_glyph(new HealthGlyph(20, this))
    , m_title((new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, this))->elided())
    , m_state((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped())
    , m_controlPlace(new QVBoxLayout)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_inspection(new InspectView(this))
{
    setAccessibleName(tr("Details"));
    auto *close = new QToolButton(this);
    close->setIcon(icon(u"close"_s));
    close->setToolTip(tr("Close the details (Esc)"));
    close->setAccessibleName(tr("Close the details"));
    close->setShortcut(Qt::Key_Escape);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::grid);
    head->addWidget(m_glyph);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Details"));
    m_tabs->addTab(tr("Tree"));
    m_tabs->addTab(tr("JSON"));
    m_tabs->setAccessibleName(tr("Views of the object"));
    auto *scroll = new QScrollArea(m_stack);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_inspection);
    body()->addLayout(head);
    body()->addWidget(m_state);
    body()->addLayout(m_controlPlace);
    body()->addWidget(m_tabs);
    body()->addWidget(m_stack, 1);
    connect(close, &QToolButton::clicked, this, &DetailPane::closed);
    connect(m_tabs, &QTabBar::currentChanged, this, &DetailPane::showTab);
    connect(m_inspection, &InspectView::reloadRequested, this, &DetailPane::inspectionWanted);
}

void DetailPane::setControl(QWidget *control)
{
    m_controlPlace->addWidget(control);
}

void DetailPane::setDetail(const Detail &detail)
{
    if (m_detail == detail)
        return;
    const bool another = m_detail.key != detail.key;
    m_detail = detail;
    m_glyph->setHealth(detail.health);
    m_title->setText(detail.title);
    m_state->setText(detail.state);
    m_state->setVisible(!detail.state.isEmpty());
    rebuild();
    if (another && m_tabs->currentIndex() > 0)
        emit inspectionWanted();
}

void DetailPane::rebuild()
{
    auto *scroll = qobject_cast<QScrollArea *>(m_stack->widget(0));
    const int at = scroll->verticalScrollBar()->value();
    auto *holder = new QWidget;
    holder->setObjectName(u"ScrollBody"_s);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, theme::grid, theme::grid, 0);
    layout->setSpacing(theme::grid / 2);
    const auto heading = [&](const QString &text) {
        if (layout->count() > 0)
            layout->addSpacing(theme::grid + 4);
        if (!text.isEmpty())
            layout->addWidget(new PlainLabel(text, theme::Text::Strong, PlainLabel::Tone::Normal, holder));
    };
    for (const FactGroup &group : m_detail.groups) {
        if (group.facts.isEmpty())
            continue;
        heading(group.title);
        for (const Fact &fact : group.facts)
            layout->addWidget(factRow(fact, holder));
    }
    if (!m_detail.lines.isEmpty())
        heading(m_detail.linesTitle);
    for (const DetailLine &line : m_detail.lines)
        layout->addWidget(lineRow(line, holder));
    layout->addStretch(1);
    scroll->setWidget(holder); // the old one is deleted
    scroll->verticalScrollBar()->setValue(at);
}

QWidget *DetailPane::factRow(const Fact &fact, QWidget *parent) const
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    auto *name = (new PlainLabel(fact.name, theme::Text::Body, PlainLabel::Tone::Muted, row))->elided();
    auto *value =
        new PlainLabel(fact.value.isEmpty() ? u"–"_s : fact.value,
                       fact.isCode ? theme::Text::Mono : theme::Text::Body, PlainLabel::Tone::Normal, row);
    value->wrapped()->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const bool isLong = name->sizeHint().width() > factWidth; // such as a label's name: a line of its own
    if (isLong) {
        auto *both = new QVBoxLayout;
        both->setSpacing(0);
        both->addWidget(name);
        both->addWidget(value);
        layout->addLayout(both);
    } else {
        name->setFixedWidth(factWidth);
        layout->addWidget(name, 0, Qt::AlignTop);
        layout->addWidget(value, 1);
    }
    return row;
}

QWidget *DetailPane::lineRow(const DetailLine &line, QWidget *parent) const
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, theme::grid / 2, 0, 0);
    layout->setSpacing(theme::grid);
    auto *glyph = new HealthGlyph(16, row);
    glyph->setHealth(line.health);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget((new PlainLabel(line.what, theme::Text::Body, PlainLabel::Tone::Normal, row))->elided());
    if (!line.note.isEmpty()) {
        auto *note = (new PlainLabel(line.note, theme::Text::Caption, PlainLabel::Tone::Muted, row));
        note->wrapped()->setTextInteractionFlags(Qt::TextSelectableByMouse);
        texts->addWidget(note);
    }
    layout->addWidget(glyph, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return row;
}

void DetailPane::showTab(int tab)
{
    m_stack->setCurrentIndex(tab == 0 ? 0 : 1);
    if (tab == 0)
        return;
    m_inspection->setAsText(tab == 2);
    emit inspectionWanted();
}

} // namespace skep::ui
