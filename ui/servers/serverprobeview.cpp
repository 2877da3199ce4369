// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/serverprobeview.h"

#include "ui/servers/serverprobemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimer>
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

constexpr int leastNameWidth = 120;
constexpr int mostRowsShown = 8; // further ones are scrolled to

} // namespace

ServerProbeView::ServerProbeView(cluster::ServerLook *look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_model(new ServerProbeModel(look, this))
    , m_table(new QTableView(this))
    , m_summary((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped())
    , m_card(new Card(this))
    , m_title((new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Normal, m_card))->elided())
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, m_card))->wrapped())
    , m_fix((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, m_card))->wrapped())
    , m_notes((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, m_card))->wrapped())
    , m_answer(new QLineEdit(m_card))
    , m_forAll(new QCheckBox(m_card))
    , m_deed(button(QString(), ButtonKind::Primary, m_card))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_summary);
    layout->addWidget(m_table);
    layout->addWidget(m_card);
    buildTable();
    buildDetail();
    m_summary->setObjectName(u"ProbeSummary"_s);
    connect(m_look, &cluster::ServerLook::changed, this, &ServerProbeView::refresh);
    connect(m_look, &cluster::ServerLook::settled, this, &ServerProbeView::onSettled);
    refresh();
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
            QFontMetrics(theme::font(theme::Text::Strong)).horizontalAdvance(title) + 2 * theme::grid;
        header->resizeSection(column, section);
        width += section;
    }
    m_table->setMinimumWidth(width + 2 * theme::grid);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { showRow(); });
}

void ServerProbeView::buildDetail()
{
    m_title->setObjectName(u"ProbeTitle"_s);
    m_sentence->setObjectName(u"ProbeSentence"_s);
    m_fix->setObjectName(u"ProbeFix"_s);
    m_answer->setObjectName(u"ProbeAnswer"_s);
    m_deed->setObjectName(u"ProbeDeed"_s);
    m_forAll->setObjectName(u"ProbeForAll"_s);
    m_forAll->setChecked(true);
    m_deed->setAutoDefault(false);
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
    m_card->body()->addWidget(m_forAll);
    connect(m_deed, &QPushButton::clicked, this, &ServerProbeView::submit);
    connect(m_answer, &QLineEdit::returnPressed, this, &ServerProbeView::submit);
}

void ServerProbeView::refresh()
{
    const int shown = std::min(m_model->rowCount(), mostRowsShown);
    m_table->setVisible(shown > 0);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + 2 * m_table->frameWidth()
                            + shown * m_table->verticalHeader()->defaultSectionSize());
    showRow();
    summarise();
}

// Whoever has chosen nothing is led to the first server that asks, or else needs something.
void ServerProbeView::onSettled()
{
    const auto &reports = m_look->reports();
    const auto asks = [](const ServerReport &each) { return each.hostKeyQuestion || each.loginQuestion; };
    const ServerReport *shown = chosen();
    if (!shown || !asks(*shown)) {
        auto found = std::find_if(reports.begin(), reports.end(), asks);
        if (found == reports.end() && !(shown && shown->firstProblem()))
            found = std::find_if(reports.begin(), reports.end(),
                                 [](const ServerReport &each) { return each.firstProblem().has_value(); });
        if (found != reports.end())
            m_table->setCurrentIndex(m_model->index(int(found - reports.begin()), 0));
        else if (!shown && !reports.isEmpty())
            m_table->setCurrentIndex(m_model->index(0, 0));
    }
    refresh();
    if (m_answer->isVisible())
        m_answer->setFocus();
    else if (m_deed->isVisible()) // no key is to be trusted, and no dialog closed, by one Return too many
        m_table->setFocus();
    if (m_deed->isVisible())
        QTimer::singleShot(0, this, &ServerProbeView::bringIntoView); // once it is laid out
}

void ServerProbeView::bringIntoView()
{
    for (QWidget *each = parentWidget(); each; each = each->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(each))
            return area->ensureWidgetVisible(m_card, 0, theme::grid);
    }
}

const ServerReport *ServerProbeView::chosen() const
{
    const int row = m_table->currentIndex().row();
    const auto &reports = m_look->reports();
    return row >= 0 && row < reports.size() ? &reports.at(row) : nullptr;
}

void ServerProbeView::showRow()
{
    const ServerReport *report = chosen();
    m_card->setVisible(report != nullptr);
    m_answer->setVisible(report && report->loginQuestion);
    m_deed->setVisible(report && (report->loginQuestion || report->hostKeyQuestion));
    m_forAll->hide();
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
    m_deed->setEnabled(!m_look->isRunning());
    if (report.hostKeyQuestion) {
        m_deed->setText(tr("&Trust this key"));
    } else if (report.loginQuestion) {
        const bool isPassphrase = report.loginQuestion->isPassphrase();
        m_answer->setAccessibleName(isPassphrase ? tr("Passphrase") : tr("Password"));
        m_answer->setPlaceholderText(isPassphrase ? tr("Passphrase of the key")
                                                  : tr("Password of %1").arg(report.loginQuestion->user));
        m_deed->setText(isPassphrase ? tr("&Unlock the key") : tr("&Go on"));
        const int others = int(likeIt(*report.loginQuestion).size());
        m_forAll->setText(
            tr("The same password for %n other server(s) that ask for this user's", nullptr, others));
        m_forAll->setVisible(others > 0);
    }
}

QList<ssh::Question> ServerProbeView::likeIt(const ssh::Question &question) const
{
    QList<ssh::Question> others;
    for (const ServerReport &each : m_look->reports()) {
        const auto &other = each.loginQuestion;
        if (other && !other->isPassphrase() && other->user == question.user && !other->isSameMatter(question)
            && !question.isPassphrase())
            others.append(*other);
    }
    return others;
}

void ServerProbeView::submit()
{
    const ServerReport *report = chosen();
    if (!report || m_look->isRunning())
        return;
    if (const auto key = report->hostKeyQuestion) {
        m_look->trust(*key);
    } else if (const auto question = report->loginQuestion; question && !m_answer->text().isEmpty()) {
        const auto secret = makeSecret(m_answer->text().toUtf8());
        const auto others =
            m_forAll->isVisible() && m_forAll->isChecked() ? likeIt(*question) : QList<ssh::Question>();
        m_answer->clear();
        m_look->answer(*question, secret);
        for (const auto &other : others)
            m_look->answer(other, secret);
    }
}

void ServerProbeView::summarise()
{
    const auto &reports = m_look->reports();
    const auto count = [&](auto condition) {
        return int(std::count_if(reports.begin(), reports.end(), condition));
    };
    const int ready = count([](const ServerReport &each) { return each.isUsable(); });
    const int waiting =
        count([](const ServerReport &each) { return each.hostKeyQuestion || each.loginQuestion; });
    const int busy = m_look->isRunning() ? int(reports.size()) : 0;
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
