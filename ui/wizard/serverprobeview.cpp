// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/serverprobeview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/serverprobemodel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::ProbeStage;
using cluster::ProbeState;
using cluster::ServerReport;

namespace {

//! Puts the sign into the middle of its cell.
class SignDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QIcon sign = index.data(Qt::DecorationRole).value<QIcon>();
        QRect place(QPoint(), option.decorationSize);
        place.moveCenter(option.rect.center());
        sign.paint(painter, place);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->icon = {};
        option->features &= ~QStyleOptionViewItem::HasDecoration;
        option->textElideMode = Qt::ElideMiddle;
    }
};

constexpr int leastNameWidth = 150;

} // namespace

ServerProbeView::ServerProbeView(const ssh::SshConfig &config, const QList<cluster::ProbePort> &ports,
                                 QWidget *parent)
    : QWidget(parent)
    , m_probe(new cluster::ServerProbe(config, ports, this))
    , m_model(new ServerProbeModel(m_probe, this))
    , m_table(new QTableView(this))
    , m_summary((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped())
    , m_again(button(tr("Look &again"), ButtonKind::Normal, this))
    , m_card(new Card(this))
    , m_title((new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Normal, m_card))->elided())
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, m_card))->wrapped())
    , m_fix((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, m_card))->wrapped())
    , m_notes((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, m_card))->wrapped())
    , m_answer(new QLineEdit(m_card))
    , m_deed(button(QString(), ButtonKind::Primary, m_card))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_again);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_card);
    buildTable();
    buildDetail();
    m_summary->setObjectName(u"ProbeSummary"_s);
    m_again->setObjectName(u"ProbeAgain"_s);
    connect(m_probe, &cluster::ServerProbe::changed, this, &ServerProbeView::onChanged);
    connect(m_probe, &cluster::ServerProbe::finished, this, &ServerProbeView::onFinished);
    connect(m_again, &QPushButton::clicked, this, [this] {
        for (int row = 0; row < m_model->rowCount(); ++row)
            m_probe->repeat(row);
        summarise();
    });
    summarise();
    showRow();
}

void ServerProbeView::buildTable()
{
    m_table->horizontalHeader()->setObjectName(u"ProbeStages"_s); // before its style is looked up
    m_table->setModel(m_model);
    m_table->setItemDelegate(new SignDelegate(m_table));
    m_table->setAccessibleName(tr("Servers by stages"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setIconSize({16, 16});
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setMinimumSectionSize(40);
    int width = leastNameWidth;
    for (int column = 1; column < m_model->columnCount(); ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int section =
            QFontMetrics(theme::font(theme::Text::Strong)).horizontalAdvance(title) + 3 * theme::grid;
        header->resizeSection(column, section);
        width += section;
    }
    m_table->setMinimumWidth(width + 2 * theme::grid);
    m_table->setMinimumHeight(140);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { showRow(); });
}

void ServerProbeView::buildDetail()
{
    m_title->setObjectName(u"ProbeTitle"_s);
    m_sentence->setObjectName(u"ProbeSentence"_s);
    m_fix->setObjectName(u"ProbeFix"_s);
    m_answer->setObjectName(u"ProbeAnswer"_s);
    m_deed->setObjectName(u"ProbeDeed"_s);
    m_answer->setEchoMode(QLineEdit::Password);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse); // a fingerprint is compared elsewhere
    m_card->body()->setSpacing(theme::grid / 2);
    for (PlainLabel *label : {m_title, m_sentence, m_fix, m_notes})
        m_card->body()->addWidget(label);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, theme::grid / 2, 0, 0);
    row->addWidget(m_answer, 1);
    row->addWidget(m_deed);
    row->addStretch(0);
    m_card->body()->addLayout(row);
    connect(m_deed, &QPushButton::clicked, this, &ServerProbeView::submit);
    connect(m_answer, &QLineEdit::returnPressed, this, &ServerProbeView::submit);
}

void ServerProbeView::look(const QStringList &servers)
{
    m_probe->start(servers);
    m_model->reset();
    summarise();
    showRow();
    emit changed();
}

QList<ServerReport> ServerProbeView::accepted() const
{
    QList<ServerReport> usable;
    const auto &reports = m_probe->reports();
    std::copy_if(reports.begin(), reports.end(), std::back_inserter(usable),
                 [](const ServerReport &report) { return report.isUsable(); });
    return usable;
}

bool ServerProbeView::isSettled() const
{
    return !m_probe->isRunning();
}

void ServerProbeView::onChanged(int row)
{
    m_model->refresh(row);
    if (m_table->currentIndex().row() == row)
        showRow();
    summarise();
    emit changed();
}

