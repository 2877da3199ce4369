// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/keysdialog.h"

#include "core/crypto/keys.h"
#include "ui/ways/keychoice.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

KeysDialog::KeysDialog(cluster::Cluster *cluster, const local::Places &places, QWidget *parent)
    : FormDialog(
        {tr("SSH keys for %1").arg(cluster->name()),
         tr("Whose key is here may log in as root on every machine of this cluster, also on those that "
            "will come. Skep's own key is not listed: it is made for this cluster alone."),
         tr("&Add the key"), tr("Changing every machine…"), true},
        parent)
    , m_cluster(cluster)
    , m_holder(new QVBoxLayout)
    , m_choice(new KeyChoice(places.ssh, this))
    , m_choiceRow(new FieldRow(tr("Add a key"), m_choice, {}, this))
{
    form()->addLayout(m_holder, 1);
    form()->addWidget(m_choiceRow);
    connect(m_choice, &KeyChoice::changed, this, [this] { m_choiceRow->setProblem({}); });
    connect(m_choice, &KeyChoice::refused, this,
            [this](const Error &error) { m_choiceRow->setProblem(error.message); });
    showKeys();
}

void KeysDialog::showKeys()
{
    delete m_list;
    const QStringList lines = m_cluster->spec().sshPublicKeys;
    auto *body = new QWidget;
    body->setObjectName(u"ScrollBody"_s);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    for (const QString &line : lines)
        column->addWidget(rowOf(line));
    if (lines.isEmpty())
        column->addWidget(new PlainLabel(tr("Nobody's own key is on the machines yet."), theme::Text::Body,
                                         PlainLabel::Tone::Faint, body));
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(body);
    scroll->setMinimumHeight(qBound(40, int(lines.size()) * 60, 240));
    m_list = scroll;
    m_holder->addWidget(scroll, 1);
}

QWidget *KeysDialog::rowOf(const QString &line)
{
    auto *card = new Card(this);
    card->body()->setContentsMargins(2 * theme::grid, theme::grid, theme::grid, theme::grid);
    const KeyText text = keyText(line);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget((new PlainLabel(text.name.isEmpty() ? tr("A key without a name") : text.name,
                                     theme::Text::Strong, PlainLabel::Tone::Normal, card))
                         ->elided());
    words->addWidget((new PlainLabel(text.fingerprint, theme::Text::Caption, PlainLabel::Tone::Muted, card))
                         ->elided(Qt::ElideMiddle));
    auto *remove = button(tr("Remove…"), ButtonKind::Quiet, card);
    remove->setObjectName(u"RemoveKey"_s);
    remove->setAccessibleName(tr("Remove the key %1").arg(text.name));
    auto *row = new QHBoxLayout;
    row->addLayout(words, 1);
    row->addWidget(remove);
    card->body()->addLayout(row);
    connect(remove, &QPushButton::clicked, this, [this, line] { askToRemove(line); });
    return card;
}

void KeysDialog::askToRemove(const QString &line)
{
    const KeyText text = keyText(line);
    auto *dialog = new ConfirmDialog(
        {tr("Remove a key"), tr("Remove the key %1?").arg(text.name.isEmpty() ? text.fingerprint : text.name),
         tr("Its owner can no longer log in on the machines of %1. Sessions that are open stay open.")
             .arg(m_cluster->name()),
         tr("&Remove the key")},
        this);
    connect(dialog, &QDialog::accepted, this, [this, line, text] {
        change(m_cluster->removePublicKey(line), tr("The key is off every machine."));
    });
    dialog->open();
}

void KeysDialog::submit()
{
    const QString line = m_choice->line();
    if (const auto good = crypto::checkPublicKey(line.toUtf8()); !good)
        return m_choiceRow->setProblem(line.isEmpty() ? tr("Paste a public key.") : good.error().message);
    const QString fingerprint = keyText(line).fingerprint;
    for (const QString &known : m_cluster->spec().sshPublicKeys) {
        if (keyText(known).fingerprint == fingerprint)
            return m_choiceRow->setProblem(tr("This key is on the machines already."));
    }
    change(m_cluster->addPublicKey(line), tr("The key is on every machine."));
}

void KeysDialog::change(const Pending<> &work, const QString &done)
{
    setBusy(true);
    onResult(work, this, [this, done](const Result<> &result) {
        setBusy(false);
        if (!result)
            return message()->showError(result.error());
        m_choice->clear();
        showKeys();
        message()->showText(done, Card::Kind::Note);
    });
}

} // namespace skep::ui
