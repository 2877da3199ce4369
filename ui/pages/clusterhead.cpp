// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clusterhead.h"

#include "ui/widgets/button.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statebadge.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ClusterHead::ClusterHead(const QString &name, cluster::Store *store, QWidget *parent)
    : QWidget(parent)
    , m_destroy(button(tr("&Destroy…"), ButtonKind::Danger, this))
    , m_store(store)
    , m_glyph(new HealthGlyph(24, this))
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_badge(new StateBadge(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    m_sentence->setObjectName(u"Sentence"_s);
    m_destroy->setObjectName(u"Destroy"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid + 4);
    row->addWidget(m_glyph);
    row->addWidget((new PlainLabel(name, theme::Text::Title, PlainLabel::Tone::Normal, this))->elided(), 1);
    row->addWidget(m_badge);
    row->addWidget(m_destroy);
    layout->addLayout(row);
    layout->addWidget(m_sentence);
    connect(m_destroy, &QPushButton::clicked, this, &ClusterHead::destroyRequested);
    connect(store, &cluster::Store::overviewChanged, this, &ClusterHead::update);
    connect(store, &cluster::Store::liveStateChanged, this, &ClusterHead::update);
    update();
}

void ClusterHead::setConnected()
{
    auto *forget = button(tr("&Forget…"), ButtonKind::Normal, this);
    forget->setObjectName(u"Forget"_s);
    layout()->replaceWidget(m_destroy, forget);
    delete std::exchange(m_destroy, nullptr);
    connect(forget, &QPushButton::clicked, this, &ClusterHead::destroyRequested);
}

void ClusterHead::update()
{
    const cluster::Overview &overview = m_store->overview();
    // What was well once is not known to be well now.
    const bool stale = m_store->liveState() != cluster::LiveState::Live;
    m_badge->setState(m_store->liveState(), m_store->lastHeard());
    m_glyph->setHealth(stale ? cluster::Health::Unknown : overview.health.health);
    m_sentence->setText(overview.sentence.isEmpty()
                            ? tr("Connecting to the cluster. What it says is shown here.")
                            : overview.sentence);
    m_sentence->setTone(stale ? PlainLabel::Tone::Muted : PlainLabel::Tone::Normal);
}

} // namespace skep::ui
