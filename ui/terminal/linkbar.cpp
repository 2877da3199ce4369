// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/linkbar.h"

#include "ui/terminal/terminallabel.h"

#include <QHBoxLayout>

#include <algorithm>

namespace skep::ui {

LinkBar::LinkBar(QWidget *parent)
    : QFrame(parent)
    , m_label(new TerminalLabel({}, this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_label);
    hide();
}

void LinkBar::showTarget(const QUrl &url)
{
    m_url = url;
    if (url.isEmpty())
        return hide();
    // Names in other scripts as they travel, so that no letter passes for another.
    const QString address = QString::fromLatin1(url.toEncoded());
    const QSize room = parentWidget()->size();
    m_label->setText(fontMetrics().elidedText(tr("%1 (Ctrl+click opens)").arg(address), Qt::ElideMiddle,
                                              std::max(40, room.width() - 24)));
    adjustSize();
    move(0, room.height() - height());
    show();
    raise();
}

QString LinkBar::text() const
{
    return m_label->text();
}

} // namespace skep::ui
