// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/swarmfiledialog.h"

#include "core/docker/speccheck.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr qsizetype mostBytes = 500 * 1024; // the managers refuse more, older ones also of a config

} // namespace

SwarmFileDialog::SwarmFileDialog(Kind kind, const QStringList &taken, cluster::Operations *operations,
                                 QWidget *parent)
    : CreateDialog(kind == Kind::Secret ? tr("New secret") : tr("New config"), tr("&Create"), parent)
    , m_kind(kind)
    , m_taken(taken)
    , m_operations(operations)
    , m_name(new QLineEdit(this))
{
    m_name->setObjectName(u"name"_s);
    addField(u"name"_s, tr("Name"), m_name,
             tr("Services refer to it by this name. It cannot be changed later."));
    addField(
        u"value"_s, tr("Value"), makeValueField(),
        kind == Kind::Secret
            ? tr("Nobody can read it back, Skep neither. A value of several lines, such as a key, comes "
                 "from a file or from the clipboard.")
            : tr("The text of the file that the containers find. Everybody who may inspect the swarm can "
                 "read it."));
    addLabels();
    finishLayout();
    connect(m_name, &QLineEdit::textChanged, this, &SwarmFileDialog::edited);
    m_name->setFocus();
}

QWidget *SwarmFileDialog::makeValueField()
{
    auto *field = new QWidget(this);
    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    if (m_kind == Kind::Secret) {
        m_hidden = new QLineEdit(field);
        m_hidden->setObjectName(u"value"_s);
        m_hidden->setEchoMode(QLineEdit::Password);
        m_hidden->setAccessibleName(tr("Value"));
        layout->addWidget(m_hidden);
        connect(m_hidden, &QLineEdit::textChanged, this, &SwarmFileDialog::edited);
    } else {
        m_text = new QPlainTextEdit(field);
        m_text->setObjectName(u"value"_s);
        m_text->setProperty("well", u"field"_s);
        m_text->setFont(theme::font(theme::Text::Mono));
        m_text->setTabChangesFocus(true);
        m_text->setMinimumHeight(140);
        m_text->setAccessibleName(tr("Value"));
        layout->addWidget(m_text, 1);
        connect(m_text, &QPlainTextEdit::textChanged, this, &SwarmFileDialog::edited);
    }
    m_origin = (new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, field))->wrapped();
    m_origin->setObjectName(u"Origin"_s);
    m_origin->hide();
    layout->addWidget(m_origin);
    auto *row = new QHBoxLayout;
    auto *file = button(tr("From a &file…"), ButtonKind::Quiet, field);
    auto *clipboard = button(tr("From the clip&board"), ButtonKind::Quiet, field);
    clipboard->setObjectName(u"FromClipboard"_s);
    m_typeInstead = button(tr("&Type it instead"), ButtonKind::Quiet, field);
    m_typeInstead->hide();
    row->addWidget(file);
    row->addWidget(clipboard);
    row->addWidget(m_typeInstead);
    row->addStretch(1);
    layout->addLayout(row);
    clipboard->setVisible(m_kind == Kind::Secret); // into the text of a config one pastes
    connect(file, &QPushButton::clicked, this, &SwarmFileDialog::chooseFile);
    connect(clipboard, &QPushButton::clicked, this, &SwarmFileDialog::paste);
    connect(m_typeInstead, &QPushButton::clicked, this, &SwarmFileDialog::useTyped);
    field->setFocusProxy(m_kind == Kind::Secret ? static_cast<QWidget *>(m_hidden) : m_text);
    return field;
}

void SwarmFileDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The file with the value"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SwarmFileDialog::takeFile);
    dialog->open();
}

void SwarmFileDialog::takeFile(const QString &path)
{
    QFile file(path);
    m_trouble.clear();
    if (!file.open(QIODevice::ReadOnly)) {
        m_trouble = tr("%1 cannot be read: %2").arg(path, file.errorString());
        return edited();
    }
    takeBytes(file.read(mostBytes + 1), QFileInfo(path).fileName());
    if (m_name->text().isEmpty())
        m_name->setText(QFileInfo(path).fileName());
}

void SwarmFileDialog::paste()
{
    takeBytes(QApplication::clipboard()->text().toUtf8(), tr("the clipboard"));
}

void SwarmFileDialog::takeBytes(QByteArray bytes, const QString &origin)
{
    m_origin->setText(tr("%n byte(s) from %1", nullptr, int(bytes.size())).arg(origin));
    m_taking = makeSecret(std::move(bytes));
    m_trouble.clear();
    for (QWidget *typed : {static_cast<QWidget *>(m_hidden), static_cast<QWidget *>(m_text)}) {
        if (typed)
            typed->hide();
    }
    m_origin->show();
    m_typeInstead->show();
    edited();
}

void SwarmFileDialog::useTyped()
{
    m_taking.reset();
    m_origin->hide();
    m_typeInstead->hide();
    if (m_hidden)
        m_hidden->show();
    if (m_text)
        m_text->show();
    edited();
}

qsizetype SwarmFileDialog::valueSize() const
{
    if (m_taking)
        return m_taking->reveal().size();
    return m_hidden ? m_hidden->text().size() : m_text->toPlainText().toUtf8().size();
}

SecretPtr SwarmFileDialog::value() const
{
    if (m_taking)
        return m_taking;
    return makeSecret((m_hidden ? m_hidden->text() : m_text->toPlainText()).toUtf8());
}

QList<CreateDialog::Problem> SwarmFileDialog::problems() const
{
    QList<Problem> found;
    const QString name = m_name->text().trimmed();
    if (const QString problem = docker::objectNameProblem(name); !problem.isEmpty())
        found.append({u"name"_s, problem});
    else if (m_taken.contains(name))
        found.append({u"name"_s,
                      tr("There is one of this name. A value cannot be changed: make one with another name, "
                         "such as %1-2, and let the services use it.")
                          .arg(name)});
    if (!m_trouble.isEmpty())
        found.append({u"value"_s, m_trouble});
    else if (valueSize() == 0)
        found.append({u"value"_s, tr("The value is empty.")});
    else if (valueSize() > mostBytes)
        found.append({u"value"_s, tr("The value is larger than 500 KiB.")});
    return found;
}

Pending<QString> SwarmFileDialog::send()
{
    const QString name = m_name->text().trimmed();
    const SecretPtr content = value();
    const auto asked = m_kind == Kind::Secret
        ? m_operations->createSecret(name, content, labels())
        : m_operations->createConfig(
            name, QByteArray(content->reveal().constData(), content->reveal().size()), labels());
    return andThen(asked, this, [](const QString &id) { return ready<QString>(u'/' + id); });
}

void SwarmFileDialog::sent()
{
    m_taking.reset();
    if (m_hidden)
        m_hidden->clear();
}

} // namespace skep::ui
