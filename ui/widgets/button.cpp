// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include <QPushButton>

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

} // namespace skep::ui
