// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"

#include <QDialog>

class QPushButton;
class QScrollArea;

namespace skep::ui {

class MessageBar;
class PlainLabel;

//! What is really open on a cluster, beside what is planned; looks when it is shown, and again on request.
class AuditDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditDialog)

public:
    //! Of a cluster that Skep has not made in a cloud nobody knows the rules here: only ports are tried.
    enum class Rules { Known, Unknown };
    explicit AuditDialog(cluster::Discovery *discovery, QWidget *parent = nullptr,
                         Rules rules = Rules::Known);

private:
    void look();
    void present(const cluster::Audit &audit);
    QWidget *makeRow(const cluster::Finding &finding);

    QString summaryOf(const cluster::Audit &audit) const;

    cluster::Discovery *m_discovery;
    Rules m_rules;
    PlainLabel *m_summary;
    QScrollArea *m_findings;
    MessageBar *m_message;
    QPushButton *m_again;
};

} // namespace skep::ui
