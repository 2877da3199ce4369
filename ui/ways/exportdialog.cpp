// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/exportdialog.h"

#include "core/crypto/passphrase.h"
#include "core/crypto/sealed.h"
#include "ui/ways/filefield.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"

#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QLineEdit *passphraseField(const QString &name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    return field;
}

} // namespace

ExportDialog::ExportDialog(cluster::Cluster *cluster, QWidget *parent)
    : FormDialog(
        {tr("Export %1").arg(cluster->name()),
         tr("One encrypted file with all that it takes to manage this cluster from another computer: "
            "its description, its machines and their host keys, its SSH key, and Consul's authority "
            "and tokens. Whoever has the file and the passphrase is root on every machine. The secret "
            "of your cloud account is not in it."),
         tr("&Export"), tr("Encrypting…")},
        parent)
    , m_cluster(cluster)
    , m_first(passphraseField(u"Passphrase"_s, this))
    , m_second(passphraseField(u"PassphraseAgain"_s, this))
    , m_file(new FileField(QFileDialog::AcceptSave, tr("Where to write the file"),
                           tr("Exported clusters (*.skep)"), this))
    , m_firstRow(new FieldRow(tr("Passphrase"), m_first, {}, this))
    , m_secondRow(new FieldRow(tr("Passphrase again"), m_second, {}, this))
    , m_fileRow(new FieldRow(tr("File"), m_file, tr("A new file, readable by you alone."), this))
{
    for (FieldRow *row : {m_fileRow, m_firstRow, m_secondRow})
        form()->addWidget(row);
    form()->addStretch(1);
    m_file->setPath(QDir::home().filePath(cluster->name() + u".skep"_s));
    connect(m_first, &QLineEdit::textChanged, this, &ExportDialog::judge);
    connect(m_second, &QLineEdit::textChanged, this, [this] { m_secondRow->setProblem({}); });
    connect(m_file, &FileField::changed, this, [this] { m_fileRow->setProblem({}); });
    m_first->setFocus();
    judge();
}

void ExportDialog::judge()
{
    m_firstRow->setProblem({});
    const QString typed = m_first->text();
    const auto strength =
        crypto::strengthOf(makeSecret(typed.toUtf8()), {m_cluster->name(), u"skep"_s, u"swarm"_s});
    switch (strength) {
    case crypto::Strength::TooShort:
        m_firstRow->setHint(tr("At least %1 characters; four words that do not belong together are good.")
                                .arg(crypto::shortestPassphrase));
        break;
    case crypto::Strength::Weak:
        m_firstRow->setHint(tr("Weak: who has the file can guess it. Make it longer or less usual."));
        break;
    case crypto::Strength::Fair:
        m_firstRow->setHint(tr("Fair: good enough for a file that stays with you."));
        break;
    case crypto::Strength::Strong:
        m_firstRow->setHint(tr("Strong."));
        break;
    }
}

bool ExportDialog::checkInputs()
{
    const bool isShort = m_first->text().toUtf8().size() < crypto::shortestPassphrase;
    m_firstRow->setProblem(
        isShort ? tr("A passphrase has at least %1 characters.").arg(crypto::shortestPassphrase) : QString());
    m_secondRow->setProblem(m_first->text() != m_second->text() ? tr("The two differ.") : QString());
    m_fileRow->setProblem(m_file->path().isEmpty() ? tr("Name the file.") : QString());
    return m_firstRow->problem().isEmpty() && m_secondRow->problem().isEmpty()
        && m_fileRow->problem().isEmpty();
}

void ExportDialog::submit()
{
    if (!checkInputs())
        return;
    setBusy(true);
    const QString path = QFileInfo(m_file->path()).absoluteFilePath();
    onResult(m_cluster->exportTo(path, makeSecret(m_first->text().toUtf8())), this,
             [this, path](const Result<> &written) {
                 setBusy(false);
                 if (!written) {
                     if (QFileInfo::exists(path))
                         m_fileRow->setProblem(written.error().message);
                     else
                         message()->showError(written.error());
                     return;
                 }
                 m_first->clear();
                 m_second->clear();
                 showDone(tr("%1 is written. Keep it and its passphrase in different places.").arg(path));
             });
}

} // namespace skep::ui
