// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/local/machinestore.h"
#include "ui/ways/formdialog.h"

namespace skep::ui {

//! Secrets that docker-machine keeps in plain text: which file and which field, and an offer to take them
//! out.
class ScrubDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScrubDialog)

public:
    ScrubDialog(QString storeFolder, QList<local::StoredMachine> machines, QWidget *parent = nullptr);

private:
    void submit() override;
    QWidget *rowOf(const local::StoredMachine &machine);

    QString m_folder;
    QList<local::StoredMachine> m_machines;
};

//! Opens it over \p parent when docker-machine's files hold the secret of this key; else nothing happens.
void offerScrubbing(const QString &apiKey, QWidget *parent);

} // namespace skep::ui
