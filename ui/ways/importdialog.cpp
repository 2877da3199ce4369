// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/importdialog.h"

#include "ui/ways/filefield.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

ImportDialog::ImportDialog(cluster::Workspace *workspace, QWidget *parent)
    : FormDialog({tr("Import a cluster"),
                  tr("A file that Skep has exported on another computer. The cluster's secrets go into your "
                     "keychain; the machines are not changed."),
                  tr("&Import"), tr("Decrypting…")},
                 parent)
    , m_workspace(workspace)
    , m_file(new FileField(QFileDialog::AcceptOpen, tr("The exported file"), tr("Exported clusters (*.skep)"),
                           this))
    , m_passphrase(new QLineEdit(this))
    , m_fileRow(new FieldRow(tr("File"), m_file, {}, this))
    , m_passphraseRow(new FieldRow(tr("Passphrase"), m_passphrase, {}, this))
{
    m_passphrase->setObjectName(u"Passphrase"_s);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    form()->addWidget(m_fileRow);
    form()->addWidget(m_passphraseRow);
    form()->addStretch(1);
    connect(m_file, &FileField::changed, this, [this] { m_fileRow->setProblem({}); });
    connect(m_passphrase, &QLineEdit::textChanged, this, [this] { m_passphraseRow->setProblem({}); });
    m_file->setFocus();
}

void ImportDialog::submit()
{
    m_fileRow->setProblem(m_file->path().isEmpty() ? tr("Name the file.") : QString());
    m_passphraseRow->setProblem(m_passphrase->text().isEmpty() ? tr("Enter the passphrase of the file.")
                                                               : QString());
    if (!m_fileRow->problem().isEmpty() || !m_passphraseRow->problem().isEmpty())
        return;
    setBusy(true);
    const auto taken = m_workspace->importFrom(m_file->path(), makeSecret(m_passphrase->text().toUtf8()));
    onResult(taken, this, [this](const Result<cluster::Cluster *> &cluster) {
        setBusy(false);
        if (!cluster)
            return showRefusal(cluster.error());
        m_passphrase->clear();
        emit imported(*cluster);
        const auto accounts = m_workspace->accounts();
        const QString account = (*cluster)->spec().account;
        const bool isKnown = std::any_of(accounts.begin(), accounts.end(),
                                         [&](const cluster::Account &one) { return one.name == account; });
        if (isKnown)
            return accept();
        showDone(
            tr("%1 is here and can be used. Before machines are made or deleted, add the account “%2” on "
               "this computer: its secret is not in the file.")
                .arg((*cluster)->name(), account));
    });
}

void ImportDialog::showRefusal(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Auth:
        m_passphraseRow->setProblem(error.message);
        m_passphrase->selectAll();
        m_passphrase->setFocus();
        break;
    case ErrorCode::Config:
    case ErrorCode::Io:
    case ErrorCode::NotFound:
        m_fileRow->setProblem(error.message);
        m_file->setFocus();
        break;
    default:
        message()->showError(error);
    }
}

} // namespace skep::ui
