// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/addressbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Cluster;
using cluster::Phase;

AddressBar::AddressBar(Cluster *cluster, QWidget *parent)
    : Card(parent, Kind::Warning)
    , m_cluster(cluster)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_reason((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Error, this))->wrapped())
    , m_deed(button(QString(), ButtonKind::Primary, this))
    , m_other(button(QString(), ButtonKind::Normal, this))
    , m_giveUp(button(tr("Give up"), ButtonKind::Quiet, this))
{
    setObjectName(u"AddressBar"_s);
    m_sentence->setObjectName(u"AddressSentence"_s);
    m_deed->setObjectName(u"MoveAddress"_s);
    m_other->setObjectName(u"OtherAddress"_s);
    m_giveUp->setObjectName(u"GiveUpAddress"_s);
    body()->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid + 4);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_sentence, 1);
    for (QPushButton *each : {m_giveUp, m_other, m_deed})
        row->addWidget(each, 0, Qt::AlignTop);
    body()->addLayout(row);
    body()->addWidget(m_reason);
    connect(m_deed, &QPushButton::clicked, this, &AddressBar::act);
    connect(m_other, &QPushButton::clicked, this, &AddressBar::dialogRequested);
    connect(m_giveUp, &QPushButton::clicked, cluster, &Cluster::giveUp);
    for (const auto signal : {&Cluster::operatorWayChanged, &Cluster::phaseChanged, &Cluster::planChanged})
        connect(cluster, signal, this, &AddressBar::refresh);
    connect(cluster, &Cluster::stepChanged, this, &AddressBar::refresh);
    refresh();
}

void AddressBar::refresh()
{
    const auto change = m_cluster->change();
    const cluster::OperatorWay way = m_cluster->operatorWay();
    const bool isMove = change && change->isOfOperatorOnly();
    if (isMove && m_cluster->phase() == Phase::Changing)
        return showMoving(*change);
    if (isMove && m_cluster->phase() == Phase::Ready)
        return showStopped(*change);
    if (m_cluster->phase() != Phase::Ready || change || (!way.isStale && !way.isShutOut)) {
        m_refusal.clear();
        return hide();
    }
    if (way.isStale)
        return showStale(way);
    say(tr("No machine answers. SSH is open to %1 only: if this computer has another address now, that is "
           "why.")
            .arg(way.open.join(u", "_s)),
        Deed::None, {}, tr("Name the address…"));
}

void AddressBar::showStale(const cluster::OperatorWay &way)
{
    const QString sentence =
        tr("SSH is open to %1, but this computer is seen as %2 now.").arg(way.open.join(u", "_s), way.now);
    // Several ranges are several people's or places': none of them is taken away by one click.
    if (way.open.size() == 1)
        say(sentence, Deed::Move, tr("&Move it to %1").arg(way.now), tr("Other…"));
    else
        say(sentence, Deed::Add, tr("&Add %1").arg(way.now), tr("Other…"));
}

void AddressBar::showMoving(const cluster::Change &change)
{
    say(tr("Moving the way in to %1: the new range is opened, used, and only then the old one closed. %2")
            .arg(change.operatorCidrs.join(u", "_s), runningStep()),
        Deed::None, {}, {});
}

void AddressBar::showStopped(const cluster::Change &change)
{
    m_refusal = m_cluster->error().message;
    say(tr("The way in is not moved to %1 yet. Nobody was shut out: the old ranges are still open.")
            .arg(change.operatorCidrs.join(u", "_s)),
        Deed::Retry, tr("&Try again"), tr("Other…"));
    m_giveUp->setVisible(true);
    m_refusal.clear();
}

void AddressBar::say(const QString &sentence, Deed deed, const QString &text, const QString &other)
{
    m_kind = deed;
    m_sentence->setText(sentence);
    m_reason->setText(m_refusal);
    m_reason->setVisible(!m_refusal.isEmpty());
    m_deed->setText(text);
    m_deed->setVisible(deed != Deed::None);
    m_deed->setEnabled(true);
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    m_giveUp->setVisible(false);
    setVisible(true);
}

QString AddressBar::runningStep() const
{
    const auto steps = m_cluster->steps();
    for (const auto &step : steps) {
        if (m_cluster->record(step.id).state == plan::StepState::Running)
            return Cluster::stepTitle(step) + u'…';
    }
    return {};
}

void AddressBar::act()
{
    const cluster::OperatorWay way = m_cluster->operatorWay();
    switch (m_kind) {
    case Deed::Move:
        return moveTo({way.now});
    case Deed::Add:
        return moveTo(way.open + QStringList{way.now});
    case Deed::Retry:
        return m_cluster->resume();
    case Deed::None:
        break;
    }
}

void AddressBar::moveTo(const QStringList &cidrs)
{
    m_deed->setEnabled(false);
    m_refusal.clear();
    onResult(m_cluster->moveOperator(cidrs), this, [this](const Result<> &begun) {
        if (!begun)
            m_refusal = begun.error().message;
        refresh();
    });
}

} // namespace skep::ui
