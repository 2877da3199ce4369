// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace skep::test {

void prepareApplication()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"skep-test"_s);
    QCoreApplication::setApplicationName(u"skep-test-%1"_s.arg(QCoreApplication::applicationPid()));
    QSettings().clear();
    ui::theme::apply(ui::theme::Mode::Light);
    if (const QString file = qEnvironmentVariable("SKEP_TRANSLATION"); !file.isEmpty()) { // for pictures
        static QTranslator translator;
        if (translator.load(file))
            QCoreApplication::installTranslator(&translator);
    }
}

//! A sentence whose last lines are cut off says the half.
static void checkTexts(const QWidget *in, const QString &name)
{
    if (!in->isVisible())
        return;
    for (const QLabel *label : in->findChildren<QLabel *>()) {
        if (label->isVisible() && label->wordWrap()
            && label->height() < label->heightForWidth(label->width()))
            QTest::qFail(qPrintable(u"cut off in %1: %2"_s.arg(name, label->text())), __FILE__, __LINE__);
    }
}

QImage shot(QWidget *widget, const QString &name, QSize size)
{
    if (qobject_cast<QDialog *>(widget) && widget->isVisible()) { // grows by itself, a moment later
        QTest::qWait(50);
        checkTexts(widget, name);
        size = size.expandedTo({0, widget->height()});
    }
    widget->resize(size);
    widget->show();
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
    checkTexts(widget, name);
    const QImage image = widget->grab().toImage();
    if (const QString folder = qEnvironmentVariable("SKEP_SCREENSHOTS"); !folder.isEmpty()) {
        QDir().mkpath(folder);
        image.save(folder + u'/' + name + u".png"_s);
    }
    return image;
}

QTableView *tableNamed(const QWidget *in, const QString &name)
{
    for (QTableView *view : in->findChildren<QTableView *>()) {
        if (view->accessibleName() == name)
            return view;
    }
    return nullptr;
}

std::vector<ui::CombCell> manyCells(int count)
{
    using cluster::Health;
    std::vector<ui::CombCell> cells;
    for (int i = 0; i < count; ++i) {
        const Health health = i % 97 == 11 ? Health::Down
            : i % 31 == 7                  ? Health::Degraded
            : i % 23 == 4                  ? Health::Converging
                                           : Health::Ok;
        cells.push_back(
            {QString::number(i), u"worker-%1"_s.arg(i + 1), u"hive-worker-%1"_s.arg(i + 1), health});
    }
    return cells;
}

QList<plan::Step> samplePlan()
{
    QList<plan::Step> steps;
    const auto add = [&](const QString &id, const QString &kind, const QStringList &needs,
                         const QString &host = {}) {
        steps.append({id, kind, host, needs, {}});
    };
    add(u"cluster/keys"_s, u"keys"_s, {});
    add(u"cluster/ssh-key"_s, u"ssh-key"_s, {u"cluster/keys"_s});
    add(u"cluster/group-hive-nodes"_s, u"group"_s, {});
    add(u"cluster/rule-nodes-22-tcp"_s, u"rule"_s, {u"cluster/group-hive-nodes"_s});
    for (const QString &name :
         {u"hive-consul-1"_s, u"hive-manager-1"_s, u"hive-worker-1"_s, u"hive-worker-2"_s}) {
        const bool isNode = !name.contains(u"consul"_s);
        add(name + u"/create"_s, u"machine"_s, {u"cluster/ssh-key"_s});
        add(name + u"/address"_s, u"address"_s, {name + u"/create"_s});
        add(name + u"/login"_s, u"login"_s, {name + u"/address"_s}, name);
        add(name + u"/prepare"_s, u"prepare"_s, {name + u"/login"_s}, name);
        add(name + u"/engine"_s, u"engine"_s, {name + u"/prepare"_s}, name);
        add(name + u"/consul-image"_s, u"pull-image"_s, {name + u"/engine"_s}, name);
        if (isNode)
            add(name + u"/swarm-join"_s, name.contains(u"manager"_s) ? u"swarm-init"_s : u"swarm-join"_s,
                {name + u"/engine"_s}, name);
        add(name + u"/consul"_s, u"consul"_s, {name + u"/consul-image"_s}, name);
    }
    add(u"cluster/registrar"_s, u"registrar"_s, {u"hive-manager-1/swarm-join"_s});
    add(u"cluster/proof"_s, u"proof"_s, {u"cluster/registrar"_s});
    return steps;
}

} // namespace skep::test
