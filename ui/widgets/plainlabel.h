// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace skep::ui {

//! The only label for text that may come from outside: plain text by class, with a role of the type scale.
class PlainLabel : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainLabel)

public:
    enum class Tone { Normal, Muted, Faint, Error };

    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, theme::Text role = theme::Text::Body, Tone tone = Tone::Normal,
                        QWidget *parent = nullptr);

    //! What would burst the layout or hold it up for seconds is left out: a name has no thousand accents.
    void setText(const QString &text);
    void setRole(theme::Text role);
    void setTone(Tone tone);
    PlainLabel *wrapped(); //!< breaks lines; returns itself
    PlainLabel *
    elided(Qt::TextElideMode mode = Qt::ElideRight); //!< cuts with an ellipsis; the whole text is the tooltip

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_elide = Qt::ElideNone;
};

//! \p text without what no reader needs of it and what takes a layout long.
QString boundedText(const QString &text);

//! Text as a tooltip that shows it as it is: tooltips guess at markup, so the guess is made certain and
//! harmless.
QString plainToolTip(const QString &text);

} // namespace skep::ui
