// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/createdialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

CreateDialog::CreateDialog(const QString &title, const QString &deed, QWidget *parent)
    : QDialog(parent)
    , m_fields(new QVBoxLayout)
    , m_message(new MessageBar(this))
    , m_submit(button(deed, ButtonKind::Primary, this))
{
    setWindowTitle(title);
    growToFit(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);
    m_submit->setObjectName(u"CreateIt"_s);
    m_submit->setDefault(true);
    m_fields->setSpacing(2 * theme::grid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_message);
    layout->addLayout(m_fields);
    connect(m_submit, &QPushButton::clicked, this, &CreateDialog::submit);
}

void CreateDialog::addField(const QString &field, const QString &title, QWidget *control, const QString &hint)
{
    m_rows[field] = new FieldRow(title, control, hint, this);
    m_fields->addWidget(m_rows[field]);
}

void CreateDialog::addLabels()
{
    m_labels = new QPlainTextEdit(this);
    m_labels->setObjectName(u"labels"_s);
    m_labels->setProperty("well", u"field"_s);
    m_labels->setFont(theme::font(theme::Text::Mono));
    m_labels->setTabChangesFocus(true);
    m_labels->setFixedHeight(64);
    addField(u"labels"_s, tr("Labels"), m_labels, tr("NAME=value, one on each line."));
    connect(m_labels, &QPlainTextEdit::textChanged, this, &CreateDialog::edited);
}

QMap<QString, QString> CreateDialog::labels() const
{
    return labelsOf(m_labels);
}

void CreateDialog::finishLayout()
{
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    m_fields->addStretch(1);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void CreateDialog::edited()
{
    for (FieldRow *row : std::as_const(m_rows))
        row->setProblem({});
    if (m_labels && labels().contains(QString()))
        m_rows[u"labels"_s]->setProblem(tr("A label needs a name."));
    if (!m_tried)
        return;
    const QList<Problem> found = problems();
    for (const Problem &problem : found) {
        if (m_rows[problem.field]->problem().isEmpty())
            m_rows[problem.field]->setProblem(problem.sentence);
    }
}

void CreateDialog::submit()
{
    m_tried = true;
    edited();
    if (!problems().isEmpty() || (m_labels && labels().contains(QString())))
        return;
    m_submit->setEnabled(false);
    m_message->hide();
    onResult(send(), this, [this](const Result<QString> &key) {
        m_submit->setEnabled(true);
        if (!key) {
            m_message->showError(key.error());
            return;
        }
        sent();
        emit made(*key);
        accept();
    });
}

QMap<QString, QString> labelsOf(const QPlainTextEdit *edit)
{
    QMap<QString, QString> labels;
    for (const QString &line : edit->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            labels.insert(line.section(u'=', 0, 0).trimmed(), line.section(u'=', 1).trimmed());
    }
    return labels;
}

} // namespace skep::ui
