// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/newaccount.h"

#include "core/cluster/providerfactory.h"
#include "core/cluster/workspace.h"
#include "ui/pages/accountdialog.h"
#include "ui/ways/scrubdialog.h"

#include <QPointer>
#include <QtConcurrent>

namespace skep::ui {

void openNewAccount(cluster::Workspace *workspace, QWidget *parent)
{
    auto *dialog = new AccountDialog(
        [workspace, parent](const cluster::Account &account, const SecretPtr &secret) {
            const auto added = workspace->addAccount(account, secret);
            onResult(added, parent, [parent, key = account.apiKey](const Result<> &isAdded) {
                if (isAdded)
                    offerScrubbing(key, parent);
            });
            return added;
        },
        parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setProjects([workspace](const cluster::Account &account, const SecretPtr &secret) {
        return cluster::projectsOf(account, secret, workspace);
    });
    const auto found =
        QtConcurrent::run([]() -> Result<local::FoundCredentials> { return local::findCredentials(); });
    onResult(found, dialog,
             [dialog](const Result<local::FoundCredentials> &known) { dialog->offer(*known); });
    dialog->open();
}

} // namespace skep::ui
