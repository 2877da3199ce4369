// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/nodekeysdialog.h"

#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

NodeKeysDialog::NodeKeysDialog(cluster::Cluster *cluster, QWidget *parent)
    : FormDialog({tr("Host keys of %1").arg(cluster->name()),
                  tr("These nodes are reached through the way in. Their containers, files and terminals come "
                     "once you say that these are their keys."),
                  tr("&Trust these"), tr("Asking…"), true},
                 parent)
    , m_cluster(cluster)
{
    auto *area = new QScrollArea(this);
    auto *list = new QWidget(area);
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::grid + theme::grid / 2);
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setMinimumHeight(160);
    form()->addWidget(area, 1);
    deed()->setEnabled(false);
    const QStringList nodes = cluster->unconfirmedNodes();
    for (const QString &node : nodes)
        ask(node, addRow(rows, node));
    rows->addStretch(1);
}

PlainLabel *NodeKeysDialog::addRow(QVBoxLayout *rows, const QString &node)
{
    QString address;
    const auto machines = m_cluster->machines();
    for (const auto &machine : machines) {
        if (machine.name == node)
            address = machine.address;
    }
    auto *title =
        new PlainLabel(node + u"  ·  "_s + address, theme::Text::Strong, PlainLabel::Tone::Normal, this);
    auto *shown =
        (new PlainLabel(tr("Is asked for its key…"), theme::Text::Body, PlainLabel::Tone::Muted, this))
            ->wrapped();
    shown->setObjectName(u"Key-"_s + node);
    shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QVBoxLayout;
    row->setSpacing(0);
    row->addWidget(title->elided());
    row->addWidget(shown);
    rows->addLayout(row);
    return shown;
}

void NodeKeysDialog::ask(const QString &node, PlainLabel *shown)
{
    onResult(m_cluster->nodeKey(node), this, [this, node, shown](const Result<cluster::NodeKey> &key) {
        shown->setText(key ? key->fingerprint : key.error().message);
        shown->setTone(key ? PlainLabel::Tone::Normal : PlainLabel::Tone::Error);
        if (key)
            m_keys.insert(node, key->key);
        deed()->setEnabled(!m_keys.isEmpty());
    });
}

void NodeKeysDialog::submit()
{
    for (auto it = m_keys.cbegin(); it != m_keys.cend(); ++it) {
        const auto kept = m_cluster->confirmHostKey(it.key(), it.value());
        if (!kept && kept.error().code != ErrorCode::NotFound) // known_hosts was quicker
            return message()->showError(kept.error());
    }
    accept();
}

} // namespace skep::ui
