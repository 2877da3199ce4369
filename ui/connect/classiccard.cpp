// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/classiccard.h"

#include "ui/widgets/format.h"
#include "ui/widgets/plainlabel.h"

#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ClassicCard::ClassicCard(cluster::Store *store, QWidget *parent)
    : Card(parent)
    , m_store(store)
    , m_lines(new QVBoxLayout)
    , m_content(new QWidget(this))
{
    setObjectName(u"ClassicCard"_s);
    body()->addWidget(
        new PlainLabel(tr("Classic Swarm"), theme::Text::Heading, PlainLabel::Tone::Normal, this));
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    m_content->setLayout(m_lines);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(theme::grid);
    area->setWidget(m_content);
    m_content->setAutoFillBackground(false); // the card's own shows through
    body()->addWidget(area, 1);
    connect(store, &cluster::Store::classicChanged, this, &ClassicCard::refresh);
    refresh();
}

void ClassicCard::addLine(const QString &title, const QString &text)
{
    auto *line = new QVBoxLayout;
    line->setSpacing(0);
    line->addWidget(
        (new PlainLabel(title, theme::Text::Caption, PlainLabel::Tone::Muted, m_content))->elided());
    line->addWidget(
        (new PlainLabel(text, theme::Text::Body, PlainLabel::Tone::Normal, m_content))->wrapped());
    m_lines->addLayout(line);
}

void ClassicCard::refresh()
{
    qDeleteAll(m_content->findChildren<PlainLabel *>());
    while (QLayoutItem *item = m_lines->takeAt(0))
        delete item;
    const docker::ClassicSwarm &swarm = m_store->classic();
    const QLocale locale;
    if (!swarm.strategy.isEmpty())
        addLine(tr("Strategy"), swarm.strategy);
    if (!swarm.filters.isEmpty())
        addLine(tr("Filters"), swarm.filters.join(u", "_s));
    if (const QString discovery = m_store->classicDiscovery(); !discovery.isEmpty())
        addLine(tr("Its nodes find one another through"), discovery);
    for (const docker::ClassicNode &node : swarm.nodes) {
        addLine(tr("Reserved on %1").arg(node.name),
                tr("%1 of %2 processors, %3 of %4 memory")
                    .arg(locale.toString(node.reservedCpus), locale.toString(node.cpus),
                         memoryText(node.reservedMemoryBytes), memoryText(node.memoryBytes)));
    }
    m_lines->addStretch(1);
}

} // namespace skep::ui
