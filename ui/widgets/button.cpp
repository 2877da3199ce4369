// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace skep::ui {

QPushButton *button(const QString &text, ButtonKind kind, QWidget *parent)
{
    static const QString names[] = {u"normal"_s, u"primary"_s, u"danger"_s, u"quiet"_s};
    auto *made = new QPushButton(text, parent);
    made->setProperty("kind", names[size_t(kind)]);
    made->setAutoDefault(false);
    made->setCursor(Qt::PointingHandCursor);
    return made;
}

QToolButton *signButton(const QString &sign, int side, const QString &tip, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setIcon(icon(sign));
    made->setIconSize({side, side});
    made->setToolTip(plainToolTip(tip));
    made->setAccessibleName(tip);
    made->setFocusPolicy(Qt::NoFocus);
    return made;
}

QToolButton *closeButton(const QString &tip, QWidget *parent)
{
    return signButton(u"close"_s, 12, tip, parent);
}

} // namespace skep::ui
