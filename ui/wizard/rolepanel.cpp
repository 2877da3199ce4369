// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/rolepanel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/format.h"
#include "ui/wizard/catalogue.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
constexpr int asForAll = 9; // below the smallest disk there is; shown as words

//! The smallest type with enough memory; they are sorted by it. Clouds name their types as they like.
int largeEnough(const QList<cloud::InstanceType> &types, qint64 memory)
{
    const auto found = std::find_if(types.begin(), types.end(),
                                    [memory](const auto &type) { return type.memoryBytes >= memory; });
    return int(std::distance(types.begin(), found)) - (found == types.end() ? 1 : 0);
}
} // namespace

RolePanel::RolePanel(const QString &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_memory(field == "consul"_L1 ? qint64(1) << 30 : qint64(2) << 30)
    , m_type(new QComboBox(this))
    , m_disk(new QSpinBox(this))
    , m_template(new QComboBox(this))
    , m_apart(new QCheckBox(tr("Each on another host of the cloud"), this))
    , m_userData(new QPlainTextEdit(this))
{
    m_disk->setRange(asForAll, 51200);
    m_disk->setSpecialValueText(tr("As for all machines"));
    m_disk->setSuffix(tr(" GiB"));
    m_template->addItem(tr("As for all machines"), QString());
    m_userData->setProperty("well", u"field"_s);
    m_userData->setFont(theme::font(theme::Text::Mono));
    m_userData->setTabChangesFocus(true);
    m_userData->setFixedHeight(96);
    m_userData->setPlaceholderText(u"packages: [htop]\nruncmd:\n  - [touch, /root/here]"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2 * theme::grid);
    const auto add = [&](const QString &member, const QString &title, QWidget *control, const QString &hint,
                         int row, int column, int span = 1) {
        const QString name = field + (member.isEmpty() ? u"Type"_s : QString(u"Options."_s + member));
        control->setObjectName(name);
        m_rows[name] = new FieldRow(title, control, hint, this);
        grid->addWidget(m_rows[name], row, column, 1, span);
    };
    add(QString(), tr("Machine type"), m_type, QString(), 0, 0);
    add(u"diskGiB"_s, tr("Disk"), m_disk, QString(), 0, 1);
    add(u"templateName"_s, tr("Template"), m_template, QString(), 1, 0);
    add(u"antiAffinity"_s, tr("Anti-affinity group"), m_apart,
        tr("Then one broken host takes one of them at most. %1 machines at most.")
            .arg(cluster::mostKeptApart),
        1, 1);
    add(u"userData"_s, tr("Extra user data"), m_userData,
        tr("A cloud-config, or a script that begins with #!, for the first boot. It can be read on the "
           "machine "
           "by everybody: no secrets."),
        2, 0, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    connect(m_type, &QComboBox::activated, this, [this] { m_wantedType = type(); });
    connect(m_template, &QComboBox::activated, this,
            [this] { m_wantedTemplate = m_template->currentData().toString(); });
}

void RolePanel::present(const QString &type, const cluster::RoleOptions &options)
{
    m_wantedType = type;
    m_wantedTemplate = options.templateName;
    m_disk->setValue(options.diskGiB == 0 ? asForAll : options.diskGiB);
    m_apart->setChecked(options.antiAffinity);
    m_userData->setPlainText(options.userData);
}

void RolePanel::fill(const Catalogue &catalogue)
{
    m_type->clear();
    for (const cloud::InstanceType &each : catalogue.types())
        m_type->addItem(
            tr("%1 · %n CPU · %2", nullptr, each.cpus).arg(each.name, memoryText(each.memoryBytes)),
            each.name);
    const int known = m_type->findData(m_wantedType);
    m_type->setCurrentIndex(known >= 0 ? known : largeEnough(catalogue.types(), m_memory));
    while (m_template->count() > 1)
        m_template->removeItem(1);
    for (const cloud::MachineTemplate &each : catalogue.templates())
        m_template->addItem(each.name, each.name);
    m_template->setCurrentIndex(std::max(0, m_template->findData(m_wantedTemplate)));
    m_rows[m_field + u"Options.antiAffinity"_s]->setVisible(catalogue.abilities().canKeepApart);
}

QString RolePanel::type() const
{
    return m_type->count() > 0 ? m_type->currentData().toString() : m_wantedType;
}

cluster::RoleOptions RolePanel::options() const
{
    cluster::RoleOptions options;
    options.diskGiB = m_disk->value() == asForAll ? 0 : m_disk->value();
    options.templateName = m_template->count() > 1 ? m_template->currentData().toString() : m_wantedTemplate;
    options.antiAffinity = m_apart->isChecked() && !m_rows[m_field + u"Options.antiAffinity"_s]->isHidden();
    options.userData = m_userData->toPlainText().trimmed();
    return options;
}

} // namespace skep::ui
