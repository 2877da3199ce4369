// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/labelsdialog.h"

#include "ui/nodes/nodecommands.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

LabelsDialog::LabelsDialog(const QString &machine, const QMap<QString, QString> &labels,
                           cluster::NodeChanges *changes, QWidget *parent)
    : QDialog(parent)
    , m_machine(machine)
    , m_before(labels)
    , m_changes(changes)
    , m_labels(new QPlainTextEdit(this))
    , m_commands(new QPlainTextEdit(this))
    , m_save(button(tr("&Set"), ButtonKind::Primary, this))
    , m_message(new MessageBar(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Labels of %1").arg(machine));
    growToFit(this);
    setMinimumWidth(560);
    for (QPlainTextEdit *edit : {m_labels, m_commands}) {
        edit->setFont(theme::font(theme::Text::Mono));
        edit->setTabChangesFocus(true);
        edit->setProperty("well", true);
    }
    m_labels->setProperty("well", u"field"_s);
    m_labels->setObjectName(u"Labels"_s);
    m_labels->setMinimumHeight(120);
    m_commands->setReadOnly(true);
    m_commands->setFixedHeight(80);
    m_save->setObjectName(u"SetLabels"_s);
    QStringList lines;
    for (auto it = labels.begin(); it != labels.end(); ++it)
        lines << it.key() + u'=' + it.value();
    m_labels->setPlainText(lines.join(u'\n'));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_message);
    m_row = new FieldRow(tr("&Labels"), m_labels,
                         tr("NAME=value, one on each line. Services choose nodes by them: "
                            "node.labels.NAME == value."),
                         this);
    layout->addWidget(m_row, 1);
    layout->addWidget(new FieldRow(tr("The commands it stands for"), m_commands, QString(), this));
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &LabelsDialog::submit);
    connect(m_labels, &QPlainTextEdit::textChanged, this, &LabelsDialog::edited);
    m_labels->setFocus();
    m_labels->moveCursor(QTextCursor::End);
    edited();
}

Result<QMap<QString, QString>> LabelsDialog::typed() const
{
    static const QRegularExpression space(u"\\s"_s);
    QMap<QString, QString> labels;
    for (const QString &line : m_labels->toPlainText().split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const QString name = line.section(u'=', 0, 0).trimmed();
        if (!line.contains(u'=') || name.isEmpty())
            return fail(ErrorCode::Config, tr("“%1” is not of the form NAME=value.").arg(line.trimmed()));
        if (name.contains(space))
            return fail(ErrorCode::Config, tr("The name “%1” has a space in it.").arg(name));
        if (labels.contains(name))
            return fail(ErrorCode::Config, tr("“%1” is there twice.").arg(name));
        labels.insert(name, line.section(u'=', 1).trimmed());
    }
    return labels;
}

void LabelsDialog::edited()
{
    const auto now = typed();
    m_row->setProblem(now ? QString() : now.error().message);
    m_set.clear();
    m_unset.clear();
    if (now) {
        for (auto it = now->begin(); it != now->end(); ++it) {
            if (!m_before.contains(it.key()) || m_before.value(it.key()) != it.value())
                m_set.insert(it.key(), it.value());
        }
        for (auto it = m_before.begin(); it != m_before.end(); ++it) {
            if (!now->contains(it.key()))
                m_unset << it.key();
        }
    }
    const bool differs = !m_set.isEmpty() || !m_unset.isEmpty();
    m_commands->setPlainText(differs ? labelCommands(m_changes->name(), m_machine, m_set, m_unset)
                                     : QString());
    m_save->setEnabled(differs && !m_isBusy);
}

void LabelsDialog::submit()
{
    m_isBusy = true;
    edited();
    onResult(m_changes->changeLabels(m_machine, m_set, m_unset), this, [this](const Result<> &done) {
        m_isBusy = false;
        edited();
        if (done)
            accept();
        else
            m_message->showError(done.error());
    });
}

} // namespace skep::ui
