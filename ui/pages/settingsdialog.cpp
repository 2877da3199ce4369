// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settingsdialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

void applySavedTheme()
{
    const QString name = QSettings().value("theme"_L1).toString();
    theme::apply(name == "light"_L1      ? theme::Mode::Light
                     : name == "dark"_L1 ? theme::Mode::Dark
                                         : theme::Mode::System);
}

SettingsDialog::SettingsDialog(QWidget *parent)
    : QDialog(parent)
    , m_theme(new QComboBox(this))
    , m_language(new QComboBox(this))
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(400);
    m_theme->addItem(tr("As the system"), QString());
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"Deutsch"_s, u"de"_s);
    const QSettings settings;
    m_theme->setCurrentIndex(std::max(0, m_theme->findData(settings.value("theme"_L1).toString())));
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings.value("language"_L1).toString())));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(new PlainLabel(tr("Settings"), theme::Text::Title, PlainLabel::Tone::Normal, this));
    layout->addWidget(new FieldRow(tr("Theme"), m_theme, QString(), this));
    layout->addWidget(new FieldRow(tr("Language"), m_language, tr("Takes effect at the next start."), this));
    auto *close = button(tr("&Close"), ButtonKind::Primary, this);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_theme, &QComboBox::activated, this, [this] {
        QSettings().setValue("theme"_L1, m_theme->currentData());
        applySavedTheme();
    });
    connect(m_language, &QComboBox::activated, this,
            [this] { QSettings().setValue("language"_L1, m_language->currentData()); });
}

} // namespace skep::ui
