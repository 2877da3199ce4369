// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/volumedialog.h"

#include "core/docker/speccheck.h"

#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace skep::ui {

VolumeDialog::VolumeDialog(const QList<ContainerDialog::Node> &nodes, const QStringList &taken,
                           cluster::Operations *operations, QWidget *parent)
    : CreateDialog(tr("New volume"), tr("&Create"), parent)
    , m_taken(taken)
    , m_operations(operations)
    , m_node(new QComboBox(this))
    , m_name(new QLineEdit(this))
{
    for (const ContainerDialog::Node &node : nodes)
        m_node->addItem(node.name, node.machine);
    m_node->setObjectName(u"node"_s);
    m_name->setObjectName(u"name"_s);
    addField(u"name"_s, tr("Name"), m_name, QString());
    addField(u"node"_s, tr("Node"), m_node,
             tr("A volume stays on its node: a task that moves to another one finds an empty volume there."));
    addLabels();
    finishLayout();
    connect(m_name, &QLineEdit::textChanged, this, &VolumeDialog::edited);
    m_node->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a name may be long
    connect(m_node, &QComboBox::currentIndexChanged, this, &VolumeDialog::edited);
    m_name->setFocus();
}

QList<CreateDialog::Problem> VolumeDialog::problems() const
{
    QList<Problem> found;
    const QString name = m_name->text().trimmed();
    if (name.size() == 1)
        found.append({u"name"_s, tr("A volume's name has at least two characters.")});
    else if (const QString problem = docker::objectNameProblem(name); !problem.isEmpty())
        found.append({u"name"_s, problem});
    else if (m_taken.contains(m_node->currentData().toString() + u'/' + name))
        found.append({u"name"_s, tr("There is a volume of this name on %1.").arg(m_node->currentText())});
    if (m_node->count() == 0)
        found.append({u"node"_s, tr("Skep reaches no node.")});
    return found;
}

Pending<QString> VolumeDialog::send()
{
    docker::Volume volume;
    volume.name = m_name->text().trimmed();
    volume.driver = u"local"_s;
    volume.labels = labels();
    const QString machine = m_node->currentData().toString();
    return andThen(m_operations->createVolume(machine, volume), this,
                   [key = machine + u'/' + volume.name] { return ready<QString>(key); });
}

} // namespace skep::ui
