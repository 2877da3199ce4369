// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/probecard.h"

#include "ui/dashboard/tablepanel.h"
#include "ui/models/tables.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ProbeCard::ProbeCard(cluster::Discovery *discovery, QWidget *parent)
    : Card(parent)
    , m_discovery(discovery)
    , m_what(new QComboBox(this))
    , m_type(new QComboBox(this))
    , m_agent(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_tag(new QLineEdit(this))
    , m_ask(button(tr("&Ask"), ButtonKind::Primary, this))
    , m_command((new PlainLabel(QString(), theme::Text::Mono, PlainLabel::Tone::Muted, this))->elided())
    , m_message(new MessageBar(this))
    , m_hint((new PlainLabel(tr("The answer is shown here, beside all that the catalog has of it: which "
                                "instance was left out, and by which check."),
                             theme::Text::Body, PlainLabel::Tone::Muted, this))
                 ->wrapped())
    , m_verdict((new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Normal, this))->wrapped())
    , m_reason((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
    , m_records(makeRecords())
    , m_instances(makeInstances())
{
    auto *note = new PlainLabel(tr("What a program on a node, or in one of its containers, gets for a name."),
                                theme::Text::Caption, PlainLabel::Tone::Muted, this);
    body()->addWidget(
        new PlainLabel(tr("Ask the DNS"), theme::Text::Heading, PlainLabel::Tone::Normal, this));
    body()->addWidget(note->wrapped());
    body()->addWidget(makeQuestion());
    body()->addWidget(m_message);
    body()->addWidget(m_hint, 1);
    body()->addWidget(makeAnswer(), 1);
    connect(m_what, &QComboBox::currentIndexChanged, this, &ProbeCard::edited);
    connect(m_type, &QComboBox::currentIndexChanged, this, &ProbeCard::edited);
    for (QLineEdit *edit : {m_name, m_tag}) {
        connect(edit, &QLineEdit::textChanged, this, &ProbeCard::edited);
        connect(edit, &QLineEdit::returnPressed, m_ask, &QPushButton::click);
    }
    connect(m_ask, &QPushButton::clicked, this, &ProbeCard::send);
    connect(discovery, &cluster::Discovery::changed, this, &ProbeCard::refreshAgents);
    setFocusProxy(m_name);
    refreshAgents();
    edited();
}

QWidget *ProbeCard::makeQuestion()
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    m_hint->setAlignment(Qt::AlignCenter);
    m_what->addItems({tr("Service"), tr("Service with a tag"), tr("Node"), tr("Any other name")});
    m_type->addItems({u"A"_s, u"AAAA"_s, u"SRV"_s});
    m_what->setObjectName(u"ProbeWhat"_s);
    m_type->setObjectName(u"ProbeType"_s);
    m_agent->setObjectName(u"ProbeAgent"_s);
    m_name->setObjectName(u"ProbeName"_s);
    m_tag->setObjectName(u"ProbeTag"_s);
    m_ask->setObjectName(u"Probe"_s);
    m_agent->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_agent->setMinimumContentsLength(12);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * theme::grid);
    m_nameRow = new FieldRow(tr("Name"), m_name, QString(), holder);
    m_tagRow = new FieldRow(tr("Tag"), m_tag, QString(), holder);
    row->addWidget(new FieldRow(tr("Look for"), m_what, QString(), holder), 3);
    row->addWidget(m_nameRow, 4);
    row->addWidget(m_tagRow, 2);
    row->addWidget(new FieldRow(tr("Record"), m_type, QString(), holder), 1);
    row->addWidget(new FieldRow(tr("Agent of"), m_agent, QString(), holder), 3);
    layout->addLayout(row);
    auto *below = new QHBoxLayout;
    below->setSpacing(2 * theme::grid);
    below->addWidget(m_command, 1);
    below->addWidget(m_ask);
    layout->addLayout(below);
    holder->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return holder;
}

QWidget *ProbeCard::makeAnswer()
{
    m_answer = new QWidget(this);
    auto *layout = new QVBoxLayout(m_answer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(hairline(m_answer));
    layout->addWidget(m_verdict);
    const auto half = [&](const QString &title, TablePanel *panel, QWidget *holder) {
        auto *column = new QVBoxLayout(holder);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme::grid / 2);
        column->addWidget(new PlainLabel(title, theme::Text::Strong, PlainLabel::Tone::Normal, holder));
        panel->setParent(holder);
        column->addWidget(panel, 1);
        return column;
    };
    auto *answered = new QWidget(m_answer);
    m_found = new QWidget(m_answer);
    m_recordsPanel =
        new TablePanel(m_records, tr("The answer"), tr("The name does not exist there."), answered);
    m_recordsPanel->setColumnWidths({72, 260});
    m_instancesPanel =
        new TablePanel(m_instances, tr("The catalog"), tr("The catalog has no instance of it."), m_found);
    m_instancesPanel->setColumnWidths({120, 150, 190});
    half(tr("The answer"), m_recordsPanel, answered);
    half(tr("The catalog has"), m_instancesPanel, m_found)->insertWidget(1, m_reason);
    layout->addWidget(answered, 2);
    layout->addWidget(m_found, 3);
    connect(m_instancesPanel, &TablePanel::currentKeyChanged, this, &ProbeCard::showReason);
    m_answer->hide();
    return m_answer;
}

