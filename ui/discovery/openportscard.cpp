// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/openportscard.h"

#include "ui/discovery/auditdialog.h"
#include "ui/discovery/openportdialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QFileDialog>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

OpenPortsCard::OpenPortsCard(cluster::Discovery *discovery, QWidget *parent)
    : Card(parent)
    , m_discovery(discovery)
    , m_message(new MessageBar(this))
    , m_open(button(tr("&Open a port…"), ButtonKind::Normal, this))
{
    m_open->setObjectName(u"OpenPort"_s);
    m_open->setIcon(icon(u"broadcast"_s));
    body()->addWidget(
        new PlainLabel(tr("Open to others"), theme::Text::Heading, PlainLabel::Tone::Normal, this));
    body()->addWidget(m_message);
    body()->addWidget(m_open, 0, Qt::AlignLeft);
    auto *look = button(tr("What is &really open…"), ButtonKind::Quiet, this);
    look->setObjectName(u"Audit"_s);
    body()->addWidget(look, 0, Qt::AlignLeft);
    connect(look, &QPushButton::clicked, this, [this] { (new AuditDialog(m_discovery, this))->open(); });
    connect(m_open, &QPushButton::clicked, this, &OpenPortsCard::askToOpen);
    connect(discovery, &cluster::Discovery::changed, this, &OpenPortsCard::update);
    update();
}

void OpenPortsCard::update()
{
    delete m_rows;
    m_rows = makeRows();
    body()->insertWidget(1, m_rows);
    m_open->setEnabled(!m_isBusy && m_discovery->unfinished().isEmpty());
}

QWidget *OpenPortsCard::makeRows()
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    const auto exposures = m_discovery->exposures();
    if (exposures.isEmpty())
        layout->addWidget(
            (new PlainLabel(
                 tr("Nothing: Consul and the engines answer the cluster's own machines, and Skep."),
                 theme::Text::Caption, PlainLabel::Tone::Muted, holder))
                ->wrapped());
    for (const auto &exposure : exposures) {
        auto *row = new QHBoxLayout;
        row->setSpacing(theme::grid);
        row->addWidget(
            (new PlainLabel(cluster::describe(exposure), theme::Text::Body, PlainLabel::Tone::Normal, holder))
                ->wrapped(),
            1);
        if (exposure.port == cluster::OpenPort::Engine) {
            auto *certificate = button(tr("&Certificate…"), ButtonKind::Normal, holder);
            certificate->setObjectName(u"Certificate"_s);
            certificate->setToolTip(plainToolTip(tr("Write a client's certificate into a folder")));
            connect(certificate, &QPushButton::clicked, this, &OpenPortsCard::askForCertificateFolder);
            row->addWidget(certificate, 0, Qt::AlignTop);
        }
        auto *close = button(tr("Close…"), ButtonKind::Normal, holder);
        close->setObjectName(u"ClosePort"_s);
        close->setAccessibleName(tr("Close %1").arg(cluster::describe(exposure)));
        close->setEnabled(!m_isBusy && m_discovery->unfinished().isEmpty());
        connect(close, &QPushButton::clicked, this, [this, exposure] { askToClose(exposure); });
        row->addWidget(close, 0, Qt::AlignTop);
        layout->addLayout(row);
    }
    if (const QString what = m_discovery->unfinished(); !what.isEmpty() && !m_isBusy)
        layout->addWidget(makeUnfinished(what));
    return holder;
}

QWidget *OpenPortsCard::makeUnfinished(const QString &what)
{
    auto *card = new Card(this, Kind::Warning);
    card->body()->addWidget(
        (new PlainLabel(tr("Not finished: %1.").arg(what), theme::Text::Body, PlainLabel::Tone::Normal, card))
            ->wrapped());
    auto *goOn = button(tr("&Go on"), ButtonKind::Normal, card);
    auto *giveUp = button(tr("Give &up"), ButtonKind::Quiet, card);
    goOn->setObjectName(u"GoOnPort"_s);
    giveUp->setObjectName(u"GiveUpPort"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(goOn);
    row->addWidget(giveUp);
    row->addStretch(1);
    card->body()->addLayout(row);
    connect(goOn, &QPushButton::clicked, this, [this, what] { run(what, m_discovery->goOn()); });
    connect(giveUp, &QPushButton::clicked, this,
            [this] { run(tr("Putting it back as it was"), m_discovery->giveUp()); });
    return card;
}

void OpenPortsCard::askToOpen()
{
    auto *dialog = new OpenPortDialog(this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const auto exposure = dialog->exposure();
        run(tr("Opening %1").arg(cluster::describe(exposure)), m_discovery->open(exposure));
    });
    dialog->open();
}

void OpenPortsCard::askToClose(const cluster::Exposure &exposure)
{
    auto *dialog =
        new ConfirmDialog({tr("Close a port"), tr("Close %1?").arg(cluster::describe(exposure)),
                           exposure.port == cluster::OpenPort::Engine
                               ? tr("Whoever uses it from there gets no answer any more. When it is open to "
                                    "nobody else, the engines start anew one after the other, and no client "
                                    "certificate is good any more.")
                               : tr("Whoever uses it from there gets no answer any more. Consul's servers "
                                    "start anew, one after the other."),
                           tr("&Close it"), false},
                          this);
    connect(dialog, &QDialog::accepted, this, [this, exposure] {
        run(tr("Closing %1").arg(cluster::describe(exposure)), m_discovery->close(exposure));
    });
    dialog->open();
}

void OpenPortsCard::askForCertificateFolder()
{
    auto *dialog = new QFileDialog(this, tr("An empty folder for the certificate"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &OpenPortsCard::writeCertificate);
    dialog->open();
}

void OpenPortsCard::writeCertificate(const QString &folder)
{
    onResult(m_discovery->writeCertificate(folder), this, [this, folder](const Result<QDate> &until) {
        if (!until)
            return m_message->showError(until.error());
        m_message->showText(
            tr("%1 has ca.pem, cert.pem and key.pem now. They are as good as root on every node "
               "until %2, or until the port is closed.")
                .arg(folder, QLocale().toString(*until, QLocale::ShortFormat)),
            Kind::Note);
    });
}

void OpenPortsCard::run(const QString &doing, const Pending<> &pending)
{
    m_isBusy = true;
    m_message->showText(tr("%1 …").arg(doing), Kind::Note);
    update();
    onResult(pending, this, [this, doing](const Result<> &result) {
        m_isBusy = false;
        if (result)
            m_message->hide();
        else
            m_message->showError(prefixed(doing, result.error()));
        update();
    });
}

} // namespace skep::ui
