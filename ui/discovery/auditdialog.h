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
    explicit AuditDialog(cluster::Discovery *discovery, QWidget *parent = nullptr);

private:
    void look();
    void present(const cluster::Audit &audit);
    QWidget *makeRow(const cluster::Finding &finding);

    cluster::Discovery *m_discovery;
    PlainLabel *m_summary;
    QScrollArea *m_findings;
    MessageBar *m_message;
    QPushButton *m_again;
};

} // namespace skep::ui
