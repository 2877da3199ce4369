// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/filefield.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace skep::ui {

FileField::FileField(QFileDialog::AcceptMode mode, const QString &title, const QString &filter,
                     QWidget *parent)
    : QWidget(parent)
    , m_mode(mode)
    , m_title(title)
    , m_filter(filter)
    , m_path(new QLineEdit(this))
{
    auto *choose = button(tr("Choose…"), ButtonKind::Normal, this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    m_path->setObjectName(u"Path"_s);
    m_path->setAccessibleName(title);
    setFocusProxy(m_path);
    connect(m_path, &QLineEdit::textChanged, this, &FileField::changed);
    connect(choose, &QPushButton::clicked, this, &FileField::choose);
}

QString FileField::path() const
{
    const QString typed = m_path->text().trimmed();
    return typed.startsWith("~/"_L1) ? QDir::homePath() + typed.mid(1) : typed;
}

void FileField::setPath(const QString &path)
{
    m_path->setText(path);
}

// A mistake is marked where it was typed.
bool FileField::event(QEvent *event)
{
    if (event->type() == QEvent::DynamicPropertyChange) {
        m_path->setProperty("invalid", property("invalid"));
        m_path->style()->unpolish(m_path);
        m_path->style()->polish(m_path);
    }
    return QWidget::event(event);
}

void FileField::choose()
{
    auto *dialog = new QFileDialog(window(), m_title, {}, m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(m_mode);
    dialog->setFileMode(m_isOfFolders                           ? QFileDialog::Directory
                            : m_mode == QFileDialog::AcceptSave ? QFileDialog::AnyFile
                                                                : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten
    if (!path().isEmpty())
        dialog->selectFile(path());
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace skep::ui
