// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/attentionlist.h"

#include "ui/widgets/button.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
constexpr size_t mostRows = 100; // beyond it nobody reads; the tables have them all

bool changesCluster(const QString &action)
{
    return action == cluster::action::nodeReplace || action == "node.terminal"_L1 || action == "proof.run"_L1;
}

} // namespace

QString actionTitle(const QString &action)
{
    if (action == cluster::action::nodeReplace)
        return AttentionList::tr("Replace…");
    if (action == "node.show"_L1)
        return AttentionList::tr("Show the node");
    if (action == "node.terminal"_L1)
        return AttentionList::tr("Open a terminal");
    if (action == "service.show"_L1)
        return AttentionList::tr("Show the service");
    if (action == "catalog.show"_L1)
        return AttentionList::tr("Show in the catalog");
    if (action == cluster::action::discoveryShow)
        return AttentionList::tr("Show what is open");
    if (action == "proof.run"_L1)
        return AttentionList::tr("Prove again");
    if (action == "cluster.reconnect"_L1)
        return AttentionList::tr("Reconnect");
    return {};
}

AttentionList::AttentionList(QWidget *parent)
    : Card(parent, Kind::Warning)
    , m_title(new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, this))
{
    body()->addWidget(m_title);
    hide();
}

void AttentionList::setItems(const std::vector<cluster::Attention> &items)
{
    if (items == m_items)
        return;
    m_items = items;
    delete m_rows;
    m_rows = nullptr;
    setVisible(!items.empty());
    if (items.empty())
        return;
    const auto matters = std::count_if(items.begin(), items.end(), [](const auto &a) { return !a.isCalm(); });
    setKind(matters > 0 ? Kind::Warning : Kind::Note);
    m_title->setText(matters > 0 ? tr("Needs attention (%1)").arg(matters) : tr("To keep in mind"));
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *holder = new QWidget(scroll);
    holder->setObjectName(u"ScrollBody"_s);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    for (size_t i = 0; i < std::min(items.size(), mostRows); ++i)
        layout->addWidget(row(items[i]));
    layout->addStretch(1);
    scroll->setWidget(holder);
    scroll->viewport()->setAutoFillBackground(false);
    holder->setAutoFillBackground(false);
    scroll->setFixedHeight(std::min(layout->sizeHint().height(), 148));
    m_rows = scroll;
    body()->addWidget(scroll);
}

QWidget *AttentionList::row(const cluster::Attention &item)
{
    auto *made = new QWidget(this);
    auto *layout = new QHBoxLayout(made);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(theme::grid);
    if (item.isCalm()) {
        auto *sign = new QLabel(made);
        sign->setPixmap(icon(u"broadcast"_s).pixmap(18, 18));
        layout->addWidget(sign, 0, Qt::AlignVCenter);
    } else {
        auto *glyph = new HealthGlyph(18, made);
        glyph->setHealth(item.health);
        layout->addWidget(glyph, 0, Qt::AlignVCenter);
    }
    layout->addWidget(
        (new PlainLabel(item.what, theme::Text::Body, PlainLabel::Tone::Normal, made))->wrapped(), 1);
    for (const QString &id : {item.also, item.action}) { // the one that most often helps at the edge
        const QString title = actionTitle(id);
        if (title.isEmpty())
            continue;
        auto *action = button(title, ButtonKind::Normal, made);
        connect(action, &QPushButton::clicked, this,
                [this, id, subject = item.subject] { emit triggered(id, subject); });
        layout->addWidget(changesCluster(id) ? new Changing(action, made) : static_cast<QWidget *>(action), 0,
                          Qt::AlignVCenter);
    }
    return made;
}

} // namespace skep::ui
