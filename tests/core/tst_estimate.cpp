// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/pricelist.h"
#include "core/cluster/estimate.h"

#include <QTest>

using namespace skep;
using namespace skep::cluster;
using namespace Qt::StringLiterals;

namespace {

const QByteArray priceList = R"({"chf":{"running_small":"0.02","running_extra_large":"0.5",
    "running_cpu_huge":"1.25","running_tiny":"-1","volume":"0.00014"},
    "eur":{"running_small":0.03,"running_tiny":"x","volume":"nan"},"usd":[]})";

QList<PlannedMachine> machinesOf(std::initializer_list<const char *> types)
{
    QList<PlannedMachine> list;
    for (const char *type : types) {
        PlannedMachine machine;
        machine.type = QString::fromLatin1(type);
        machine.diskGiB = 50;
        list.append(machine);
    }
    return list;
}

} // namespace

class tst_Estimate : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void readsThePriceList()
    {
        const QStringList types{u"standard.small"_s, u"standard.extra-large"_s, u"cpu.huge"_s,
                                u"standard.tiny"_s, u"gpu.large"_s};
        const auto prices = cloud::exoscale::parsePrices(priceList, types);
        QVERIFY(prices);
        QCOMPARE(prices->byCurrency.keys(), (QStringList{u"CHF"_s, u"EUR"_s}));
        const auto francs = prices->byCurrency[u"CHF"_s];
        QCOMPARE(francs.machinePerHour,
                 (QHash<QString, double>{
                     {u"standard.small"_s, 0.02}, {u"standard.extra-large"_s, 0.5}, {u"cpu.huge"_s, 1.25}}));
        QCOMPARE(francs.diskGiBPerHour, 0.00014);
        QCOMPARE(prices->byCurrency[u"EUR"_s].machinePerHour,
                 (QHash<QString, double>{{u"standard.small"_s, 0.03}}));
        QCOMPARE(prices->byCurrency[u"EUR"_s].diskGiBPerHour, 0.0);
    }

    void aPageIsNoPriceList()
    {
        for (const QByteArray &answer :
             {QByteArray("<html>"), QByteArray(), priceList.left(60), QByteArray("[1]")}) {
            const auto prices = cloud::exoscale::parsePrices(answer, {u"standard.small"_s});
            QVERIFY(!prices);
            QCOMPARE(prices.error().code, ErrorCode::Protocol);
        }
        QVERIFY(cloud::exoscale::parsePrices("{}", {u"standard.small"_s})->byCurrency.isEmpty());
    }

    void addsMachinesAndDisks()
    {
        const auto prices =
            *cloud::exoscale::parsePrices(priceList, {u"standard.small"_s, u"cpu.huge"_s, u"gpu.large"_s});
        const auto machines = machinesOf({"standard.small", "standard.small", "cpu.huge"});
        const auto cost = costOf(machines, prices, u"CHF"_s);
        QVERIFY(cost);
        QCOMPARE(cost->currency, u"CHF"_s);
        QCOMPARE(cost->perHour, 0.02 * 2 + 1.25 + 150 * 0.00014);
        QCOMPARE(cost->perMonth(), cost->perHour * 730);
        QVERIFY(cost->unpriced.isEmpty());
        QVERIFY2(describe(*cost).startsWith(u"About CHF 1.3110 an hour, CHF 957.03 a month"_s),
                 qPrintable(describe(*cost)));
    }

    void saysWhatHasNoPrice()
    {
        const auto prices = *cloud::exoscale::parsePrices(priceList, {u"standard.small"_s, u"gpu.large"_s});
        const auto cost = costOf(machinesOf({"gpu.large", "standard.small", "gpu.large"}), prices, u"EUR"_s);
        QCOMPARE(cost->perHour, 0.03);
        QCOMPARE(cost->unpriced, QStringList{u"gpu.large"_s});
        QVERIFY(describe(*cost).endsWith(u"no price is published: gpu.large."_s));
        QCOMPARE(costOf(machinesOf({"standard.small"}), prices, u"SEK"_s)->currency, u"CHF"_s);
        QVERIFY(!costOf(machinesOf({"standard.small"}), {}, u"CHF"_s));
    }

    void countsWhatTheClusterTakesOfTheQuota()
    {
        ClusterSpec spec;
        spec.name = u"hive"_s;
        spec.managers = 3;
        spec.workers = 2;
        spec.workerOptions.antiAffinity = true;
        const QList<cloud::Quota> quotas{{u"instance"_s, 15, 20},
                                         {u"security-group"_s, 1, -1},
                                         {u"anti-affinity-group"_s, 0, 5},
                                         {u"gpu"_s, 0, 0}};
        const auto uses = quotaUse(spec, quotas);
        QCOMPARE(uses.size(), 3);
        QCOMPARE(uses[0], (QuotaUse{u"Machines"_s, 15, 6, 20}));
        QVERIFY(!uses[0].isEnough());
        QCOMPARE(uses[1].more, 3);
        QVERIFY(uses[1].isEnough());
        QCOMPARE(uses[2], (QuotaUse{u"Anti-affinity groups"_s, 0, 1, 5}));
        spec.workerOptions.antiAffinity = false;
        QCOMPARE(quotaUse(spec, quotas).size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_Estimate)
#include "tst_estimate.moc"
