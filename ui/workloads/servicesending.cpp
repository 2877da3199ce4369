// SPDX-License-Identifier: GPL-3.0-or-later
// The form's way to the cluster: what is asked before, and what is done when the cluster refuses.
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/formsection.h"
#include "ui/workloads/loginchooser.h"
#include "ui/workloads/serviceform.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using docker::ServiceSpec;

void ServiceForm::submit()
{
    if (m_sending)
        return;
    m_tried = true;
    showProblems(true);
    if (!problems().isEmpty()) {
        scrollToProblem();
        m_message->showText(tr("Not sent yet: some fields need another look."), Card::Kind::Warning);
        return;
    }
    const ServiceSpec wanted = spec();
    if (!m_base)
        return send(wanted);
    const QList<docker::DiffRow> rows = docker::updateDiff(*m_base, wanted);
    if (rows.isEmpty()) {
        m_message->showText(tr("Nothing differs from what runs."), Card::Kind::Note);
        return;
    }
    auto *dialog =
        new ConfirmDialog({tr("Change a service"), tr("Change %1?").arg(wanted.name),
                           tr("This changes %n thing(s), as listed; tasks are replaced where they must be.",
                              nullptr, int(rows.size())),
                           tr("&Send"), false},
                          this);
    dialog->setDiff(rows, tr("Now"), tr("After"));
    connect(dialog, &QDialog::accepted, this, [this, wanted] { send(wanted); });
    dialog->open();
}

void ServiceForm::scrollToProblem()
{
    const auto reveal = [this] { // once a section that was just unfolded has its place
        FieldRow *first = nullptr;
        const auto top = [this](const QWidget *row) { return row->mapTo(m_scroll->widget(), QPoint()).y(); };
        const auto rows = m_scroll->widget()->findChildren<FieldRow *>();
        for (FieldRow *row : rows) {
            if (!row->problem().isEmpty() && row->isVisible() && (!first || top(row) < top(first)))
                first = row;
        }
        if (first)
            m_scroll->ensureWidgetVisible(first);
    };
    QTimer::singleShot(0, this, reveal);
}

void ServiceForm::send(const ServiceSpec &spec)
{
    m_sending = true;
    m_submit->setEnabled(false);
    m_refusedSpec = spec;
    m_message->showText(m_base ? tr("Changing %1").arg(spec.name) : tr("Creating %1").arg(spec.name),
                        Card::Kind::Note);
    onResult(m_login->take(), this, [this, spec](const Result<cluster::Login> &login) {
        if (login)
            return sendAs(spec, *login);
        m_sectionOf[u"login"_s]->setOpen(true);
        scrollToProblem();
        ended();
        m_message->showText(
            tr("Not sent yet: the registry login needs another look. %1").arg(login.error().message),
            Card::Kind::Warning);
    });
}

void ServiceForm::sendAs(const ServiceSpec &spec, const cluster::Login &login)
{
    if (!m_base) {
        onResult(m_operations->createService(spec, login), this,
                 [this](const Result<QString> &id) { onSent(id); });
        return;
    }
    onResult(m_operations->updateService(m_base->id, m_base->version, spec, login), this,
             [this, id = m_base->id](const Result<QStringList> &sent) {
                 onSent(sent ? Result<QString>(id) : Result<QString>(tl::unexpected(sent.error())));
             });
}

void ServiceForm::ended()
{
    m_sending = false;
    m_submit->setEnabled(true);
}

void ServiceForm::onSent(const Result<QString> &id)
{
    ended();
    if (id) {
        m_message->hide();
        emit finished(*id);
        return;
    }
    m_message->showError(id.error(), tr("Close"));
    m_refused = {docker::refusedField(id.error(), m_refusedSpec), id.error().message};
    showProblems(true);
    scrollToProblem();
    if (!m_base)
        return;
    const ErrorCode code = id.error().code;
    if (code == ErrorCode::NotFound && m_refused.field.isEmpty())
        return makeAnew();
    if (code != ErrorCode::Conflict)
        return;
    onResult(m_operations->serviceDetail(m_base->id), this,
             [this](const Result<docker::ServiceDetail> &read) {
                 if (read && read->version != m_base->version)
                     meetTheirs(*read);
                 else if (!read)
                     m_message->showError(read.error(), tr("Close"));
             });
}

void ServiceForm::makeAnew()
{
    const QString name = m_base->spec.name;
    ServiceSpec mine = spec();
    mine.raw = {}; // of a service that is no more
    mine.forceUpdate = 0;
    m_base.reset();
    load(mine);
    m_title->setText(tr("New service"));
    m_submit->setText(tr("&Create"));
    m_views->setCurrentIndex(0);
    m_views->setTabVisible(2, false);
    m_name->setReadOnly(false);
    edited();
    m_message->showError({ErrorCode::NotFound,
                          tr("Somebody removed %1 meanwhile. What you typed is still here: send it, and the "
                             "service is made anew.")
                              .arg(name)},
                         tr("Close"));
}

//! Somebody changed the service while it was edited here: theirs is taken over where it is only theirs, and
//! both are told.
void ServiceForm::meetTheirs(const docker::ServiceDetail &theirs)
{
    const ServiceSpec mine = spec();
    const QList<docker::DiffRow> changed = docker::updateDiff(*m_base, theirs.spec);
    const QList<docker::DiffRow> wanted = docker::updateDiff(*m_base, mine);
    QStringList lines;
    for (const docker::DiffRow &their : changed) {
        const auto own = std::find_if(wanted.begin(), wanted.end(),
                                      [&](const docker::DiffRow &row) { return row.path == their.path; });
        lines << (own == wanted.end()
                      ? tr("%1: now %2 on the cluster, taken over here").arg(their.path, their.after)
                      : tr("%1: now %2 on the cluster, %3 here").arg(their.path, their.after, own->after));
    }
    const ServiceSpec both = docker::rebased(m_base->spec, mine, theirs.spec);
    m_base = theirs;
    load(both);
    m_views->setCurrentIndex(2);
    edited();
    m_message->showError(
        {ErrorCode::Conflict,
         tr("Somebody changed %1 meanwhile. What you typed is still here; look at the changes "
            "and send again.\n%2")
             .arg(theirs.spec.name, lines.join(u'\n'))},
        tr("Close"));
}

} // namespace skep::ui
