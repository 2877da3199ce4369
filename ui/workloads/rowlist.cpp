// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/rowlist.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QHBoxLayout *rowLayout(QWidget *row)
{
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    return layout;
}

void addRemover(QWidget *row, RowList *list)
{
    auto *remove = new QToolButton(row);
    remove->setIcon(icon(u"close"_s));
    remove->setToolTip(RowList::tr("Take this row away"));
    remove->setAccessibleName(RowList::tr("Take this row away"));
    row->layout()->addWidget(remove);
    QObject::connect(remove, &QToolButton::clicked, row, [row, list] {
        row->setParent(nullptr);
        row->deleteLater();
        emit list->changed();
    });
}

} // namespace

RowList::RowList(const QString &addText, std::function<QWidget *(RowList *)> make, QWidget *parent)
    : QWidget(parent)
    , m_make(std::move(make))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(theme::grid / 2);
    QPushButton *more = button(addText, ButtonKind::Quiet, this);
    more->setIcon(icon(u"plus"_s));
    more->setObjectName(u"AddRow"_s);
    m_layout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        add()->setFocus();
        emit changed();
    });
}

QWidget *RowList::add()
{
    QWidget *row = m_make(this);
    m_layout->insertWidget(m_layout->count() - 1, row);
    return row;
}

void RowList::clear()
{
    while (m_layout->count() > 1) {
        QLayoutItem *item = m_layout->takeAt(0);
        delete item->widget();
        delete item;
    }
}

PortRow::PortRow(RowList *list, bool choosesMode)
    : QWidget(list)
    , m_published(new QSpinBox(this))
    , m_target(new QSpinBox(this))
    , m_protocol(new QComboBox(this))
    , m_mode(new QComboBox(this))
{
    QHBoxLayout *layout = rowLayout(this);
    m_published->setRange(0, 65535);
    m_published->setSpecialValueText(tr("any"));
    m_published->setAccessibleName(tr("Published port"));
    m_target->setRange(0, 65535);
    m_target->setAccessibleName(tr("Port in the container"));
    m_protocol->addItems({u"tcp"_s, u"udp"_s, u"sctp"_s});
    m_protocol->setAccessibleName(tr("Protocol"));
    m_mode->addItems({tr("Mesh"), tr("Host")});
    m_mode->setAccessibleName(tr("Published by"));
    m_mode->setVisible(choosesMode);
    m_mode->setToolTip(tr("Mesh: every node answers. Host: only the node that the task is on."));
    layout->addWidget(m_published, 1);
    layout->addWidget(new PlainLabel(u"→"_s, theme::Text::Body, PlainLabel::Tone::Muted, this));
    layout->addWidget(m_target, 1);
    layout->addWidget(m_protocol);
    layout->addWidget(m_mode);
    addRemover(this, list);
    setFocusProxy(m_published);
    for (QSpinBox *box : {m_published, m_target})
        connect(box, &QSpinBox::valueChanged, list, &RowList::changed);
    for (QComboBox *box : {m_protocol, m_mode})
        connect(box, &QComboBox::currentIndexChanged, list, &RowList::changed);
}

void PortRow::setPort(const docker::PortSpec &port)
{
    m_shown = port;
    m_published->setValue(port.published);
    m_target->setValue(port.target);
    m_protocol->setCurrentText(port.protocol);
    m_mode->setCurrentIndex(port.isHostMode ? 1 : 0);
}

docker::PortSpec PortRow::port() const
{
    docker::PortSpec port = m_shown;
    port.published = m_published->value();
    port.target = m_target->value();
    port.protocol = m_protocol->currentText();
    port.isHostMode = m_mode->currentIndex() == 1;
    return port;
}

MountRow::MountRow(RowList *list)
    : QWidget(list)
    , m_type(new QComboBox(this))
    , m_source(new QLineEdit(this))
    , m_target(new QLineEdit(this))
    , m_readOnly(new QCheckBox(tr("read-only"), this))
{
    QHBoxLayout *layout = rowLayout(this);
    m_type->addItems({u"volume"_s, u"bind"_s, u"tmpfs"_s});
    m_type->setAccessibleName(tr("Kind of the mount"));
    m_source->setPlaceholderText(tr("Volume, or path on the node"));
    m_source->setAccessibleName(tr("Source"));
    m_target->setPlaceholderText(tr("Path in the container"));
    m_target->setAccessibleName(tr("Target"));
    layout->addWidget(m_type);
    layout->addWidget(m_source, 1);
    layout->addWidget(m_target, 1);
    layout->addWidget(m_readOnly);
    addRemover(this, list);
    setFocusProxy(m_source);
    connect(m_type, &QComboBox::currentIndexChanged, list, &RowList::changed);
    for (QLineEdit *edit : {m_source, m_target})
        connect(edit, &QLineEdit::textChanged, list, &RowList::changed);
    connect(m_readOnly, &QCheckBox::toggled, list, &RowList::changed);
}

void MountRow::setMount(const docker::MountSpec &mount)
{
    m_shown = mount;
    if (m_type->findText(mount.type) < 0)
        m_type->addItem(mount.type); // such as npipe: kept as it is
    m_type->setCurrentText(mount.type);
    m_source->setText(mount.source);
    m_target->setText(mount.target);
    m_readOnly->setChecked(mount.isReadOnly);
}

docker::MountSpec MountRow::mount() const
{
    docker::MountSpec mount = m_shown;
    mount.type = m_type->currentText();
    mount.source = m_source->text().trimmed();
    mount.target = m_target->text().trimmed();
    mount.isReadOnly = m_readOnly->isChecked();
    return mount;
}

} // namespace skep::ui
