// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/commandpalette.h"

#include "ui/palette/fuzzymatch.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSettings>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

enum Role { EntryRole = Qt::UserRole, PlaceRole, KeysRole, IconRole, LettersRole };

constexpr int lineHeight = 38;
constexpr int mostLines = 9; // seen at once
constexpr int mostEntries = 200; // who has not found it among these types another letter
constexpr qsizetype remembered = 12;
constexpr QLatin1StringView recentKey{"palette/recent"};

//! One line: icon, title with the matched letters set off, where it belongs, its keys.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, lineHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const theme::Colors &c = theme::colors();
        const bool isPossible = index.flags() & Qt::ItemIsEnabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(c.selection);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), 7, 7);
        }
        QRect line = option.rect.adjusted(12, 0, -12, 0);
        index.data(IconRole).value<QIcon>().paint(painter, QRect(line.left(), line.center().y() - 7, 16, 16));
        line.setLeft(line.left() + 28);
        line.setRight(paintKeys(painter, line, index.data(KeysRole).toString()));
        painter->setPen(c.muted);
        painter->setFont(theme::font(theme::Text::Caption));
        const QString place = index.data(PlaceRole).toString();
        const int placeWidth =
            std::min(painter->fontMetrics().horizontalAdvance(place) + 4, line.width() / 2);
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(place, Qt::ElideRight, placeWidth));
        line.setRight(line.right() - placeWidth - 2 * theme::grid);
        paintTitle(painter, line, index, isPossible ? c.text : c.faint);
        painter->restore();
    }

private:
    static int paintKeys(QPainter *painter, const QRect &line, const QString &keys)
    {
        if (keys.isEmpty())
            return line.right();
        const theme::Colors &c = theme::colors();
        painter->setFont(theme::font(theme::Text::Caption));
        const int width = painter->fontMetrics().horizontalAdvance(keys) + 12;
        const QRectF box(line.right() - width, line.center().y() - 9, width, 20);
        painter->setPen(c.border);
        painter->setBrush(c.surface);
        painter->drawRoundedRect(box.translated(0.5, 0.5), 4, 4);
        painter->setPen(c.muted);
        painter->drawText(box, Qt::AlignCenter, keys);
        return line.right() - width - 10;
    }

    static void paintTitle(QPainter *painter, const QRect &line, const QModelIndex &index,
                           const QColor &color)
    {
        const QList<int> letters = index.data(LettersRole).value<QList<int>>();
        const QFont normal = theme::font(theme::Text::Body);
        const QString title =
            QFontMetrics(normal).elidedText(index.data().toString(), Qt::ElideRight, line.width());
        QFont strong = normal;
        strong.setWeight(QFont::Bold);
        strong.setUnderline(true); // not by weight alone: some fonts have little of it
        int x = line.left();
        for (int i = 0; i < title.size();) {
            const bool isHit = letters.contains(i);
            int end = i + 1;
            while (end < title.size() && letters.contains(end) == isHit)
                ++end;
            const QString part = title.mid(i, end - i);
            painter->setFont(isHit ? strong : normal);
            painter->setPen(color);
            painter->drawText(QRect(x, line.top(), line.right() - x + 20, line.height()),
                              Qt::AlignLeft | Qt::AlignVCenter, part);
            x += painter->fontMetrics().horizontalAdvance(part);
            i = end;
        }
    }
};

struct Ranked
{
    qsizetype entry;
    FuzzyMatch match;
    qsizetype recent; //!< place in the list of what was used last
};

QList<Ranked> ranked(const QList<PaletteEntry> &entries, const QString &pattern)
{
    const QStringList recent = QSettings().value(recentKey).toStringList();
    QList<Ranked> found;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        auto match = fuzzyMatch(pattern, entries[i].title);
        if (!match) { // "hive terminal" names the place and the thing
            match = fuzzyMatch(pattern, entries[i].place + u' ' + entries[i].title);
            if (!match)
                continue;
            match->places.clear();
            match->score -= 40;
        }
        const qsizetype used = recent.indexOf(entries[i].id);
        found.append({i, *match, used < 0 ? remembered : used});
    }
    std::stable_sort(found.begin(), found.end(), [&](const Ranked &a, const Ranked &b) {
        if (entries[a.entry].isPossible != entries[b.entry].isPossible)
            return entries[a.entry].isPossible;
        return std::pair(-a.match.score, a.recent) < std::pair(-b.match.score, b.recent);
    });
    return found;
}

