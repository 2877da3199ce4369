// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/paletteentries.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

//! "Save &as…" as people read it: "Save as".
QString plainTitle(QString text)
{
    text.remove(u'…');
    qsizetype at = 0;
    while ((at = text.indexOf(u'&', at)) >= 0) {
        text.remove(at, 1);
        ++at; // of "&&" the second one stays
    }
    return text.trimmed();
}

void collect(QMenu *menu, const QString &place, QList<PaletteEntry> *entries)
{
    emit menu->aboutToShow(); // menus decide then what is possible
    for (QAction *action : menu->actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QString title = plainTitle(action->text());
        if (QMenu *sub = action->menu()) {
            collect(sub, place + u" › "_s + title, entries);
            continue;
        }
        PaletteEntry entry;
        entry.id = u"menu/"_s + place + u'/' + title;
        entry.title = title;
        entry.place = place;
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        entry.icon = action->icon();
        entry.isPossible = action->isEnabled();
        entry.run = [action = QPointer(action)] {
            if (action)
                action->trigger();
        };
        entries->append(entry);
    }
    emit menu->aboutToHide();
}

} // namespace

QList<PaletteEntry> menuEntries(const QMenuBar *bar)
{
    QList<PaletteEntry> entries;
    for (const QAction *action : bar->actions()) {
        if (QMenu *menu = action->menu())
            collect(menu, plainTitle(action->text()), &entries);
    }
    return entries;
}

} // namespace skep::ui
