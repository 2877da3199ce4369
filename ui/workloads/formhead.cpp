// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/formhead.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace skep::ui {

FormHead::FormHead(QWidget *parent)
    : QWidget(parent)
    , m_title((new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, this))->elided())
    , m_cancel(button(tr("Cancel"), ButtonKind::Normal, this))
    , m_next(button(QString(), ButtonKind::Primary, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(m_title, 1);
    row->addWidget(m_cancel);
    row->addWidget(new Changing(m_next, this));
}

} // namespace skep::ui
