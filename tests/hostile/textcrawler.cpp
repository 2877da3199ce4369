// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/textcrawler.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

constexpr int mostRows = 40;
constexpr int widest = 2400; //!< that a window may want of a screen at least
constexpr int highest = 2400;

//! What of a document is more than text; empty: nothing.
QString markupIn(const QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0 || block.textList())
            return u"a heading or a list"_s;
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isImageFormat() || format.isAnchor())
                return u"an image or a link"_s;
            if (format.fontWeight() > QFont::Normal || format.fontItalic())
                return u"bold or italic text"_s;
        }
    }
    return {};
}

} // namespace

void TextCrawler::inspect(const QString &payload)
{
    m_payload = payload;
    const auto widgets = QApplication::allWidgets();
    for (const QWidget *widget : widgets) {
        for (const auto *meta = widget->metaObject(); meta; meta = meta->superClass())
            m_classes.insert(QString::fromLatin1(meta->className()).section(u"::"_s, -1));
        inspectWidget(*widget);
    }
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (!window->isVisible())
            continue;
        inspectSize(*window);
        (void)window->grab(); // every delegate and label draws itself
    }
}

void TextCrawler::inspectWidget(const QWidget &widget)
{
    count(widget.windowTitle());
    tip(widget, u"tooltip"_s, widget.toolTip());
    tip(widget, u"what's this"_s, widget.whatsThis());
    inspectLabel(widget);
    inspectTitle(widget);
    inspectDocument(widget);
    inspectItems(widget);
    for (const QAction *action : widget.actions())
        inspectAction(widget, *action);
}

void TextCrawler::inspectLabel(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    if (!label)
        return;
    count(label->text());
    const bool guesses = label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text());
    if (guesses || label->textFormat() == Qt::RichText || label->textFormat() == Qt::MarkdownText)
        find(widget, u"label"_s, label->text());
    if (label->buddy())
        mnemonic(widget, u"label of a field"_s, label->text());
}

void TextCrawler::inspectTitle(const QWidget &widget)
{
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        mnemonic(widget, u"button"_s, button->text());
    if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        mnemonic(widget, u"group"_s, group->title());
    if (const auto *menu = qobject_cast<const QMenu *>(&widget))
        mnemonic(widget, u"menu"_s, menu->title());
    const auto *tabs = qobject_cast<const QTabBar *>(&widget);
    for (int i = 0; tabs && i < tabs->count(); ++i) {
        mnemonic(widget, u"tab"_s, tabs->tabText(i));
        tip(widget, u"tab's tooltip"_s, tabs->tabToolTip(i));
    }
}

void TextCrawler::inspectDocument(const QWidget &widget)
{
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(&widget))
        count(edit->toPlainText());
    const auto *edit = qobject_cast<const QTextEdit *>(&widget);
    if (!edit)
        return;
    count(edit->toPlainText());
    if (const QString markup = markupIn(*edit->document()); !markup.isEmpty())
        find(widget, u"document with "_s + markup, edit->toPlainText());
}

void TextCrawler::inspectItems(const QWidget &widget)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(&widget);
    const auto *combo = qobject_cast<const QComboBox *>(&widget);
    const QAbstractItemModel *model = view ? view->model() : combo ? combo->model() : nullptr;
    if (!model)
        return;
    for (int column = 0; column < model->columnCount(); ++column) {
        count(model->headerData(column, Qt::Horizontal).toString());
        tip(widget, u"header's tooltip"_s,
            model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        for (int row = 0; row < std::min(model->rowCount(), mostRows); ++row) {
            const QModelIndex index = model->index(row, column);
            count(index.data().toString());
            tip(widget, u"item's tooltip"_s, index.data(Qt::ToolTipRole).toString());
            tip(widget, u"item's what's this"_s, index.data(Qt::WhatsThisRole).toString());
        }
    }
}

void TextCrawler::inspectAction(const QWidget &widget, const QAction &action)
{
    mnemonic(widget, u"action"_s, action.text());
    // An action without a tip of its own has its text without mnemonics as one.
    tip(widget, u"action's tooltip"_s, action.toolTip());
    tip(widget, u"action's status tip"_s, action.statusTip());
}

void TextCrawler::inspectSize(const QWidget &window)
{
    const QSize least = window.minimumSizeHint();
    if (least.width() > widest || least.height() > highest)
        find(window, u"window of at least %1x%2"_s.arg(least.width()).arg(least.height()), {});
}

void TextCrawler::tip(const QWidget &widget, const QString &what, const QString &text)
{
    count(text);
    if (text.isEmpty() || !Qt::mightBeRichText(text))
        return;
    QTextDocument document;
    document.setHtml(text);
    if (const QString markup = markupIn(document); !markup.isEmpty())
        find(widget, what + u" with "_s + markup, text);
    else if (!text.startsWith("<qt>"_L1)) // by luck only
        find(widget, what + u" that guesses"_s, text);
}

void TextCrawler::mnemonic(const QWidget &widget, const QString &what, const QString &text)
{
    count(text);
    const QString payload = m_payload.simplified().left(40);
    if (payload.contains(u'&') && text.contains(payload))
        find(widget, what + u" with a mnemonic"_s, text);
}

void TextCrawler::count(const QString &text)
{
    if (!text.isEmpty() && !m_payload.isEmpty() && text.contains(m_payload.left(8)))
        ++m_texts;
}

void TextCrawler::find(const QWidget &widget, const QString &what, const QString &text)
{
    QString path;
    for (const QWidget *each = &widget; each; each = each->parentWidget())
        path = QString::fromLatin1(each->metaObject()->className()).section(u"::"_s, -1) + u'/' + path;
    m_findings.append(u"%1 %2: %3"_s.arg(path, what, text.left(120)));
}

} // namespace skep::test
