// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;

namespace skep::cluster {
class Cluster;
} // namespace skep::cluster

//! What changes a cluster is grey, and says why, for as long as Skep only looks at that cluster. The core
//! refuses all of it in any case; this says so before somebody has tried.
namespace skep::ui {

//! Whether this cluster may be changed: always where Skep has made it, else once its user has allowed it.
bool mayChange(const cluster::Cluster &cluster);
bool mayChange(const QWidget *within); //!< as was said of the nearest page around it
void setMayChange(QWidget *page, bool allowed); //!< for all that is in it, and all that will be

//! Around a button or a field that changes the cluster. Apart from it, so that the page goes on saying what
//! is possible just now, and both have to agree.
class Changing final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Changing)

public:
    Changing(QWidget *inner, QWidget *parent);
    void setAllowed(bool allowed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_inner;
    QString m_tip; //!< its own, while it says why it is grey
    bool m_isAllowed = true;
};

//! An entry of a menu that is filled each time it opens.
void greyWhereOnlyLooked(QAction *action, const QWidget *within);

} // namespace skep::ui