void remember(const QString &id)
{
    QStringList recent = QSettings().value(recentKey).toStringList();
    recent.removeAll(id);
    recent.prepend(id);
    QSettings().setValue(recentKey, QStringList(recent.mid(0, remembered)));
}

} // namespace

CommandPalette::CommandPalette(QWidget *window, Provider provider)
    : Card(window)
    , m_provider(std::move(provider))
    , m_field(new QLineEdit(this))
    , m_view(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_nothing(
          new PlainLabel(tr("Nothing has these letters."), theme::Text::Body, PlainLabel::Tone::Muted, this))
{
    setObjectName(u"CommandPalette"_s);
    body()->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    body()->setSpacing(theme::grid);
    m_field->setPlaceholderText(tr("Find an action, a cluster or a node"));
    m_field->setAccessibleName(tr("Command palette"));
    m_field->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new EntryDelegate(this));
    m_view->setAccessibleName(tr("What was found"));
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setFixedHeight(lineHeight);
    body()->addWidget(m_field);
    body()->addWidget(m_view);
    body()->addWidget(m_nothing);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(40);
    shadow->setOffset(0, 12);
    shadow->setColor(QColor(0, 0, 0, 90));
    setGraphicsEffect(shadow);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_view, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_view, &QListView::entered, m_view, &QListView::setCurrentIndex);
    hide();
}

void CommandPalette::open()
{
    m_before = window()->focusWidget();
    m_entries = m_provider();
    m_field->clear();
    filter();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::filter()
{
    m_model->clear();
    const QList<Ranked> found = ranked(m_entries, m_field->text());
    for (const Ranked &each : found.mid(0, mostEntries)) {
        const PaletteEntry &entry = m_entries[each.entry];
        auto *item = new QStandardItem(entry.title);
        item->setData(each.entry, EntryRole);
        item->setData(entry.place, PlaceRole);
        item->setData(entry.keys, KeysRole);
        item->setData(entry.icon, IconRole);
        item->setData(QVariant::fromValue(each.match.places), LettersRole);
        item->setEnabled(entry.isPossible);
        if (!entry.isPossible)
            item->setToolTip(plainToolTip(entry.whyNot));
        m_model->appendRow(item);
    }
    m_nothing->setVisible(found.isEmpty());
    m_view->setVisible(!found.isEmpty());
    if (!found.isEmpty())
        m_view->setCurrentIndex(m_model->index(0, 0));
    place();
}

void CommandPalette::place()
{
    const QSize window = parentWidget()->size();
    const int width = std::min(620, window.width() - 4 * theme::grid);
    const int lines = std::clamp(m_model->rowCount(), 1, mostLines);
    m_view->setFixedHeight(lines * lineHeight + 2 * m_view->frameWidth());
    setFixedWidth(width);
    adjustSize();
    move((window.width() - width) / 2, std::max(theme::grid, window.height() / 8));
}

void CommandPalette::moveChoice(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = std::clamp(m_view->currentIndex().row() + by, 0, rows - 1);
    m_view->setCurrentIndex(m_model->index(row, 0));
}

void CommandPalette::choose()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled))
        return;
    const PaletteEntry entry = m_entries[index.data(EntryRole).value<qsizetype>()];
    remember(entry.id);
    dismiss();
    entry.run();
}

void CommandPalette::dismiss()
{
    hide();
    m_entries.clear();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (!isVisible())
        return Card::eventFilter(watched, event);
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (watched != m_field)
        return Card::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason)
        dismiss();
    if (event->type() != QEvent::KeyPress)
        return Card::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Down:
        moveChoice(1);
        return true;
    case Qt::Key_Up:
        moveChoice(-1);
        return true;
    case Qt::Key_PageDown:
        moveChoice(mostLines);
        return true;
    case Qt::Key_PageUp:
        moveChoice(-mostLines);
        return true;
    default:
        return Card::eventFilter(watched, event);
    }
}

} // namespace skep::ui
