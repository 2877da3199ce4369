// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme/theme.h"

#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

Card::Card(QWidget *parent, Kind kind)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    setKind(kind);
    m_body->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
    m_body->setSpacing(theme::grid);
}

void Card::setKind(Kind kind)
{
    static const QString names[] = {u"true"_s, u"error"_s, u"warning"_s, u"note"_s};
    setProperty("card", names[size_t(kind)]);
    style()->unpolish(this);
    style()->polish(this);
}

QFrame *hairline(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(u"Hairline"_s);
    return line;
}

} // namespace skep::ui
