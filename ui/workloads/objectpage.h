// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/workloads/detail.h"

#include <QWidget>

class QAbstractItemModel;
class QHBoxLayout;
class QKeySequence;
class QLineEdit;
class QPushButton;
class QSplitter;
class QVBoxLayout;

namespace skep::ui {

class DetailPane;
class MessageBar;
class PlainLabel;
class TablePanel;

//! The frame of a kind's page: what can be done, a filter, the table, and the details of the selected row.
//! Every change that a page asks for goes through run(), so that an error is told here and nothing is lost.
class ObjectPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ObjectPage)

public:
    explicit ObjectPage(QWidget *parent = nullptr);

    void focusFilter();
    void setFilter(const QString &text);
    virtual void showKey(const QString &key); //!< selects the row and opens its details

protected:
    //! What only looks is there also where a cluster is not to be changed.
    enum class Effect { Changes, Looks };
    struct ActionWords
    {
        QString name; //!< for tests and programs
        QString text;
        QString icon;
        ButtonKind kind = ButtonKind::Quiet;
        Effect effect = Effect::Changes;
    };
    QPushButton *addAction(const ActionWords &words, const QKeySequence &keys, std::function<void()> act);
    void addToolWidget(QWidget *widget); //!< beside the filter
    //! \p narrow: so many columns are left beside open details.
    void setTable(QAbstractItemModel *model, const QString &name, const QString &emptyText,
                  const QList<int> &widths, int narrow);
    TablePanel *table() const { return m_table; }
    DetailPane *pane() const { return m_pane; }
    MessageBar *message() const { return m_message; }
    QString currentKey() const; //!< empty: nothing is selected

    //! Follows a change: what is being done is told while it runs, then its error or its warnings. \p done is
    //! called after a success.
    template <typename T>
    void run(const QString &doing, const Pending<T> &pending, std::function<void()> done = {});
    void confirm(const ConfirmDialog::Words &words, std::function<void()> act);
    void tell(const QString &note); //!< a quiet line over the table; empty: none

    void refreshDetail(); //!< to be called when the model has changed
    virtual Detail detailOf(const QString &key) const = 0;
    virtual void updateActions() { }
    virtual void inspectCurrent() = 0;

private:
    void began(const QString &doing);
    void ended(const QString &doing, const Error *error, const QStringList &warnings);
    void showDetail(bool show);

    QHBoxLayout *m_actions;
    QHBoxLayout *m_tools;
    QLineEdit *m_filter;
    MessageBar *m_message;
    PlainLabel *m_note;
    QSplitter *m_splitter;
    TablePanel *m_table = nullptr;
    DetailPane *m_pane;
    QStringList m_running; //!< what is being done
    int m_narrow = 0;
    bool m_detailClosed = true;
};

template <typename T>
void ObjectPage::run(const QString &doing, const Pending<T> &pending, std::function<void()> done)
{
    began(doing);
    onResult(pending, this, [this, doing, done = std::move(done)](const Result<T> &result) {
        QStringList warnings;
        if constexpr (std::is_same_v<T, QStringList>) {
            if (result)
                warnings = *result;
        }
        ended(doing, result ? nullptr : &result.error(), warnings);
        if (result && done)
            done();
    });
}

} // namespace skep::ui
