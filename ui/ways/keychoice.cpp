// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/keychoice.h"

#include "core/base/async.h"
#include "core/crypto/keys.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

enum Role { LineRole = Qt::UserRole, TriedRole };

} // namespace

KeyText keyText(const QString &line)
{
    return {line.section(u' ', 2).trimmed(), QString::fromLatin1(crypto::fingerprint(line.toUtf8()))};
}

KeyChoice::KeyChoice(const QString &sshFolder, QWidget *parent)
    : QWidget(parent)
    , m_own(new QComboBox(this))
    , m_other(new QWidget(this))
    , m_pasted(new QLineEdit(m_other))
{
    m_own->setObjectName(u"OwnKeys"_s);
    m_own->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_own->setAccessibleName(tr("Your public keys"));
    m_pasted->setObjectName(u"PastedKey"_s);
    m_pasted->setPlaceholderText(u"ssh-ed25519 AAAA…"_s);
    m_pasted->setAccessibleName(tr("A public key"));
    auto *file = button(tr("From a file…"), ButtonKind::Normal, m_other);
    auto *row = new QHBoxLayout(m_other);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(m_pasted, 1);
    row->addWidget(file);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_own);
    layout->addWidget(m_other);
    setFocusProxy(m_own);
    connect(m_own, &QComboBox::currentIndexChanged, this, &KeyChoice::showPasting);
    connect(m_pasted, &QLineEdit::textChanged, this, &KeyChoice::changed);
    connect(file, &QPushButton::clicked, this, &KeyChoice::readFile);
    offer({});
    const auto found = QtConcurrent::run(
        [sshFolder]() -> Result<QList<local::PublicKey>> { return local::publicKeys(sshFolder); });
    onResult(found, this, [this](const Result<QList<local::PublicKey>> &keys) {
        if (keys)
            offer(*keys);
    });
}

void KeyChoice::offer(const QList<local::PublicKey> &keys)
{
    {
        const QSignalBlocker quiet(m_own);
        m_own->clear();
        for (const auto &key : keys) {
            const QString name = keyText(key.line).name;
            const QString file = QFileInfo(key.path).fileName();
            m_own->addItem(name.isEmpty() ? file : u"%1 – %2"_s.arg(file, name), key.line);
            m_own->setItemData(m_own->count() - 1, key.isTriedBySsh, TriedRole);
        }
        m_own->addItem(keys.isEmpty() ? tr("Paste a public key, or take one from a file")
                                      : tr("Another key…"));
    }
    showPasting();
}

void KeyChoice::showPasting()
{
    m_other->setVisible(m_own->currentData(LineRole).toString().isEmpty());
    emit changed();
}

QString KeyChoice::line() const
{
    const QString own = m_own->currentData(LineRole).toString();
    return own.isEmpty() ? m_pasted->text().simplified() : own;
}

bool KeyChoice::isTriedBySsh() const
{
    return m_own->currentData(TriedRole).toBool();
}

void KeyChoice::clear()
{
    m_pasted->clear();
}

void KeyChoice::readFile()
{
    auto *dialog = new QFileDialog(window(), tr("A public key"), {}, tr("Public keys (*.pub)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto key = local::readPublicKey(path);
        if (!key)
            return emit refused(key.error());
        m_pasted->setText(key->line);
    });
    dialog->open();
}

// A mistake is marked where it was typed.
bool KeyChoice::event(QEvent *event)
{
    if (event->type() == QEvent::DynamicPropertyChange) {
        m_pasted->setProperty("invalid", property("invalid"));
        m_pasted->style()->unpolish(m_pasted);
        m_pasted->style()->polish(m_pasted);
    }
    return QWidget::event(event);
}

} // namespace skep::ui
