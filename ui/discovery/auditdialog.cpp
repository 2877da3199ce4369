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

QString AuditDialog::summaryOf(const cluster::Audit &audit) const
{
    const QString ports = tr("%n port(s) tried from this computer", nullptr, audit.ports);
    const QString things = tr("%n thing(s) to look at", nullptr, int(audit.findings.size()));
    if (m_rules == Rules::Unknown && audit.ports == 0)
        return tr("Nothing could be tried: no address of a node is known.");
    if (m_rules == Rules::Unknown)
        return audit.findings.isEmpty() ? tr("Nothing answers that should not: %1.").arg(ports)
                                        : QString(things + u": %1."_s.arg(ports));
    const QString rules = tr("%n rule(s) read", nullptr, audit.rules);
    if (audit.findings.isEmpty())
        return tr("Nothing is more open than planned, and nothing is missing: %1, %2.").arg(rules, ports);
    return things + u": %1, %2."_s.arg(rules, ports);
}

AuditDialog::AuditDialog(cluster::Discovery *discovery, QWidget *parent, Rules rules)
    : QDialog(parent)
    , m_discovery(discovery)
    , m_rules(rules)
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
    if (rules == Rules::Unknown) {
        auto *scope = new PlainLabel(
            tr("Tried from this computer: the ports behind which a cluster is ruled, and those that its "
               "services publish. The rules of a cloud are known here only where Skep has made the cluster "
               "in it, so others may reach more."),
            theme::Text::Caption, PlainLabel::Tone::Muted, this);
        scope->setObjectName(u"AuditScope"_s);
        layout->addWidget(scope->wrapped());
    }
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
    m_summary->setText(m_rules == Rules::Known ? tr("Reading the rules and trying the ports …")
                                               : tr("Trying the ports …"));
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
