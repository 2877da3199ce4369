// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;

namespace skep::ui {

//! Theme and language. The theme changes at once, the language at the next start.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsDialog)

public:
    explicit SettingsDialog(QWidget *parent = nullptr);

private:
    QComboBox *m_theme;
    QComboBox *m_language;
};

void applySavedTheme(); //!< what the dialog kept

} // namespace skep::ui
