// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/formsection.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

FormSection::FormSection(const QString &title, QWidget *parent)
    : Card(parent)
    , m_fold(button(title, ButtonKind::Quiet, this))
    , m_content(new QWidget(this))
    , m_fields(new QVBoxLayout(m_content))
{
    body()->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    body()->setSpacing(0);
    m_fold->setCheckable(true);
    m_fold->setFont(theme::font(theme::Text::Strong));
    m_fields->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    m_fields->setSpacing(2 * theme::grid);
    body()->addWidget(m_fold, 0, Qt::AlignLeft);
    body()->addWidget(m_content);
    connect(m_fold, &QPushButton::toggled, this, &FormSection::setOpen);
    setOpen(false);
}

void FormSection::setOpen(bool open)
{
    m_fold->setChecked(open);
    m_fold->setIcon(icon(open ? u"unfold"_s : u"fold"_s));
    m_content->setVisible(open);
}

} // namespace skep::ui
