// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/thingspage.h"

#include "core/cluster/compose.h"
#include "ui/dashboard/tablepanel.h"
#include "ui/models/taskrows.h"
#include "ui/widgets/format.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/inspectview.h"
#include "ui/workloads/networkdialog.h"
#include "ui/workloads/swarmfiledialog.h"
#include "ui/workloads/volumedialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::LiveInventory;
using docker::ObjectKind;

namespace {

template <typename T>
ThingRow rowFor(const cluster::Placed<T> &row, const QString &object, const QString &name)
{
    ThingRow made;
    made.id = row.id;
    made.object = object;
    made.machine = row.place.machine;
    made.node = row.place.node;
    made.isStale = row.place.isStale;
    made.name = name;
    made.createdAt = row.item.createdAt;
    made.labels = row.item.labels;
    return made;
}

ThingRow rowOf(const cluster::ImageRow &row)
{
    QString name = row.item.tags.value(0);
    if (name.isEmpty() && !row.item.digests.isEmpty())
        name = row.item.digests.constFirst().section(u'@', 0, 0);
    ThingRow made = rowFor(row, row.item.id, name.isEmpty() ? ThingsPage::tr("without a name") : name);
    made.note = memoryText(row.item.sizeBytes);
    made.facts = {{ThingsPage::tr("Size"), made.note},
                  {ThingsPage::tr("Tags"), row.item.tags.join(u'\n'), true},
                  {ThingsPage::tr("Digests"), row.item.digests.join(u'\n'), true}};
    return made;
}

ThingRow rowOf(const cluster::VolumeRow &row)
{
    ThingRow made = rowFor(row, row.item.name, row.item.name);
    made.note = row.item.driver;
    made.facts = {{ThingsPage::tr("Driver"), row.item.driver},
                  {ThingsPage::tr("On the node at"), row.item.mountpoint, true}};
    return made;
}

ThingRow rowOf(const cluster::NetworkRow &row)
{
    ThingRow made = rowFor(row, row.item.id, row.item.name);
    const QString yes = ThingsPage::tr("yes");
    const QString no = ThingsPage::tr("no");
    made.note = row.item.driver;
    made.facts = {{ThingsPage::tr("Driver"), row.item.driver},
                  {ThingsPage::tr("Scope"), row.item.scope},
                  {ThingsPage::tr("Subnets"), row.item.subnets.join(u'\n'), true},
                  {ThingsPage::tr("Internal"), row.item.isInternal ? yes : no},
                  {ThingsPage::tr("Encrypted"), row.item.isEncrypted ? yes : no},
                  {ThingsPage::tr("Attachable"), row.item.isAttachable ? yes : no}};
    return made;
}

ThingRow rowOf(const cluster::FileRow &row)
{
    ThingRow made = rowFor(row, row.item.id, row.item.name);
    made.note = row.item.labels.value(docker::stackLabel);
    made.facts = {{ThingsPage::tr("Changed"), timeText(row.item.updatedAt)}};
    return made;
}

template <typename Rows>
std::vector<ThingRow> rowsOf(const Rows &rows)
{
    std::vector<ThingRow> made;
    for (const auto &row : rows)
        made.push_back(rowOf(row));
    return made;
}

bool isOnNodes(LiveInventory::Kind kind)
{
    return kind == LiveInventory::Images || kind == LiveInventory::Volumes;
}

ThingsModel *thingsModel(LiveInventory::Kind kind, QObject *parent)
{
    using Row = ThingRow;
    const QString note = kind == LiveInventory::Images                     ? ThingsPage::tr("Size")
        : kind == LiveInventory::Secrets || kind == LiveInventory::Configs ? ThingsPage::tr("Stack")
                                                                           : ThingsPage::tr("Driver");
    std::vector<ThingsModel::Column> columns{{ThingsPage::tr("Name"), [](const Row &r) { return r.name; }},
                                             {note, [](const Row &r) { return r.note; }}};
    if (isOnNodes(kind))
        columns.insert(columns.begin() + 1, {ThingsPage::tr("Node"), [](const Row &r) { return r.node; }});
    columns.push_back({ThingsPage::tr("Created"), [](const Row &r) { return timeText(r.createdAt); },
                       [](const Row &r) { return r.createdAt; }});
    return new ThingsModel(&Row::id, std::move(columns), parent);
}

QString emptyText(LiveInventory::Kind kind)
{
    switch (kind) {
    case LiveInventory::Images:
        return ThingsPage::tr("No image was found on the nodes that answer.");
    case LiveInventory::Volumes:
        return ThingsPage::tr("No volume was found on the nodes that answer.");
    case LiveInventory::Networks:
        return ThingsPage::tr("The swarm has no network of its own yet.");
    case LiveInventory::Secrets:
        return ThingsPage::tr("The swarm keeps no secret yet.");
    default:
        return ThingsPage::tr("The swarm keeps no config yet.");
    }
}

QString newText(LiveInventory::Kind kind)
{
    switch (kind) {
    case LiveInventory::Volumes:
        return ThingsPage::tr("&New volume…");
    case LiveInventory::Networks:
        return ThingsPage::tr("&New network…");
    case LiveInventory::Secrets:
        return ThingsPage::tr("&New secret…");
    default:
        return ThingsPage::tr("&New config…");
    }
}

QString consequence(LiveInventory::Kind kind)
{
    switch (kind) {
    case LiveInventory::Images:
        return ThingsPage::tr("The node pulls it again when something needs it. An image in use is refused.");
    case LiveInventory::Volumes:
        return ThingsPage::tr("All data in it are lost for good. A volume in use is refused.");
    case LiveInventory::Networks:
        return ThingsPage::tr("A network in use is refused.");
    default:
        return ThingsPage::tr("Its value cannot be read back. One that a service uses is refused.");
    }
}

} // namespace