// Whoever has chosen nothing is led to the first server that needs something.
void ServerProbeView::onFinished()
{
    const auto &reports = m_probe->reports();
    const ServerReport *shown = chosen();
    if (!shown || !shown->firstProblem()) {
        const auto found = std::find_if(reports.begin(), reports.end(), [](const ServerReport &each) {
            return each.firstProblem().has_value();
        });
        const int row = found == reports.end() ? m_table->currentIndex().row() : int(found - reports.begin());
        if (!reports.isEmpty())
            m_table->setCurrentIndex(m_model->index(std::max(row, 0), 0));
    }
    showRow();
    summarise();
    emit changed();
}

const ServerReport *ServerProbeView::chosen() const
{
    const int row = m_table->currentIndex().row();
    const auto &reports = m_probe->reports();
    return row >= 0 && row < reports.size() ? &reports.at(row) : nullptr;
}

void ServerProbeView::showRow()
{
    const ServerReport *report = chosen();
    m_card->setVisible(report != nullptr);
    m_answer->hide();
    m_deed->hide();
    if (!report)
        return;
    m_notes->setText(report->notes.join(u' '));
    m_notes->setVisible(!report->notes.isEmpty());
    auto stage = ServerProbeModel::stageOf(m_table->currentIndex().column());
    if (!stage || report->cell(*stage).sentence.isEmpty())
        stage = report->firstProblem();
    if (!stage)
        return showReady(*report);
    const cluster::ProbeCell &cell = report->cell(*stage);
    m_card->setKind(cell.state == ProbeState::Failed        ? Card::Kind::Error
                        : cell.state == ProbeState::Warning ? Card::Kind::Warning
                                                            : Card::Kind::Plain);
    m_title->setText(u"%1: %2"_s.arg(report->name, cluster::probeStageName(*stage)));
    m_sentence->setText(cell.sentence);
    m_fix->setText(cell.fix);
    m_fix->setVisible(!cell.fix.isEmpty());
    showQuestion(*report);
}

void ServerProbeView::showReady(const ServerReport &report)
{
    m_card->setKind(Card::Kind::Plain);
    m_title->setText(report.name);
    m_fix->hide();
    if (!report.isSettled() || !report.target) {
        m_sentence->setText(tr("Skep looks at it …"));
        return;
    }
    const auto &facts = report.facts;
    QStringList parts{facts.distributionName, report.cell(ProbeStage::Engine).sentence,
                      report.cell(ProbeStage::Disk).sentence};
    parts.removeAll(QString());
    m_sentence->setText(tr("Ready: %1").arg(parts.join(u" · "_s)));
}

void ServerProbeView::showQuestion(const ServerReport &report)
{
    const bool isOpen = !m_probe->isRunning();
    if (report.hostKeyQuestion) {
        m_deed->setText(tr("&Trust this key"));
        m_deed->setEnabled(isOpen);
        m_deed->show();
    } else if (report.loginQuestion) {
        const bool isPassphrase = report.loginQuestion->isPassphrase();
        m_answer->setAccessibleName(isPassphrase ? tr("Passphrase") : tr("Password"));
        m_answer->setPlaceholderText(isPassphrase ? tr("Passphrase of the key")
                                                  : tr("Password of %1").arg(report.loginQuestion->user));
        m_deed->setText(isPassphrase ? tr("&Unlock the key") : tr("&Log in"));
        m_deed->setEnabled(isOpen);
        m_answer->show();
        m_deed->show();
    }
}

void ServerProbeView::submit()
{
    const ServerReport *report = chosen();
    if (!report || m_probe->isRunning())
        return;
    if (report->hostKeyQuestion) {
        m_probe->trust(*report->hostKeyQuestion);
    } else if (report->loginQuestion && !m_answer->text().isEmpty()) {
        const auto secret = makeSecret(m_answer->text().toUtf8());
        m_answer->clear();
        m_probe->answer(*report->loginQuestion, secret);
    }
    showRow();
    summarise();
}

void ServerProbeView::summarise()
{
    const auto &reports = m_probe->reports();
    const auto count = [&](auto condition) {
        return int(std::count_if(reports.begin(), reports.end(), condition));
    };
    const int ready = count([](const ServerReport &each) { return each.isUsable(); });
    const int waiting =
        count([](const ServerReport &each) { return each.hostKeyQuestion || each.loginQuestion; });
    const int busy = count([](const ServerReport &each) { return !each.isSettled(); });
    m_again->setEnabled(!reports.isEmpty() && !m_probe->isRunning());
    m_again->setVisible(!reports.isEmpty());
    QString text;
    if (reports.isEmpty())
        text = tr("No server is named yet.");
    else if (busy > 0)
        text = tr("Looking at %n server(s); nothing is changed there.", nullptr, busy);
    else if (ready == reports.size())
        text = tr("All %n server(s) can be used.", nullptr, ready);
    else
        text = tr("%1 of %n server(s) can be used.", nullptr, int(reports.size())).arg(ready);
    if (busy == 0 && waiting > 0)
        text += u' ' + tr("%n wait(s) for your answer.", nullptr, waiting);
    m_summary->setText(text);
}

} // namespace skep::ui
