// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/storewriter.h"
#include "tests/ui/scriptedoperations.h"
#include "ui/pages/clusterview.h"

#include <QPushButton>
#include <QTest>

namespace skep::test {

//! One cluster in its view, with the engines behind it scripted.
struct Workbench
{
    cluster::Store store{false};
    cluster::StoreWriter writer{&store};
    ScriptedOperations operations;
    std::unique_ptr<ui::ClusterView> view;

    Workbench()
    {
        fillWorkloads(writer.edit());
        writer.commit();
        view = std::make_unique<ui::ClusterView>(QStringLiteral("hive"), &store, &operations);
        view->resize(1032, 776);
        view->show();
    }
    template <typename Page>
    Page *page() const
    {
        return view->findChild<Page *>();
    }
    void press(const QString &name) const
    {
        QTest::mouseClick(view->findChild<QPushButton *>(name), Qt::LeftButton);
    }
};

} // namespace skep::test