ThingsPage::ThingsPage(LiveInventory::Kind kind, cluster::Store *store, cluster::Operations *operations,
                       LiveInventory *inventory, QWidget *parent)
    : ObjectPage(parent)
    , m_kind(kind)
    , m_store(store)
    , m_operations(operations)
    , m_inventory(inventory)
    , m_model(thingsModel(kind, this))
{
    if (kind != LiveInventory::Images)
        addAction({u"NewThing"_s, newText(kind), u"plus"_s, ButtonKind::Primary}, Qt::Key_Insert,
                  [this] { create(); });
    m_remove =
        addAction({u"RemoveThing"_s, tr("&Remove…"), u"trash"_s}, QKeySequence::Delete, [this] { remove(); });
    setTable(m_model, tr("All of this kind"), emptyText(kind), {320, 160, 140}, 2);
    connect(inventory, &LiveInventory::changed, this, [this](LiveInventory::Kind changed) {
        if (changed == m_kind)
            showThings();
    });
}

void ThingsPage::showEvent(QShowEvent *event)
{
    m_inventory->setWatched(m_kind, true);
    ObjectPage::showEvent(event);
}

void ThingsPage::hideEvent(QHideEvent *event)
{
    m_inventory->setWatched(m_kind, false);
    ObjectPage::hideEvent(event);
}

void ThingsPage::showThings()
{
    switch (m_kind) {
    case LiveInventory::Images:
        m_model->assign(rowsOf(m_inventory->images()));
        break;
    case LiveInventory::Volumes:
        m_model->assign(rowsOf(m_inventory->volumes()));
        break;
    case LiveInventory::Networks:
        m_model->assign(rowsOf(m_inventory->networks()));
        break;
    case LiveInventory::Secrets:
        m_model->assign(rowsOf(m_inventory->secrets()));
        break;
    default:
        m_model->assign(rowsOf(m_inventory->configs()));
    }
    if (!m_made.isEmpty() && m_model->rowOf(m_made) >= 0)
        showKey(std::exchange(m_made, {}));
    const QStringList silent = m_inventory->silent(m_kind);
    const QString why = m_inventory->trouble(m_kind).message;
    if (silent.isEmpty())
        tell({});
    else if (isOnNodes(m_kind))
        tell(tr("No answer from %1: what is shown of it is old. %2").arg(listText(silent), why));
    else
        tell(tr("No manager answers: what is shown is old. %1").arg(why));
    refreshDetail();
}

