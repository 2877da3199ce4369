// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/auditdialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QString summaryOf(const cluster::Audit &audit)
{
    const QString rules = AuditDialog::tr("%n rule(s) read", nullptr, audit.rules);
    const QString ports = AuditDialog::tr("%n port(s) tried from this computer", nullptr, audit.ports);
    if (!audit.hasPlan) {
        const QString found = audit.findings.isEmpty()
            ? AuditDialog::tr("Nothing was found that is too open")
            : AuditDialog::tr("%n thing(s) to look at", nullptr, int(audit.findings.size()));
        QStringList looked{ports};
        if (audit.rules > 0)
            looked.prepend(rules);
        if (audit.listeners > 0)
            looked.append(
                AuditDialog::tr("%n port(s) that the nodes listen at read there", nullptr, audit.listeners));
        return u"%1: %2."_s.arg(found, looked.join(u", "_s));
    }
    if (audit.findings.isEmpty())
        return AuditDialog::tr("Nothing is more open than planned, and nothing is missing: %1, %2.")
            .arg(rules, ports);
    return AuditDialog::tr("%n thing(s) to look at", nullptr, int(audit.findings.size()))
        + u": %1, %2."_s.arg(rules, ports);
}

} // namespace

AuditDialog::AuditDialog(cluster::Discovery *discovery, QWidget *parent)
    : QDialog(parent)
    , m_discovery(discovery)
    , m_summary((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_findings(new QScrollArea(this))
    , m_message(new MessageBar(this))
    , m_again(button(tr("&Look again"), ButtonKind::Normal, this))
{
    setWindowTitle(tr("What is really open"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 460);
    m_findings->setObjectName(u"AuditFindings"_s);
    m_findings->setAccessibleName(tr("Findings"));
    m_findings->setWidgetResizable(true);
    m_findings->setFrameShape(QFrame::NoFrame);
    m_again->setObjectName(u"AuditAgain"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_message);
    layout->addWidget(m_summary);
    layout->addWidget(m_findings, 1);
    auto *close = button(tr("&Close"), ButtonKind::Primary, this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_again, &QPushButton::clicked, this, &AuditDialog::look);
    look();
}

void AuditDialog::look()
{
    m_again->setEnabled(false);
    m_message->hide();
    delete m_findings->takeWidget();
    m_summary->setText(tr("Reading the rules and trying the ports …"));
    onResult(m_discovery->audit(), this, [this](const Result<cluster::Audit> &audit) {
        m_again->setEnabled(true);
        if (audit)
            return present(*audit);
        m_summary->setText(tr("What is open is not known."));
        m_message->showError(audit.error());
    });
}

void AuditDialog::present(const cluster::Audit &audit)
{
    m_summary->setText(summaryOf(audit));
    auto *rows = new QWidget;
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    for (const cluster::Finding &finding : audit.findings)
        layout->addWidget(makeRow(finding));
    QStringList notes = audit.unread;
    if (!audit.published.isEmpty())
        notes.append(tr("Published by services: %1.").arg(audit.published.join(u", "_s)));
    for (const QString &note : std::as_const(notes))
        layout->addWidget(
            (new PlainLabel(note, theme::Text::Caption, PlainLabel::Tone::Muted, rows))->wrapped());
    layout->addStretch(1);
    m_findings->setWidget(rows);
}

QWidget *AuditDialog::makeRow(const cluster::Finding &finding)
{
    auto *row = new Card(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::grid);
    auto *glyph = new HealthGlyph(16, row);
    glyph->setHealth(finding.isGrave ? cluster::Health::Down : cluster::Health::Degraded);
    head->addWidget(glyph, 0, Qt::AlignVCenter);
    head->addWidget(new PlainLabel(u"%1: %2"_s.arg(finding.where, cluster::kindTitle(finding.kind)),
                                   theme::Text::Heading, PlainLabel::Tone::Normal, row),
                    1);
    row->body()->addLayout(head);
    row->body()->addWidget(
        (new PlainLabel(finding.sentence, theme::Text::Body, PlainLabel::Tone::Normal, row))->wrapped());
    row->body()->addWidget(
        (new PlainLabel(finding.advice, theme::Text::Caption, PlainLabel::Tone::Muted, row))->wrapped());
    return row;
}

} // namespace skep::ui
