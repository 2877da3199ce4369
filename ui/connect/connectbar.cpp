// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Cluster;

ConnectBar::ConnectBar(Cluster *cluster, QWidget *parent)
    : Card(parent, Kind::Note)
    , m_cluster(cluster)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_keys(button(tr("Host &keys…"), ButtonKind::Normal, this))
    , m_allow(button(tr("&Allow changes…"), ButtonKind::Normal, this))
{
    setObjectName(u"ConnectBar"_s);
    m_sentence->setObjectName(u"ConnectSentence"_s);
    m_keys->setObjectName(u"NodeKeys"_s);
    m_allow->setObjectName(u"AllowChanges"_s);
    body()->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_keys);
    row->addWidget(m_allow);
    body()->addLayout(row);
    connect(m_keys, &QPushButton::clicked, this, &ConnectBar::keysRequested);
    connect(m_allow, &QPushButton::clicked, this, &ConnectBar::leaveRequested);
    for (const auto signal :
         {&Cluster::phaseChanged, &Cluster::machinesChanged, &Cluster::loginQuestionChanged})
        connect(cluster, signal, this, &ConnectBar::refresh);
    refresh();
}

void ConnectBar::refresh()
{
    const auto unconfirmed = m_cluster->unconfirmedNodes().size();
    const bool isAllowed = m_cluster->connected()->changesAllowed;
    m_keys->setVisible(unconfirmed > 0);
    m_allow->setVisible(!isAllowed);
    setVisible(!m_cluster->loginQuestion() && (unconfirmed > 0 || !isAllowed));
    QStringList parts;
    if (!isAllowed)
        parts << tr("Skep only looks at this cluster.");
    if (unconfirmed > 0)
        parts << tr("%n other node(s) can be reached once you have confirmed their host keys.", nullptr,
                    int(unconfirmed));
    m_sentence->setText(parts.join(u' '));
}

} // namespace skep::ui