const ThingRow *ThingsPage::current() const
{
    const int row = m_model->rowOf(currentKey());
    return row < 0 ? nullptr : &m_model->row(row);
}

ObjectKind ThingsPage::objectKind() const
{
    switch (m_kind) {
    case LiveInventory::Images:
        return ObjectKind::Image;
    case LiveInventory::Volumes:
        return ObjectKind::Volume;
    case LiveInventory::Networks:
        return ObjectKind::Network;
    case LiveInventory::Secrets:
        return ObjectKind::Secret;
    default:
        return ObjectKind::Config;
    }
}

void ThingsPage::updateActions()
{
    m_remove->setEnabled(table() && current());
}

CreateDialog *ThingsPage::makeDialog()
{
    QStringList names;
    QStringList keys;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        names.append(m_model->row(i).name);
        keys.append(m_model->row(i).id);
    }
    if (m_kind == LiveInventory::Networks)
        return new NetworkDialog(names, m_operations, this);
    if (m_kind != LiveInventory::Volumes)
        return new SwarmFileDialog(m_kind == LiveInventory::Secrets ? SwarmFileDialog::Kind::Secret
                                                                    : SwarmFileDialog::Kind::Config,
                                   names, m_operations, this);
    QList<ContainerDialog::Node> nodes;
    for (const cluster::NodeRow &row : m_store->nodes()) {
        if (!row.machineName.isEmpty())
            nodes.append({row.machineName, row.node.hostname});
    }
    return new VolumeDialog(nodes, keys, m_operations, this);
}

void ThingsPage::create()
{
    CreateDialog *dialog = makeDialog();
    connect(dialog, &CreateDialog::made, this, [this](const QString &key) {
        m_made = key;
        m_inventory->refresh(m_kind);
    });
    dialog->open();
}

//! The engine says by ids who uses a thing.
QString ThingsPage::withServiceNames(QString text) const
{
    for (const cluster::ServiceRow &row : m_store->services())
        text.replace(row.id, row.service.name);
    return text;
}

void ThingsPage::remove()
{
    const ThingRow *row = current();
    if (!row)
        return;
    const QString question = row->node.isEmpty() ? tr("Remove %1?").arg(row->name)
                                                 : tr("Remove %1 from %2?").arg(row->name, row->node);
    confirm({tr("Remove"), question, consequence(m_kind), tr("&Remove")},
            [this, object = row->object, machine = row->machine, name = row->name] {
                const auto removed = cluster::orElse(m_operations->remove(objectKind(), object, machine),
                                                     this, [this, object, name](Error error) {
                                                         error.message.replace(object, name);
                                                         error.message = withServiceNames(error.message);
                                                         return ready<>(fail(error));
                                                     });
                run(tr("Removing %1").arg(name), removed, [this] { m_inventory->refresh(m_kind); });
            });
}

Detail ThingsPage::detailOf(const QString &key) const
{
    const int at = m_model->rowOf(key);
    if (at < 0)
        return {};
    const ThingRow &row = m_model->row(at);
    Detail detail;
    detail.key = row.id;
    detail.title = row.name;
    detail.health = row.isStale ? cluster::Health::Unknown : cluster::Health::Ok;
    if (row.isStale)
        detail.state = tr("As it was when %1 answered last").arg(row.node);
    FactGroup facts;
    if (!row.node.isEmpty())
        facts.facts.append({tr("Node"), row.node});
    facts.facts += row.facts;
    facts.facts.append({tr("Created"), timeText(row.createdAt)});
    facts.facts.append({tr("Id"), row.object, true});
    detail.groups = {facts, labelFacts(row.labels)};
    return detail;
}

void ThingsPage::inspectCurrent()
{
    if (const ThingRow *row = current())
        pane()->inspection()->load(m_operations->inspect(objectKind(), row->object, row->machine));
}

} // namespace skep::ui
