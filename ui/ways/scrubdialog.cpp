// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/scrubdialog.h"

#include "core/base/async.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace skep::ui {

ScrubDialog::ScrubDialog(QString storeFolder, QList<local::StoredMachine> machines, QWidget *parent)
    : FormDialog(
        {tr("Secrets in plain text"),
         tr("The secret is in your keychain now. These files of docker-machine still hold it where every "
            "program of yours can read it. Taken out, nothing else in them changes; but docker-machine "
            "itself can no longer change or remove these machines."),
         tr("&Take them out"), tr("Taking them out…"), false},
        parent)
    , m_folder(std::move(storeFolder))
    , m_machines(std::move(machines))
{
    setObjectName(u"Scrub"_s);
    auto *body = new QWidget;
    body->setObjectName(u"ScrollBody"_s);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    for (const local::StoredMachine &machine : std::as_const(m_machines))
        column->addWidget(rowOf(machine));
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(body);
    scroll->setMinimumHeight(qBound(64, int(m_machines.size()) * 64, 260));
    form()->addWidget(scroll, 1);
}

QWidget *ScrubDialog::rowOf(const local::StoredMachine &machine)
{
    auto *card = new Card(this);
    card->body()->setContentsMargins(2 * theme::grid, theme::grid, theme::grid, theme::grid);
    card->body()->setSpacing(0);
    const QString path = u"%1/machines/%2/config.json"_s.arg(m_folder, machine.name);
    card->body()->addWidget(
        (new PlainLabel(path, theme::Text::Body, PlainLabel::Tone::Normal, card))->elided(Qt::ElideMiddle));
    card->body()->addWidget((new PlainLabel(machine.secretsInPlainText.join(u", "_s), theme::Text::Caption,
                                            PlainLabel::Tone::Muted, card))
                                ->elided());
    return card;
}

// Other programs' files may lie on a disk that is slow or gone.
void ScrubDialog::submit()
{
    setBusy(true);
    const auto emptied = QtConcurrent::run([folder = m_folder, machines = m_machines]() -> Result<> {
        for (const local::StoredMachine &machine : machines) {
            if (auto done = local::emptySecrets(folder, machine); !done)
                return done;
        }
        return {};
    });
    onResult(emptied, this, [this](const Result<> &done) {
        setBusy(false);
        if (!done)
            return message()->showError(done.error());
        showDone(tr("The secrets are out of %n file(s).", nullptr, int(m_machines.size())));
    });
}

void offerScrubbing(const QString &apiKey, QWidget *parent)
{
    const QString folder = local::machineStoreFolder();
    const auto read = QtConcurrent::run(
        [folder]() -> Result<local::MachineStore> { return local::readMachineStore(folder); });
    onResult(read, parent, [=](const Result<local::MachineStore> &store) {
        QList<local::StoredMachine> machines = store ? store->machines : QList<local::StoredMachine>();
        machines.removeIf([&](const local::StoredMachine &machine) {
            return !machine.credentials || machine.credentials->apiKey != apiKey;
        });
        if (!machines.isEmpty())
            (new ScrubDialog(folder, machines, parent))->open();
    });
}

} // namespace skep::ui
