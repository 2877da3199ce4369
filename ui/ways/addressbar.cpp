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
    , m_move(button(QString(), ButtonKind::Primary, this))
    , m_add(button(tr("&Add it"), ButtonKind::Normal, this))
    , m_other(button(QString(), ButtonKind::Normal, this))
{
    setObjectName(u"AddressBar"_s);
    m_sentence->setObjectName(u"AddressSentence"_s);
    m_move->setObjectName(u"MoveAddress"_s);
    m_add->setObjectName(u"AddAddress"_s);
    m_other->setObjectName(u"OtherAddress"_s);
    m_add->setToolTip(tr("What is open stays open: for a second computer or another person."));
    body()->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid + 4);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_sentence, 1);
    for (QPushButton *each : {m_other, m_add, m_move})
        row->addWidget(each, 0, Qt::AlignTop);
    body()->addLayout(row);
    body()->addWidget(m_reason);
    connect(m_move, &QPushButton::clicked, this, [this] { moveTo({m_cluster->operatorWay().now}); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        const cluster::OperatorWay way = m_cluster->operatorWay();
        moveTo(way.open + QStringList{way.now});
    });
    connect(m_other, &QPushButton::clicked, this, &AddressBar::dialogRequested);
    for (const auto signal : {&Cluster::operatorWayChanged, &Cluster::phaseChanged, &Cluster::planChanged})
        connect(cluster, signal, this, &AddressBar::refresh);
    refresh();
}

void AddressBar::refresh()
{
    const auto change = m_cluster->change();
    const cluster::OperatorWay way = m_cluster->operatorWay();
    const bool isReady = m_cluster->phase() == Phase::Ready;
    const QString open = way.open.join(u", "_s);
    if (isReady && change && change->isOfOperatorOnly())
        return say(
            tr("The way in is not moved to %1 yet. Nobody was shut out: the old ranges are still open.")
                .arg(change->operatorCidrs.join(u", "_s)),
            tr("Another range…"), {});
    if (isReady && !change && way.isStale)
        return say(tr("SSH is open to %1, but this computer is seen as %2 now.").arg(open, way.now),
                   tr("Another range…"), way);
    if (isReady && !change && way.isShutOut)
        return say(tr("No machine answers. SSH is open to %1 only: if this computer has another address now, "
                      "that is why.")
                       .arg(open),
                   tr("Name the address…"), {});
    m_refusal.clear();
    hide();
}

void AddressBar::say(const QString &sentence, const QString &other, const cluster::OperatorWay &offered)
{
    m_sentence->setText(sentence);
    m_reason->setText(m_refusal);
    m_reason->setVisible(!m_refusal.isEmpty());
    m_other->setText(other);
    m_move->setText(tr("&Move it to %1").arg(offered.now));
    // Several ranges are several people's or places': none of them is taken away by one click.
    m_move->setVisible(offered.isStale && offered.open.size() == 1);
    m_add->setVisible(offered.isStale);
    m_move->setEnabled(true);
    m_add->setEnabled(true);
    setVisible(true);
}

void AddressBar::moveTo(const QStringList &cidrs)
{
    m_move->setEnabled(false);
    m_add->setEnabled(false);
    m_refusal.clear();
    onResult(m_cluster->moveOperator(cidrs), this, [this](const Result<> &begun) {
        if (!begun)
            m_refusal = begun.error().message;
        refresh();
    });
}

} // namespace skep::ui