ProbeCard::RecordsModel *ProbeCard::makeRecords()
{
    using Row = RecordRow;
    return new RecordsModel(&Row::id,
                            {{tr("Record"), [](const Row &r) { return r.record.type; }},
                             {tr("Value"),
                              [](const Row &r) {
                                  return r.record.type == "SRV"_L1
                                      ? u"%1:%2"_s.arg(r.record.target).arg(r.record.port)
                                      : r.record.address;
                              }},
                             {tr("Name"), [](const Row &r) { return r.record.name; }}},
                            this);
}

ProbeCard::FoundModel *ProbeCard::makeInstances()
{
    using Row = InstanceRow;
    return new FoundModel(
        &Row::id,
        {{tr("In the answer"), [](const Row &r) { return r.isAnswered ? tr("yes") : tr("left out"); },
          [](const Row &r) { return r.isAnswered; },
          [](const Row &r) { return r.isAnswered ? cluster::Health::Ok : healthOf(r.instance.state); }},
         {tr("Node"), [](const Row &r) { return r.instance.node; }},
         {tr("Address"),
          [](const Row &r) {
              return r.instance.port > 0 ? u"%1:%2"_s.arg(r.instance.address).arg(r.instance.port)
                                         : r.instance.address;
          }},
         {tr("Why"), [](const Row &r) { return r.why.simplified(); }}},
        this);
}

void ProbeCard::setServices(const QStringList &names)
{
    auto *completer = m_name->completer();
    if (!completer) {
        completer = new QCompleter(new QStringListModel(m_name), m_name);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        m_name->setCompleter(completer);
    }
    auto *list = static_cast<QStringListModel *>(completer->model());
    if (list->stringList() != names)
        list->setStringList(names);
    m_name->setPlaceholderText(names.value(0));
}

void ProbeCard::ask(const QString &service)
{
    m_what->setCurrentIndex(Service);
    m_name->setText(service);
    send();
}

QString ProbeCard::question() const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || m_what->currentIndex() == Other)
        return name;
    if (m_what->currentIndex() == Node)
        return name + u".node.consul"_s;
    const QString tag = m_what->currentIndex() == Tag ? m_tag->text().trimmed() : QString();
    return (tag.isEmpty() ? name : tag + u'.' + name) + u".service.consul"_s;
}

void ProbeCard::edited()
{
    m_tagRow->setVisible(m_what->currentIndex() == Tag);
    m_nameRow->setProblem({});
    m_tagRow->setProblem({});
    m_command->setText(
        question().isEmpty() ? QString() : u"dig @127.0.0.1 %1 %2"_s.arg(question(), m_type->currentText()));
}

void ProbeCard::refreshAgents()
{
    const QStringList agents = m_discovery->agents();
    QStringList shown;
    for (int i = 0; i < m_agent->count(); ++i)
        shown << m_agent->itemText(i);
    if (shown == agents)
        return;
    const QString before = m_agent->currentText();
    m_agent->clear();
    m_agent->addItems(agents);
    m_agent->setCurrentIndex(std::max(0, m_agent->findText(before)));
}

void ProbeCard::send()
{
    if (m_name->text().trimmed().isEmpty())
        return m_nameRow->setProblem(tr("Name what to look for."));
    if (m_what->currentIndex() == Tag && m_tag->text().trimmed().isEmpty())
        return m_tagRow->setProblem(tr("Name the tag."));
    m_running.cancel();
    m_ask->setEnabled(false);
    m_message->showText(tr("Asking the agent of %1.").arg(m_agent->currentText()), Kind::Note);
    m_running = m_discovery->probe(m_agent->currentText(), question(), m_type->currentText());
    onResult(m_running, this, [this](const Result<consul::DnsProbe> &probe) {
        if (!probe && probe.error().code == ErrorCode::Cancelled)
            return; // another question took its place
        m_ask->setEnabled(true);
        if (!probe) {
            m_answer->hide();
            m_hint->show();
            return m_message->showError(probe.error());
        }
        m_message->hide();
        showAnswer(*probe);
    });
}

void ProbeCard::showAnswer(const consul::DnsProbe &probe)
{
    std::vector<RecordRow> records;
    for (const auto &record : probe.records)
        records.push_back({QString::number(records.size()), record});
    std::vector<InstanceRow> instances;
    int answered = 0;
    for (const auto &row : probe.instances) {
        answered += row.isAnswered ? 1 : 0;
        instances.push_back({row.instance.id, row.instance, row.isAnswered, row.why});
    }
    m_records->assign(records);
    m_instances->assign(instances);
    const auto left = int(instances.size()) - answered;
    QString verdict = records.empty()
        ? tr("No record of this kind for %1.").arg(probe.question.name)
        : tr("%n record(s) for %1.", nullptr, int(records.size())).arg(probe.question.name);
    if (!probe.question.service.isEmpty() && !instances.empty())
        verdict += u' '
            + (left == 0 ? tr("No instance of the catalog was left out.")
                         : tr("%1 of %n instance(s) left out.", nullptr, int(instances.size())).arg(left));
    m_verdict->setText(verdict);
    m_found->setVisible(!probe.question.service.isEmpty());
    m_hint->hide();
    m_answer->show();
    for (const auto &row : instances) {
        if (!row.isAnswered)
            return m_instancesPanel->setCurrentKey(row.id);
    }
    showReason({});
}

//! The whole output of a check, which no cell has room for.
void ProbeCard::showReason(const QString &instance)
{
    const int row = m_instances->rowOf(instance);
    m_reason->setText(row < 0 ? QString() : m_instances->row(row).why);
    m_reason->setVisible(!m_reason->text().isEmpty());
}

} // namespace skep::ui
