// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace skep::ui {

//! A rounded surface with a hairline around it, the one container for content.
class Card : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)

public:
    enum class Kind { Plain, Error, Warning, Note };
    explicit Card(QWidget *parent = nullptr, Kind kind = Kind::Plain);
    QVBoxLayout *body() const { return m_body; } //!< with the usual margins
    void setKind(Kind kind);

private:
    QVBoxLayout *m_body;
};

QFrame *hairline(QWidget *parent = nullptr); //!< a line between two parts of a card

} // namespace skep::ui
