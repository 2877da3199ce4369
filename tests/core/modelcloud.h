// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/destruction.h"
#include "core/plan/journal.h"
#include "tests/core/schedule.h"

namespace skep::test {

inline const QString clusterId = QStringLiteral("5d3c");

enum class ModelKind { Machine, Group, AffinityGroup, SshKey, Rule };

//! A cloud as the program sees it, with faults, with lists that lag behind, and with an end of the program at
//! any effect: a call that changes something or a record of a journal. Nothing takes time.
class ModelCloud
{
public:
    ModelCloud(Schedule schedule, Mistake mistake)
        : m_schedule(std::move(schedule))
        , m_mistake(mistake)
    {
    }

    // --- the program's life
    void begin(int kill);
    bool isDead() const { return m_isDead; }
    bool effect(); //!< false: the program has ended before it
    bool tearsRecords() const { return m_tears; }
    Mistake mistake() const { return m_mistake; }

    // --- what a client can ask
    Result<QString> create(ModelKind kind, const QString &name, const QString &parent = {});
    Result<> remove(ModelKind kind, const QString &id);
    QString find(ModelKind kind, const QString &name); //!< by its label, in a list that may lag
    int looks() const { return m_looks; }
    void settleLists() { m_looks += 100; }
    cluster::Inventory inventory(const QString &cluster) const; //!< of settled lists
    void label(const QString &id);

    // --- what only the test sees
    bool isEmpty() const { return m_objects.isEmpty(); }
    qsizetype count(ModelKind kind) const;
    int made(ModelKind kind) const { return m_made.value(int(kind)); }
    //! The first rule that does not hold; \p journal is that of the creation as it is on the disk.
    QString broken(const QByteArray &journal, qsizetype plannedMachines) const;
    qint64 kills = 0;
    qint64 faultsMet = 0;

private:
    struct Object
    {
        ModelKind kind;
        QString id;
        QString name;
        QString parent; //!< of a rule
        int listedFrom; //!< counted in looks
        bool isLabelled;
    };
    std::optional<Fault> meet();
    bool isDuplicate(const Object &object) const;

    Schedule m_schedule;
    Mistake m_mistake;
    QList<Object> m_objects;
    QHash<int, int> m_made;
    int m_looks = 0;
    int m_calls = 0;
    int m_nextId = 1;
    int m_fuse = 0; //!< effects until the end; 0: no end
    bool m_tears = false;
    bool m_isDead = false;
};

//! The real format on bytes that survive the program.
class ModelJournal : public plan::Journal
{
public:
    ModelJournal(QByteArray &bytes, ModelCloud &cloud);
    bool isGood() const { return m_isGood; }
    Result<> write(const QString &stepId, const plan::Record &record) override;
    QHash<QString, plan::Record> records() const override { return m_records; }
    Result<> clear() override;

private:
    QByteArray &m_bytes;
    ModelCloud &m_cloud;
    QHash<QString, plan::Record> m_records;
    bool m_isGood = true;
};

//! What the steps of a plan do to the modelled cloud, by the rules of the real actions.
plan::Actions modelActions(ModelCloud &cloud, const QList<plan::Step> &steps);

} // namespace skep::test
