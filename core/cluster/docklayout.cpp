// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/docklayout.h"

#include "core/base/atomicfile.h"
#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int mostTabs = 200;
constexpr int mostPanes = 64; // of a tab
constexpr int deepestSplit = 16;

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster::DockLayout", text);
}

QJsonObject toJson(const PaneLayout &pane)
{
    QJsonObject object;
    if (!pane.machine.isEmpty()) {
        object.insert("machine"_L1, pane.machine);
        if (!pane.container.isEmpty())
            object.insert("container"_L1, pane.container);
        return object;
    }
    QJsonArray sizes;
    for (const int size : pane.sizes)
        sizes.append(size);
    QJsonArray parts;
    for (const PaneLayout &part : pane.parts)
        parts.append(toJson(part));
    object.insert("vertical"_L1, pane.isVertical);
    object.insert("sizes"_L1, sizes);
    object.insert("parts"_L1, parts);
    return object;
}

QJsonObject toJson(const TabLayout &tab)
{
    return {{"cluster"_L1, tab.cluster},
            {"files"_L1, tab.isFiles},
            {"active"_L1, tab.activePane},
            {"panes"_L1, toJson(tab.root)}};
}

// Of a file that anything may have written: each number is bounded before a widget is made from it.
void readPane(JsonReader &reader, PaneLayout &pane, int depth, int &panes)
{
    reader.text("machine"_L1, pane.machine);
    reader.text("container"_L1, pane.container);
    reader.boolean("vertical"_L1, pane.isVertical);
    for (const QJsonValue &size : reader.value("sizes"_L1).toArray())
        pane.sizes.append(qBound(1, size.toInt(1), 100'000));
    reader.objects("parts"_L1, [&](JsonReader &each) {
        if (depth >= deepestSplit || pane.parts.size() >= mostPanes)
            return reader.mistake("parts"_L1, tr("too many"));
        PaneLayout part;
        readPane(each, part, depth + 1, panes);
        pane.parts.append(part);
    });
    if (pane.machine.isEmpty() == pane.parts.isEmpty())
        return reader.mistake("parts"_L1, tr("a machine or parts expected"));
    if (!pane.machine.isEmpty() && ++panes > mostPanes)
        return reader.mistake("parts"_L1, tr("too many"));
    if (pane.sizes.size() != pane.parts.size())
        pane.sizes = QList<int>(pane.parts.size(), 1000);
}

void readTab(JsonReader &reader, TabLayout &tab)
{
    reader.text("cluster"_L1, tab.cluster, JsonReader::Required);
    reader.boolean("files"_L1, tab.isFiles);
    reader.integer("active"_L1, tab.activePane);
    int panes = 0;
    reader.object(
        "panes"_L1, [&](JsonReader &root) { readPane(root, tab.root, 0, panes); }, JsonReader::Required);
    tab.activePane = qBound(0, tab.activePane, std::max(0, panes - 1));
    if (tab.isFiles && tab.root.machine.isEmpty())
        reader.mistake("panes"_L1, tr("a machine or parts expected"));
}

} // namespace

Result<> saveDockLayout(const QString &path, const DockLayout &layout)
{
    QJsonArray tabs;
    for (const TabLayout &tab : layout.tabs)
        tabs.append(toJson(tab));
    const QJsonObject whole{{"tabs"_L1, tabs}, {"current"_L1, layout.current}, {"shown"_L1, layout.isShown}};
    return writeAtomically(path, QJsonDocument(whole).toJson(QJsonDocument::Compact));
}

Result<DockLayout> loadDockLayout(const QString &path)
{
    const auto bytes = readChecked(path);
    if (!bytes)
        return fail(bytes.error());
    return readJsonObject<DockLayout>(*bytes, [](JsonReader &reader, DockLayout &layout) {
        reader.integer("current"_L1, layout.current);
        reader.boolean("shown"_L1, layout.isShown);
        reader.objects("tabs"_L1, [&](JsonReader &each) {
            TabLayout tab;
            readTab(each, tab);
            if (layout.tabs.size() >= mostTabs)
                return reader.mistake("tabs"_L1, tr("too many"));
            layout.tabs.append(tab);
        });
    });
}

} // namespace skep::cluster
