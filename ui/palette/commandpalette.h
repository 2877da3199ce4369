// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletteentries.h"
#include "ui/widgets/card.h"

#include <QPointer>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace skep::ui {

class PlainLabel;

//! Ctrl+K: finds actions, clusters and nodes by a few letters and does what is chosen. A card over the window
//! that goes away with Escape, a click elsewhere or a choice.
class CommandPalette final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    using Provider = std::function<QList<PaletteEntry>()>;

    //! \p window: what it lies over. \p provider is asked at each opening.
    CommandPalette(QWidget *window, Provider provider);

    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter();
    void place();
    void choose();
    void moveChoice(int by);
    void dismiss();

    Provider m_provider;
    QList<PaletteEntry> m_entries;
    QPointer<QWidget> m_before; //!< had the focus
    QLineEdit *m_field;
    QListView *m_view;
    QStandardItemModel *m_model;
    PlainLabel *m_nothing;
};

} // namespace skep::ui
