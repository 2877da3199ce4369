// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/accessibleterminal.h"

#include "ui/terminal/terminalview.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace skep::ui {

namespace {

//! The visible rows as one text with a line end after each.
class AccessibleTerminal final : public QAccessibleWidget, public QAccessibleTextInterface
{
    Q_DISABLE_COPY_MOVE(AccessibleTerminal)

public:
    explicit AccessibleTerminal(TerminalView *view)
        : QAccessibleWidget(view, QAccessible::Terminal)
        , m_view(*view)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_view.visibleText() : QAccessibleWidget::text(kind);
    }

    int characterCount() const override { return int(m_view.visibleText().size()); }
    QString text(int begin, int end) const override { return m_view.visibleText().mid(begin, end - begin); }
    int cursorPosition() const override
    {
        const terminal::Cursor cursor = m_view.terminal().cursor();
        const auto row = int(m_view.terminal().screenLine() - m_view.topLine()) + cursor.row;
        const QStringList lines = m_view.visibleText().split(u'\n');
        int offset = 0;
        for (int i = 0; i < std::min(row, int(lines.size()) - 1); ++i)
            offset += int(lines[i].size()) + 1;
        return row < lines.size() ? offset + std::min(cursor.column, int(lines[row].size())) : offset;
    }
    void setCursorPosition(int) override { } // the far side's to set

    int selectionCount() const override { return m_view.hasSelection() ? 1 : 0; }
    void selection(int, int *begin, int *end) const override
    {
        const TextRange range = m_view.selection().range();
        *begin = m_view.hasSelection() ? offsetOf(range.begin) : 0;
        *end = m_view.hasSelection() ? offsetOf(range.end) : 0;
    }
    void addSelection(int, int) override { }
    void setSelection(int, int, int) override { }
    void removeSelection(int) override { m_view.clearSelection(); }

    QRect characterRect(int offset) const override
    {
        const QStringList before = m_view.visibleText().left(offset).split(u'\n');
        const QRect inView = m_view.cellRect(int(before.last().size()), int(before.size()) - 1);
        return {m_view.viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        return offsetOf(m_view.cellAt(m_view.viewport()->mapFromGlobal(point)));
    }
    void scrollToSubstring(int, int) override { }
    QString attributes(int, int *begin, int *end) const override
    {
        *begin = 0;
        *end = characterCount();
        return {};
    }

private:
    int offsetOf(terminal::Position at) const
    {
        const QStringList lines = m_view.visibleText().split(u'\n');
        int offset = 0;
        for (int row = 0; row < int(lines.size()); ++row) {
            if (m_view.topLine() + row >= at.line)
                return offset + std::min(at.column, int(lines[row].size()));
            offset += int(lines[row].size()) + 1;
        }
        return offset;
    }

    TerminalView &m_view;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<TerminalView *>(object);
    return view ? new AccessibleTerminal(view) : nullptr;
}

} // namespace

void installTerminalAccessibility()
{
    [[maybe_unused]] static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
}

void noteTerminalChange(TerminalView *view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent changed(view, QAccessible::VisibleDataChanged);
    QAccessible::updateAccessibility(&changed);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(view);
    if (!interface)
        return;
    QAccessibleTextCursorEvent moved(view, interface->textInterface()->cursorPosition());
    QAccessible::updateAccessibility(&moved);
}

} // namespace skep::ui
