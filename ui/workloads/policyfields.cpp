// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/policyfields.h"

#include "core/docker/units.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fieldrow.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::ui {

using docker::FieldProblem;

namespace {

void choose(QComboBox *box, const QString &value)
{
    if (box->findText(value) < 0)
        box->addItem(value); // of an engine that knows more
    box->setCurrentText(value);
}

//! What is typed; \p usual where nothing is or it cannot be read.
std::chrono::nanoseconds duration(const QLineEdit *edit, std::chrono::nanoseconds usual)
{
    const QString text = edit->text().trimmed();
    const auto value = docker::parseDuration(text);
    return text.isEmpty() || !value ? usual : *value;
}

void addDurationProblem(QList<FieldProblem> *found, const QString &field, const QLineEdit *edit)
{
    const QString text = edit->text().trimmed();
    if (text.isEmpty())
        return;
    if (const auto value = docker::parseDuration(text); !value)
        found->append({field, value.error().message});
}

QString textUnless(std::chrono::nanoseconds value, std::chrono::nanoseconds usual)
{
    return value == usual ? QString() : docker::durationText(value);
}

//! Two fields in a row.
class Pairs
{
public:
    explicit Pairs(QWidget *owner)
        : m_grid(new QGridLayout(owner))
    {
        m_grid->setContentsMargins(0, 0, 0, 0);
        m_grid->setHorizontalSpacing(2 * theme::grid);
        m_grid->setVerticalSpacing(2 * theme::grid);
        m_grid->setColumnStretch(0, 1);
        m_grid->setColumnStretch(1, 1);
    }
    FieldRow *add(const QString &title, QWidget *control, const QString &hint)
    {
        auto *row = new FieldRow(title, control, hint, m_grid->parentWidget());
        m_grid->addWidget(row, m_count / 2, m_count % 2);
        ++m_count;
        return row;
    }

private:
    QGridLayout *m_grid;
    int m_count = 0;
};

} // namespace

UpdateFields::UpdateFields(const QString &member, QWidget *parent)
    : QWidget(parent)
    , m_member(member)
    , m_parallelism(new QSpinBox(this))
    , m_delay(new QLineEdit(this))
    , m_order(new QComboBox(this))
    , m_failure(new QComboBox(this))
    , m_monitor(new QLineEdit(this))
    , m_ratio(new QLineEdit(this))
{
    const bool isUpdate = member == "update"_L1;
    m_parallelism->setRange(0, 1000);
    m_parallelism->setSpecialValueText(tr("all"));
    m_order->addItems({u"stop-first"_s, u"start-first"_s});
    m_failure->addItems({u"pause"_s, u"continue"_s});
    if (isUpdate)
        m_failure->addItem(u"rollback"_s);
    m_monitor->setPlaceholderText(u"5s"_s);
    m_delay->setPlaceholderText(u"0s"_s);
    m_ratio->setPlaceholderText(u"0"_s);
    Pairs pairs(this);
    const auto add = [&](const QString &name, const QString &title, QWidget *control, const QString &hint) {
        const QString field = name.isEmpty() ? m_member : m_member + u'.' + name;
        control->setObjectName(field);
        m_rows[field] = pairs.add(title, control, hint);
    };
    add({}, tr("Tasks at once"), m_parallelism, tr("The others wait."));
    add(u"delay"_s, tr("Wait between them"), m_delay, tr("Such as 10s."));
    add(u"order"_s, tr("Order"), m_order, tr("start-first needs room for one task more."));
    add(u"monitor"_s, tr("Watch a new task for"), m_monitor, tr("If it ends in that time, it has failed."));
    add(u"failureAction"_s, tr("After too many failures"), m_failure, QString());
    add(u"maxFailureRatio"_s, tr("Tolerated share of failures"), m_ratio, tr("From 0 (none) to 1 (all)."));
    for (QLineEdit *edit : {m_delay, m_monitor, m_ratio})
        connect(edit, &QLineEdit::textChanged, this, &UpdateFields::changed);
    for (QComboBox *box : {m_order, m_failure})
        connect(box, &QComboBox::currentIndexChanged, this, &UpdateFields::changed);
    connect(m_parallelism, &QSpinBox::valueChanged, this, &UpdateFields::changed);
}

void UpdateFields::load(const std::optional<docker::UpdateSpec> &update)
{
    const docker::UpdateSpec usual;
    const docker::UpdateSpec shown = update.value_or(usual);
    m_parallelism->setValue(int(shown.parallelism));
    m_delay->setText(textUnless(shown.delay, usual.delay));
    choose(m_order, shown.order);
    choose(m_failure, shown.failureAction);
    m_monitor->setText(textUnless(shown.monitor, usual.monitor));
    m_ratio->setText(shown.maxFailureRatio > 0 ? QString::number(shown.maxFailureRatio) : QString());
}

