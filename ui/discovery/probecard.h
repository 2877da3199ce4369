// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace skep::ui {

class FieldRow;
class MessageBar;
class PlainLabel;
class TablePanel;

//! Asks one node's agent for a name, and shows its answer beside what the catalog has: which instances were
//! left out, and by which check.
class ProbeCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProbeCard)

public:
    explicit ProbeCard(cluster::Discovery *discovery, QWidget *parent = nullptr); //!< must outlive it
    void setServices(const QStringList &names); //!< of the catalog, offered while typing
    void ask(const QString &service);

private:
    enum What { Service, Tag, Node, Other };
    struct RecordRow
    {
        QString id;
        consul::DnsRecord record;
        bool operator==(const RecordRow &) const = default;
    };
    struct InstanceRow
    {
        QString id;
        consul::Instance instance;
        bool isAnswered = false;
        QString why;
        bool operator==(const InstanceRow &) const = default;
    };
    using RecordsModel = KeyedTableModel<RecordRow>;
    using FoundModel = KeyedTableModel<InstanceRow>;

    QWidget *makeQuestion();
    QWidget *makeAnswer();
    RecordsModel *makeRecords();
    FoundModel *makeInstances();
    QString question() const; //!< the name in full
    void edited();
    void refreshAgents();
    void send();
    void showAnswer(const consul::DnsProbe &probe);
    void showReason(const QString &instance);

    cluster::Discovery *m_discovery;
    QComboBox *m_what;
    QComboBox *m_type;
    QComboBox *m_agent;
    QLineEdit *m_name;
    QLineEdit *m_tag;
    FieldRow *m_nameRow = nullptr;
    FieldRow *m_tagRow = nullptr;
    QPushButton *m_ask;
    PlainLabel *m_command;
    MessageBar *m_message;
    PlainLabel *m_hint; //!< before there is an answer
    PlainLabel *m_verdict;
    PlainLabel *m_reason;
    RecordsModel *m_records;
    FoundModel *m_instances;
    TablePanel *m_recordsPanel = nullptr;
    TablePanel *m_instancesPanel = nullptr;
    QWidget *m_answer = nullptr;
    QWidget *m_found = nullptr; //!< the half of the catalog
    Pending<consul::DnsProbe> m_running;
};

} // namespace skep::ui
