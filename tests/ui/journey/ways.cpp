// SPDX-License-Identifier: GPL-3.0-or-later
// The window of a computer whose address has changed: waits for the sentence, moves the way in by a click (or
// by an address that is typed), and waits until the dashboard is live. Followed by a live test on real
// machines.
#include "app/skep/application.h"
#include "tests/ui/uisupport.h"
#include "ui/theme/theme.h"
#include "ui/ways/addressbar.h"
#include "ui/ways/addressdialog.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

constexpr int longest = 180'000;

QWidget *visible(QWidget *in, const QString &name)
{
    const auto found = in->findChildren<QWidget *>(name);
    for (QWidget *widget : found) {
        if (widget->isVisible() && widget->isEnabled())
            return widget;
    }
    return nullptr;
}

bool click(QWidget *in, const QString &name)
{
    QWidget *button = visible(in, name);
    if (button)
        QTest::mouseClick(button, Qt::LeftButton);
    return button;
}

//! Types the range where nobody knows the present address; else takes the one that is offered.
bool move(QWidget *window, const QString &range)
{
    if (range.isEmpty())
        return click(window, u"MoveAddress"_s);
    if (!click(window, u"OtherAddress"_s))
        return false;
    auto *dialog = window->findChild<ui::AddressDialog *>();
    if (!dialog)
        return false;
    auto *ranges = dialog->findChild<QLineEdit *>(u"Ranges"_s);
    ranges->clear();
    QTest::keyClicks(ranges, range);
    return click(dialog, u"Deed"_s);
}

QJsonObject run(const QString &sandbox, const QString &name, const QString &range)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s;
    app::Application application({sandbox, {}}, data);
    ui::MainWindow *window = application.window();
    window->resize(1280, 800);
    application.show();
    QJsonObject report;
    QElapsedTimer clock;
    clock.start();
    if (!QTest::qWaitFor([&] { return application.workspace()->cluster(name); }, longest))
        return {{u"error"_s, u"There is no such cluster."_s}};
    cluster::Cluster *cluster = application.workspace()->cluster(name);
    window->showCluster(cluster);
    const QString offer = range.isEmpty() ? u"MoveAddress"_s : u"OtherAddress"_s;
    if (!QTest::qWaitFor([&] { return visible(window, offer); }, longest))
        return {{u"error"_s, u"Nothing is said of the address."_s}};
    report.insert(u"toSentence"_s, double(clock.restart()) / 1000);
    report.insert(u"sentence"_s, window->findChild<ui::PlainLabel *>(u"AddressSentence"_s)->text());
    test::shot(window, u"address-stale"_s, window->size());
    if (!move(window, range))
        return {{u"error"_s, u"The way in cannot be moved by a click."_s}};
    QTest::qWait(300);
    test::shot(window, u"address-moving"_s, window->size());
    const auto isLive = [&] {
        return !cluster->change() && cluster->phase() == cluster::Phase::Ready
            && cluster->store()->liveState() == cluster::LiveState::Live;
    };
    const bool ended = QTest::qWaitFor(isLive, longest);
    report.insert(u"toLive"_s, double(clock.elapsed()) / 1000);
    report.insert(u"isLive"_s, ended);
    report.insert(u"isSilent"_s, !window->findChild<ui::AddressBar *>()->isVisible());
    report.insert(u"trouble"_s, cluster->error().message);
    report.insert(u"nodesReady"_s, cluster->store()->overview().nodesReady);
    test::shot(window, u"address-moved"_s, window->size());
    return report;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"skep"_s);
    QCoreApplication::setApplicationName(u"skep"_s);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        fprintf(stderr, "skep-ways SANDBOX-FILE CLUSTER [RANGE]\n");
        return 2;
    }
    ui::theme::apply(ui::theme::Mode::Light);
    const QJsonObject report = run(arguments.at(1), arguments.at(2), arguments.value(3));
    printf("%s\n", QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
    return report.value(u"isLive"_s).toBool() ? 0 : 1;
}
