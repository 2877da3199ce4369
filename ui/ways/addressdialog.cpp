// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/addressdialog.h"

#include "core/net/presentaddress.h"
#include "ui/discovery/everybody.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

AddressDialog::AddressDialog(cluster::Cluster *cluster, QWidget *parent)
    : FormDialog(
        {tr("From where %1 is reached").arg(cluster->name()),
         tr("Only from these ranges the machines can be reached by SSH, and everything that Skep does "
            "goes through SSH. A new range is opened and used before an old one is closed, so a "
            "mistake shuts nobody out."),
         tr("&Move the way in"), tr("Beginning…")},
        parent)
    , m_cluster(cluster)
    , m_ranges(new QLineEdit(this))
    , m_row(new FieldRow(tr("SSH reachable from"), m_ranges, {}, this))
    , m_lookUp(button(tr("Ask %1 for my address").arg(net::addressService), ButtonKind::Normal, this))
{
    const cluster::OperatorWay way = cluster->operatorWay();
    m_ranges->setObjectName(u"Ranges"_s);
    m_ranges->setText(way.open.join(u", "_s));
    m_row->setHint(
        way.now.isEmpty()
            ? tr("Addresses or ranges such as 203.0.113.7/32, with commas between them.")
            : tr("This computer is seen as %1. Several ranges have commas between them.").arg(way.now));
    form()->addWidget(m_row);
    form()->addWidget(m_lookUp, 0, Qt::AlignLeft);
    form()->addStretch(1);
    m_lookUp->setObjectName(u"LookUp"_s);
    m_lookUp->setVisible(way.now.isEmpty()); // a sandbox is not on the Internet, and a machine knows better
    connect(m_lookUp, &QPushButton::clicked, this, &AddressDialog::lookUp);
    connect(m_ranges, &QLineEdit::textChanged, this, [this] { m_row->setProblem({}); });
    m_ranges->setFocus();
}

void AddressDialog::lookUp()
{
    m_lookUp->setEnabled(false);
    onResult(net::askPresentAddress(this), this, [this](const Result<QString> &address) {
        m_lookUp->setEnabled(true);
        if (!address)
            return m_row->setProblem(address.error().message);
        m_ranges->setText(cluster::rangeOf(*address));
    });
}

void AddressDialog::submit()
{
    static const QRegularExpression separators(u"[,;\\s]+"_s);
    QStringList cidrs = m_ranges->text().split(separators, Qt::SkipEmptyParts);
    std::transform(cidrs.begin(), cidrs.end(), cidrs.begin(), cluster::rangeOf);
    if (cidrs.isEmpty())
        return m_row->setProblem(tr("Without any range nobody could reach the machines."));
    cluster::ClusterSpec opened;
    opened.operatorCidrs = cidrs;
    askForEverybody(cluster::openToEverybody(opened), this, [this, cidrs] { begin(cidrs); });
}

void AddressDialog::begin(const QStringList &cidrs)
{
    setBusy(true);
    onResult(m_cluster->moveOperator(cidrs), this, [this](const Result<> &begun) {
        setBusy(false);
        if (begun)
            return accept(); // the cluster's page shows how it goes
        if (begun.error().code == ErrorCode::Config)
            m_row->setProblem(begun.error().message);
        else
            message()->showError(begun.error());
    });
}

} // namespace skep::ui
