// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choicecard.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace skep::ui {

namespace {
constexpr int margin = 2 * theme::grid;
constexpr int signSize = 32;
} // namespace

ChoiceCard::ChoiceCard(const QString &title, const QString &sentence, QWidget *parent)
    : QAbstractButton(parent)
    , m_sentence(sentence)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceCard::setSign(const QIcon &sign)
{
    m_sign = sign;
    m_heights.clear();
    updateGeometry();
}

QSize ChoiceCard::sizeHint() const
{
    return {176, heightForWidth(176)};
}

int ChoiceCard::heightForWidth(int width) const
{
    int &height = m_heights[width]; // layouts ask often, and to break text is slow
    if (height == 0)
        height = measuredHeight(width);
    return height;
}

int ChoiceCard::measuredHeight(int width) const
{
    const QFontMetrics title(theme::font(theme::Text::Strong));
    const QFontMetrics body(theme::font(theme::Text::Caption));
    const QRect area(0, 0, width - 2 * margin, 1000);
    const int flags = Qt::TextWordWrap | Qt::TextHideMnemonic;
    return 2 * margin + (m_sign.isNull() ? 0 : signSize + theme::grid)
        + title.boundingRect(area, flags, text()).height() + theme::grid / 2
        + body.boundingRect(area, flags, m_sentence).height();
}

void ChoiceCard::changeEvent(QEvent *event)
{
    m_heights.clear(); // another font, perhaps
    QAbstractButton::changeEvent(event);
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Colors &c = theme::colors();
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool isOn = isChecked();
    const bool isHot = underMouse() && isEnabled();
    painter.setPen(QPen(isOn || hasFocus() ? c.accent
                            : isHot        ? c.border
                                           : c.hairline,
                        isOn || hasFocus() ? 2 : 1));
    painter.setBrush(isOn           ? theme::mixed(c.accent, c.surface, 0.10)
                         : isDown() ? c.pressed
                         : isHot    ? c.hover
                                    : c.surface);
    painter.drawRoundedRect(area, theme::cardRadius, theme::cardRadius);
    QRect text = rect().adjusted(margin, margin, -margin, -margin);
    if (!m_sign.isNull()) {
        m_sign.paint(&painter, QRect(text.topLeft(), QSize(signSize, signSize)));
        text.setTop(text.top() + signSize + theme::grid);
    }
    painter.setFont(theme::font(theme::Text::Strong));
    painter.setPen(isEnabled() ? c.text : c.faint);
    QRect title;
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap | Qt::TextHideMnemonic,
                     this->text(), &title);
    text.setTop(title.bottom() + 1 + theme::grid / 2);
    painter.setFont(theme::font(theme::Text::Caption));
    painter.setPen(isEnabled() ? c.muted : c.faint);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
}

} // namespace skep::ui
