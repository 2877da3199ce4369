// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/openportdialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::OpenPort;

OpenPortDialog::OpenPortDialog(QWidget *parent)
    : QDialog(parent)
    , m_port(new QComboBox(this))
    , m_to(new QLineEdit(this))
    , m_toRow(new FieldRow(
          tr("To whom"), m_to,
          tr("An address range such as 203.0.113.7/32, or the name of a firewall group of the account."),
          this))
    , m_consequence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_effect((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
    , m_everybody(new QCheckBox(tr("Yes, the whole internet"), this))
    , m_open(button(tr("&Open it"), ButtonKind::Primary, this))
{
    setWindowTitle(tr("Open a port"));
    growToFit(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(520);
    for (const OpenPort port : cluster::openPorts)
        m_port->addItem(cluster::portTitle(port), int(port));
    m_port->setObjectName(u"OpenPortKind"_s);
    m_to->setObjectName(u"OpenPortTo"_s);
    m_everybody->setObjectName(u"OpenPortEverybody"_s);
    m_open->setObjectName(u"OpenPortNow"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(new FieldRow(tr("What"), m_port, QString(), this));
    layout->addWidget(m_toRow);
    auto *warning = new Card(this, Card::Kind::Warning);
    warning->body()->addWidget(m_consequence);
    warning->body()->addWidget(m_everybody);
    layout->addWidget(warning);
    layout->addWidget(m_effect);
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_open);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &OpenPortDialog::submit);
    connect(m_port, &QComboBox::currentIndexChanged, this, &OpenPortDialog::edited);
    connect(m_to, &QLineEdit::textChanged, this, &OpenPortDialog::edited);
    connect(m_everybody, &QCheckBox::toggled, this, &OpenPortDialog::edited);
    m_to->setFocus();
    edited();
}

cluster::Exposure OpenPortDialog::exposure() const
{
    return {OpenPort(m_port->currentData().toInt()), m_to->text().trimmed()};
}

void OpenPortDialog::edited()
{
    const cluster::Exposure wanted = exposure();
    const bool isGood = cluster::check(wanted).has_value();
    m_toRow->setProblem({});
    m_consequence->setText(isGood ? cluster::consequence(wanted)
                                  : tr("What that shows is said here as soon as it is clear to whom."));
    m_effect->setText(
        wanted.port == OpenPort::Engine ? tr(
            "The engines start anew for it, one after the other, and the tasks of each with it. Then you "
            "give out client certificates.")
                                        : tr("Consul's servers start anew for it, one after the other: a few "
                                             "seconds each. It stays in the "
                                             "list of the overview until it is closed again."));
    m_everybody->setVisible(isGood && wanted.isToEverybody());
    // What it shows takes as many lines as it takes.
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    m_open->setEnabled(!m_everybody->isVisibleTo(this) || m_everybody->isChecked());
}

void OpenPortDialog::submit()
{
    if (const auto good = cluster::check(exposure()); !good)
        return m_toRow->setProblem(good.error().message);
    accept();
}

} // namespace skep::ui
