// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/networkdialog.h"

#include "core/docker/speccheck.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHostAddress>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

//! Whether the text is a network: an address with nothing set behind its prefix.
bool isSubnet(const QString &text)
{
    const auto subnet = QHostAddress::parseSubnet(text);
    if (!text.contains(u'/') || subnet.second < 1)
        return false;
    const bool isShort = subnet.first.protocol() == QAbstractSocket::IPv4Protocol;
    return subnet.second <= (isShort ? 30 : 126) && QHostAddress(text.section(u'/', 0, 0)) == subnet.first;
}

} // namespace

NetworkDialog::NetworkDialog(const QStringList &taken, cluster::Operations *operations, QWidget *parent)
    : CreateDialog(tr("New network"), tr("&Create"), parent)
    , m_taken(taken)
    , m_operations(operations)
    , m_name(new QLineEdit(this))
    , m_subnet(new QLineEdit(this))
    , m_attachable(new QCheckBox(tr("Single containers may join, not only services"), this))
    , m_encrypted(new QCheckBox(tr("Encrypt what goes from node to node (slower)"), this))
    , m_internal(new QCheckBox(tr("Internal: no way out, and no .consul names"), this))
{
    m_name->setObjectName(u"name"_s);
    m_subnet->setObjectName(u"subnet"_s);
    m_subnet->setPlaceholderText(u"10.20.0.0/20"_s);
    m_attachable->setObjectName(u"attachable"_s);
    m_encrypted->setObjectName(u"encrypted"_s);
    m_internal->setObjectName(u"internal"_s);
    addField(u"name"_s, tr("Name"), m_name,
             tr("An overlay network over all nodes: services on it find each other by their names."));
    addField(u"subnet"_s, tr("Subnet"), m_subnet,
             tr("Empty: the swarm chooses a free /24, which has room for about 250 tasks."));
    auto *choices = new QWidget(this);
    auto *layout = new QVBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    for (QCheckBox *box : {m_attachable, m_encrypted, m_internal})
        layout->addWidget(box);
    addField(u"choices"_s, tr("Choices"), choices, QString());
    addLabels();
    finishLayout();
    for (QLineEdit *edit : {m_name, m_subnet})
        connect(edit, &QLineEdit::textChanged, this, &NetworkDialog::edited);
    m_name->setFocus();
}

QList<CreateDialog::Problem> NetworkDialog::problems() const
{
    QList<Problem> found;
    const QString name = m_name->text().trimmed();
    if (const QString problem = docker::objectNameProblem(name); !problem.isEmpty())
        found.append({u"name"_s, problem});
    else if (m_taken.contains(name))
        found.append({u"name"_s, tr("There is a network of this name.")});
    const QString subnet = m_subnet->text().trimmed();
    if (!subnet.isEmpty() && !isSubnet(subnet))
        found.append(
            {u"subnet"_s, tr("This is not a network such as 10.20.0.0/20, with zeros behind the prefix.")});
    return found;
}

Pending<QString> NetworkDialog::send()
{
    docker::Network network;
    network.name = m_name->text().trimmed();
    network.driver = u"overlay"_s;
    network.isAttachable = m_attachable->isChecked();
    network.isEncrypted = m_encrypted->isChecked();
    network.isInternal = m_internal->isChecked();
    network.labels = labels();
    if (const QString subnet = m_subnet->text().trimmed(); !subnet.isEmpty())
        network.subnets = {subnet};
    return andThen(m_operations->createNetwork(network), this,
                   [](const QString &id) { return ready<QString>(u'/' + id); });
}

} // namespace skep::ui
