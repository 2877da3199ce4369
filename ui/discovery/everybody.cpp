// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/everybody.h"

#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(skep::ui::Everybody)
};

} // namespace

void askForEverybody(const QStringList &ports, QWidget *parent, const std::function<void()> &goOn)
{
    if (ports.isEmpty())
        return goOn();
    auto *dialog = new ConfirmDialog(
        {Words::tr("Open to everybody"), Words::tr("Open %1 to the whole internet?").arg(listText(ports)),
         Words::tr("Everybody on the internet can then reach it, and each weakness of it can be used from "
                   "everywhere. A range such as 203.0.113.7/32 lets in one address alone."),
         Words::tr("&Open it")},
        parent);
    dialog->setObjectName(u"Everybody"_s);
    QObject::connect(dialog, &QDialog::accepted, parent, goOn);
    dialog->open();
}

} // namespace skep::ui
