// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QToolButton;

namespace skep::ui {

class TerminalLabel;

//! What to search for, how many there are, next and previous; in the upper corner of the view.
class SearchBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchBar)

public:
    explicit SearchBar(QWidget *parent);
    void open(const QString &proposal); //!< empty: what was searched for last
    void close();
    QString needle() const;
    bool isCaseSensitive() const;
    void showCount(qsizetype current, qsizetype count, bool isMore); //!< current from 1; 0: none
    QString countText() const;

signals:
    void changed(); //!< the needle or how it is compared
    void nextAsked();
    void previousAsked();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *tool(const QString &text, const QString &tip);

    QLineEdit *m_needle;
    TerminalLabel *m_count;
    QToolButton *m_case;
};

} // namespace skep::ui
