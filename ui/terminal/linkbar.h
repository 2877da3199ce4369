// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QUrl>

namespace skep::ui {

class TerminalLabel;

//! Where the link under the pointer leads to, spelled as it will be opened; in the lower corner of the view.
class LinkBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkBar)

public:
    explicit LinkBar(QWidget *parent);
    void showTarget(const QUrl &url);
    QUrl target() const { return isHidden() ? QUrl() : m_url; }
    QString text() const;

private:
    TerminalLabel *m_label;
    QUrl m_url;
};

} // namespace skep::ui
