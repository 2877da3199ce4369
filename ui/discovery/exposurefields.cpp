// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/exposurefields.h"

#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::OpenPort;

ExposureFields::ExposureFields(QWidget *parent)
    : QWidget(parent)
    , m_consequence(
          (new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::grid);
    for (const OpenPort port : cluster::openPorts) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(cluster::portName(port));
        edit->setPlaceholderText(tr("to nobody"));
        edit->setAccessibleName(cluster::portTitle(port));
        auto *title =
            new PlainLabel(cluster::portTitle(port), theme::Text::Body, PlainLabel::Tone::Normal, this);
        const int row = grid->rowCount();
        grid->addWidget(title, row, 0);
        grid->addWidget(edit, row, 1);
        m_fields.append({port, edit});
        connect(edit, &QLineEdit::textChanged, this, &ExposureFields::describe);
        connect(edit, &QLineEdit::textEdited, this, &ExposureFields::edited);
    }
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_consequence, grid->rowCount(), 0, 1, 2);
    describe();
}

void ExposureFields::setExposures(const QList<cluster::Exposure> &exposures)
{
    for (const auto &[port, edit] : std::as_const(m_fields)) {
        QStringList to;
        for (const auto &exposure : exposures) {
            if (exposure.port == port)
                to << exposure.to;
        }
        edit->setText(to.join(u", "_s));
    }
}

QList<cluster::Exposure> ExposureFields::exposures() const
{
    static const QRegularExpression separators(u"[,;\\s]+"_s);
    QList<cluster::Exposure> list;
    for (const auto &[port, edit] : m_fields) {
        for (const QString &to : edit->text().split(separators, Qt::SkipEmptyParts))
            list.append({port, to});
    }
    return list;
}

void ExposureFields::describe()
{
    QStringList sentences;
    for (const auto &exposure : exposures()) {
        if (cluster::check(exposure))
            sentences << cluster::consequence(exposure);
    }
    m_consequence->setText(sentences.join(u'\n'));
    m_consequence->setVisible(!sentences.isEmpty());
}

} // namespace skep::ui
