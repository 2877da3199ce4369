// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

class QAbstractItemView;
class QAction;
class QWidget;

namespace skep::test {

//! Walks all widgets that are there and looks where text might be more than text: labels, tips, titles, tabs,
//! menus, models, documents; and whether one of them has burst the layout.
class TextCrawler
{
public:
    void inspect(const QString &payload);

    const QSet<QString> &seenClasses() const { return m_classes; } //!< without their namespace
    const QStringList &findings() const { return m_findings; }
    int texts() const { return m_texts; } //!< that had the payload in them

private:
    void inspectWidget(const QWidget &widget);
    void inspectLabel(const QWidget &widget);
    void inspectTitle(const QWidget &widget);
    void inspectDocument(const QWidget &widget);
    void inspectItems(const QWidget &widget);
    void inspectAction(const QWidget &widget, const QAction &action);
    void inspectSize(const QWidget &window);
    void tip(const QWidget &widget, const QString &what, const QString &text); //!< which guesses at markup
    void mnemonic(const QWidget &widget, const QString &what, const QString &text); //!< which obeys "&"
    void count(const QString &text);
    void find(const QWidget &widget, const QString &what, const QString &text);

    QString m_payload;
    QSet<QString> m_classes;
    QStringList m_findings;
    int m_texts = 0;
};

} // namespace skep::test
