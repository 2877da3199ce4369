// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/destroydialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

DestroyDialog::DestroyDialog(const QString &clusterName, int machines, QWidget *parent)
    : QDialog(parent)
    , m_typed(new QLineEdit(this))
    , m_destroy(button(tr("&Destroy"), ButtonKind::Danger, this))
{
    setWindowTitle(tr("Destroy a cluster"));
    growToFit(this);
    setMinimumWidth(460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget((new PlainLabel(tr("Destroy %1?").arg(clusterName), theme::Text::Title,
                                      PlainLabel::Tone::Normal, this))
                          ->wrapped());
    layout->addWidget(
        (new PlainLabel(tr("This deletes %n machine(s) with everything on them, the firewall groups and "
                           "the keys. It cannot be undone.",
                           nullptr, machines),
                        theme::Text::Body, PlainLabel::Tone::Normal, this))
            ->wrapped());
    layout->addWidget(new FieldRow(tr("Type the cluster's name"), m_typed, clusterName, this));
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_destroy);
    layout->addLayout(buttons);
    m_typed->setObjectName(u"TypedName"_s);
    m_destroy->setObjectName(u"ConfirmDestroy"_s);
    m_destroy->setEnabled(false);
    connect(m_typed, &QLineEdit::textChanged, this,
            [this, clusterName](const QString &text) { m_destroy->setEnabled(text == clusterName); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_destroy, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace skep::ui
