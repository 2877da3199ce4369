// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/servicespec.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace skep::ui {

//! Rows of a form that can be added and taken away, such as the ports of a service.
class RowList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowList)

public:
    RowList(const QString &addText, std::function<QWidget *(RowList *)> make, QWidget *parent = nullptr);
    QWidget *add(); //!< a new row, empty
    void clear();
    template <typename Row>
    QList<Row *> rows() const
    {
        return findChildren<Row *>(QString(), Qt::FindDirectChildrenOnly);
    }

signals:
    void changed();

private:
    std::function<QWidget *(RowList *)> m_make;
    QVBoxLayout *m_layout;
};

//! One published port.
class PortRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PortRow)

public:
    explicit PortRow(RowList *list, bool choosesMode = true); //!< a container has no mesh
    void setPort(const docker::PortSpec &port);
    docker::PortSpec port() const;

private:
    docker::PortSpec m_shown; //!< with what the row does not show
    QSpinBox *m_published;
    QSpinBox *m_target;
    QComboBox *m_protocol;
    QComboBox *m_mode;
};

//! One mount.
class MountRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MountRow)

public:
    explicit MountRow(RowList *list);
    void setMount(const docker::MountSpec &mount);
    docker::MountSpec mount() const;

private:
    docker::MountSpec m_shown;
    QComboBox *m_type;
    QLineEdit *m_source;
    QLineEdit *m_target;
    QCheckBox *m_readOnly;
};

} // namespace skep::ui