docker::UpdateSpec UpdateFields::typed(docker::UpdateSpec spec) const
{
    const docker::UpdateSpec usual;
    spec.parallelism = m_parallelism->value();
    spec.delay = duration(m_delay, usual.delay);
    spec.order = m_order->currentText();
    spec.failureAction = m_failure->currentText();
    spec.monitor = duration(m_monitor, usual.monitor);
    bool isNumber = false;
    const double ratio = m_ratio->text().trimmed().toDouble(&isNumber);
    spec.maxFailureRatio = isNumber ? ratio : usual.maxFailureRatio;
    return spec;
}

void UpdateFields::apply(std::optional<docker::UpdateSpec> *update) const
{
    const docker::UpdateSpec own = typed(update->value_or(docker::UpdateSpec()));
    if (*update || own != docker::UpdateSpec())
        *update = own;
}

QList<FieldProblem> UpdateFields::problems() const
{
    QList<FieldProblem> found;
    addDurationProblem(&found, m_member + u".delay"_s, m_delay);
    addDurationProblem(&found, m_member + u".monitor"_s, m_monitor);
    const QString ratio = m_ratio->text().trimmed();
    bool isNumber = false;
    const double value = ratio.toDouble(&isNumber);
    if (!ratio.isEmpty() && (!isNumber || !(value >= 0 && value <= 1)))
        found.append(
            {m_member + u".maxFailureRatio"_s, tr("This is not a number from 0 to 1, such as 0.2.")});
    return found;
}

RestartFields::RestartFields(QWidget *parent)
    : QWidget(parent)
    , m_condition(new QComboBox(this))
    , m_delay(new QLineEdit(this))
    , m_attempts(new QSpinBox(this))
    , m_window(new QLineEdit(this))
{
    m_condition->addItems({u"any"_s, u"on-failure"_s, u"none"_s});
    m_delay->setPlaceholderText(u"5s"_s);
    m_attempts->setRange(0, 10'000);
    m_attempts->setSpecialValueText(tr("without end"));
    m_window->setPlaceholderText(u"0s"_s);
    Pairs pairs(this);
    const auto add = [&](const QString &field, const QString &title, QWidget *control, const QString &hint) {
        control->setObjectName(field);
        m_rows[field] = pairs.add(title, control, hint);
    };
    add(u"restart"_s, tr("Start a task anew"), m_condition,
        tr("When it has ended: always, after a failure, never."));
    add(u"restart.delay"_s, tr("Wait before"), m_delay, tr("Such as 5s."));
    add(u"restart.maxAttempts"_s, tr("Attempts"), m_attempts, QString());
    add(u"restart.window"_s, tr("Attempts count within"), m_window, tr("0s: for all its life."));
    for (QLineEdit *edit : {m_delay, m_window})
        connect(edit, &QLineEdit::textChanged, this, &RestartFields::changed);
    connect(m_condition, &QComboBox::currentIndexChanged, this, &RestartFields::changed);
    connect(m_attempts, &QSpinBox::valueChanged, this, &RestartFields::changed);
}

void RestartFields::load(const std::optional<docker::RestartSpec> &restart)
{
    const docker::RestartSpec usual;
    const docker::RestartSpec shown = restart.value_or(usual);
    choose(m_condition, shown.condition);
    m_delay->setText(textUnless(shown.delay, usual.delay));
    m_attempts->setValue(int(shown.maxAttempts));
    m_window->setText(textUnless(shown.window, usual.window));
}

docker::RestartSpec RestartFields::typed(docker::RestartSpec spec) const
{
    const docker::RestartSpec usual;
    spec.condition = m_condition->currentText();
    spec.delay = duration(m_delay, usual.delay);
    spec.maxAttempts = m_attempts->value();
    spec.window = duration(m_window, usual.window);
    return spec;
}

void RestartFields::apply(std::optional<docker::RestartSpec> *restart) const
{
    const docker::RestartSpec own = typed(restart->value_or(docker::RestartSpec()));
    if (*restart || own != docker::RestartSpec())
        *restart = own;
}

QList<FieldProblem> RestartFields::problems() const
{
    QList<FieldProblem> found;
    addDurationProblem(&found, u"restart.delay"_s, m_delay);
    addDurationProblem(&found, u"restart.window"_s, m_window);
    return found;
}

} // namespace skep::ui
