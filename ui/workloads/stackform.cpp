// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/stackform.h"

#include "core/docker/speccheck.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/difftable.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/formhead.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr qint64 mostBytes = 1024 * 1024;

QString countText(int tasks)
{
    return tasks < 0 ? QString() : QString::number(tasks);
}

QList<docker::DiffRow> diffRows(const cluster::StackPreview &preview, bool isPruning)
{
    QList<docker::DiffRow> rows;
    for (const auto &row : preview.rows) {
        const bool isNamed = !row.imageAfter.isEmpty();
        const QString after = isNamed || isPruning ? row.imageAfter : StackForm::tr("not in the file: stays");
        rows.append({row.service, row.imageBefore, after});
        const bool isUsual = row.imageBefore.isEmpty() && row.replicasAfter == 1;
        if (isNamed && !isUsual && row.replicasBefore != row.replicasAfter)
            rows.append({StackForm::tr("%1, tasks").arg(row.service), countText(row.replicasBefore),
                         countText(row.replicasAfter)});
    }
    return rows;
}

} // namespace

StackForm::StackForm(cluster::Operations *operations, QWidget *parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_message(new MessageBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(makeHead());
    layout->addWidget(m_message);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(2 * theme::grid);
    splitter->addWidget(makeFields());
    splitter->addWidget(makeReview());
    splitter->setSizes({440, 540});
    layout->addWidget(splitter, 1);
    connect(m_message, &MessageBar::actionTriggered, m_message, &QWidget::hide);
    setFocusProxy(m_name);
    setStep(Step::Typing);
}

QWidget *StackForm::makeHead()
{
    auto *head = new FormHead(this);
    m_title = head->title();
    m_cancel = head->cancel();
    m_cancel->setObjectName(u"CancelStack"_s);
    m_next = head->next();
    m_next->setObjectName(u"NextStack"_s);
    connect(m_cancel, &QPushButton::clicked, this, &StackForm::cancelled);
    connect(m_next, &QPushButton::clicked, this, &StackForm::goOn);
    return head;
}

QWidget *StackForm::makeFields()
{
    auto *card = new Card(this);
    card->setMinimumWidth(360);
    card->body()->setSpacing(2 * theme::grid);
    m_name = new QLineEdit(card);
    m_name->setObjectName(u"StackName"_s);
    m_nameRow = new FieldRow(tr("Name"), m_name, tr("Its services are called NAME_service."), card);
    m_compose = new QPlainTextEdit(card);
    m_compose->setObjectName(u"Compose"_s);
    m_compose->setProperty("well", u"field"_s);
    m_compose->setFont(theme::font(theme::Text::Mono));
    m_compose->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_compose->setTabStopDistance(2 * m_compose->fontMetrics().horizontalAdvance(u' '));
    m_compose->setPlaceholderText(u"services:\n  web:\n    image: nginx:1.25\n    ports: [\"8080:80\"]\n"_s);
    m_composeRow = new FieldRow(tr("Compose file"), m_compose,
                                tr("Read and deployed by the docker client of a manager. Images of a private "
                                   "registry need a docker login there."),
                                card);
    m_composeRow->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    qobject_cast<QVBoxLayout *>(m_composeRow->layout())->setStretchFactor(m_compose, 100); // all that is left
    auto *file = button(tr("Choose a &file…"), ButtonKind::Quiet, card);
    m_prune = new QCheckBox(tr("Remove services that the file does not name any more"), card);
    m_prune->setObjectName(u"Prune"_s);
    card->body()->addWidget(m_nameRow);
    card->body()->addWidget(m_composeRow, 1);
    card->body()->addWidget(file, 0, Qt::AlignLeft);
    card->body()->addWidget(m_prune);
    connect(file, &QPushButton::clicked, this, &StackForm::chooseFile);
    connect(m_name, &QLineEdit::textChanged, this, &StackForm::edited);
    connect(m_compose, &QPlainTextEdit::textChanged, this, &StackForm::edited);
    connect(m_prune, &QCheckBox::toggled, this, &StackForm::edited);
    return card;
}

QWidget *StackForm::makeReview()
{
    auto *card = new Card(this);
    card->setMinimumWidth(300);
    m_hint = (new PlainLabel(tr("Before anything is changed, the manager's docker client reads the file, and "
                                "here stands what it would change against what runs."),
                             theme::Text::Body, PlainLabel::Tone::Muted, card))
                 ->wrapped();
    m_changesTitle = new PlainLabel(tr("What changes"), theme::Text::Strong, PlainLabel::Tone::Normal, card);
    m_changes = new DiffTable(tr("Runs now"), tr("After"), card);
    m_changes->setObjectName(u"StackChanges"_s);
    m_changes->setTextElideMode(Qt::ElideMiddle); // an image's registry and tag say most
    m_changes->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_changes->header()->resizeSection(0, 120);
    m_notes = new QWidget(card);
    m_notesLayout = new QVBoxLayout(m_notes);
    m_notesLayout->setContentsMargins(0, 0, 0, 0);
    m_notesLayout->setSpacing(theme::grid);
    m_saidTitle = new PlainLabel(tr("What the docker client says"), theme::Text::Strong,
                                 PlainLabel::Tone::Normal, card);
    m_said = new QPlainTextEdit(card);
    m_said->setObjectName(u"StackMessages"_s);
    m_said->setReadOnly(true);
    m_said->setProperty("well", true);
    m_said->setFont(theme::font(theme::Text::Mono));
    m_said->setMaximumBlockCount(10'000);
    m_said->setAccessibleName(m_saidTitle->text());
    card->body()->addWidget(m_hint);
    card->body()->addWidget(m_notes);
    card->body()->addWidget(m_changesTitle);
    card->body()->addWidget(m_changes, 1);
    card->body()->addWidget(m_saidTitle);
    card->body()->addWidget(m_said, 1);
    card->body()->addStretch(0);
    return card;
}

void StackForm::begin(const QString &title, const QString &name, const QString &compose)
{
    m_title->setText(title);
    m_name->setText(name);
    m_name->setReadOnly(m_isUpdate); // another name is another stack
    m_compose->setPlainText(compose);
    m_prune->setVisible(m_isUpdate);
    m_prune->setChecked(false);
    m_message->hide();
    m_nameRow->setProblem({});
    m_composeRow->setProblem({});
    setFocusProxy(m_isUpdate ? static_cast<QWidget *>(m_compose) : m_name);
    setStep(Step::Typing);
}

void StackForm::beginNew()
{
    m_isUpdate = false;
    begin(tr("Deploy a stack"), {}, {});
}

void StackForm::beginUpdate(const QString &stack)
{
    m_isUpdate = true;
    begin(tr("Update %1").arg(stack), stack, m_deployed.value(stack));
    if (!m_deployed.contains(stack))
        m_message->showText(tr("The swarm keeps no compose file, and Skep keeps none on its disk: choose or "
                               "paste the file with your changes."),
                            Card::Kind::Note);
}

void StackForm::setStep(Step step)
{
    m_step = step;
    const bool works = step == Step::Reading || step == Step::Deploying;
    const bool reviewed = step >= Step::Reviewed;
    m_next->setText(step == Step::Reviewed || step == Step::Deploying ? tr("&Deploy")
                        : step == Step::Deployed                      ? tr("&Show the stack")
                                                                      : tr("&Review"));
    m_next->setEnabled(!works);
    m_cancel->setText(step == Step::Deployed ? tr("Close") : tr("Cancel"));
    m_cancel->setEnabled(step != Step::Deploying);
    m_compose->setReadOnly(works);
    m_name->setReadOnly(m_isUpdate || works);
    m_prune->setEnabled(!works);
    m_hint->setVisible(!reviewed);
    m_changesTitle->setVisible(reviewed);
    m_changes->setVisible(reviewed);
    m_notes->setVisible(reviewed && m_notesLayout->count() > 0);
    const bool said = step >= Step::Deploying || (reviewed && !m_said->document()->isEmpty());
    m_saidTitle->setVisible(said);
    m_said->setVisible(said);
}

//! Another text has not been reviewed.
void StackForm::edited()
{
    m_nameRow->setProblem({});
    m_composeRow->setProblem({});
    if (m_step == Step::Reviewed || m_step == Step::Deployed) {
        m_message->hide();
        setStep(Step::Typing);
    }
}

void StackForm::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The compose file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Compose files (*.yaml *.yml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &StackForm::takeFile);
    dialog->open();
}

void StackForm::takeFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return m_composeRow->setProblem(tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const QByteArray bytes = file.read(mostBytes + 1);
    if (bytes.size() > mostBytes)
        return m_composeRow->setProblem(tr("The file is larger than 1 MiB."));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.contains(QChar::Null))
        return m_composeRow->setProblem(tr("The file is not a text."));
    m_compose->setPlainText(text);
}

cluster::StackWish StackForm::wish() const
{
    return {m_name->text().trimmed(), m_compose->toPlainText().toUtf8(), m_isUpdate && m_prune->isChecked()};
}

bool StackForm::checkFields()
{
    const cluster::StackWish now = wish();
    m_nameRow->setProblem(docker::stackNameProblem(now.name));
    m_composeRow->setProblem(now.compose.trimmed().isEmpty() ? tr("Choose a compose file, or paste one.")
                                 : now.compose.contains('\t')
                                 ? tr("A compose file is indented by blanks, not by tabs.")
                                 : now.compose.size() > mostBytes ? tr("The file is larger than 1 MiB.")
                                                                  : QString());
    return m_nameRow->problem().isEmpty() && m_composeRow->problem().isEmpty();
}

void StackForm::goOn()
{
    if (m_step == Step::Deployed)
        emit finished(wish().name);
    else if (m_step == Step::Reviewed)
        deploy();
    else if (m_step == Step::Typing && checkFields())
        review();
}

void StackForm::review()
{
    setStep(Step::Reading);
    m_said->clear();
    m_message->showText(tr("The manager reads the file"), Card::Kind::Note);
    onResult(m_operations->previewStack(wish()), this, [this](const Result<cluster::StackPreview> &preview) {
        if (!preview)
            return failed(preview.error());
        m_message->hide();
        showPreview(*preview);
    });
}

void StackForm::showPreview(const cluster::StackPreview &preview)
{
    m_changes->setRows(diffRows(preview, wish().isPruning));
    while (QLayoutItem *item = m_notesLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &note : preview.notes) {
        auto *card = new Card(m_notes, Card::Kind::Warning);
        card->body()->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
        auto *label = (new PlainLabel(note, theme::Text::Body, PlainLabel::Tone::Normal, card))->wrapped();
        label->setObjectName(u"StackNote"_s);
        card->body()->addWidget(label);
        m_notesLayout->addWidget(card);
    }
    m_said->setPlainText(preview.messages.trimmed());
    setStep(Step::Reviewed);
    m_changes->setVisible(preview.isRead);
    m_changesTitle->setVisible(preview.isRead);
}

void StackForm::deploy()
{
    m_said->clear();
    m_decoder.resetState();
    setStep(Step::Deploying);
    const cluster::StackWish sent = wish();
    m_message->showText(tr("Deploying %1").arg(sent.name), Card::Kind::Note);
    const auto hear = [form = QPointer(this)](const QByteArray &bytes) {
        if (form)
            form->say(bytes);
    };
    onResult(m_operations->deployStack(sent, hear), this, [this, sent](const Result<QString> &said) {
        if (!said)
            return failed(said.error());
        m_deployed.insert(sent.name, QString::fromUtf8(sent.compose));
        m_message->showText(tr("%1 is deployed; the swarm starts its tasks now.").arg(sent.name),
                            Card::Kind::Note);
        setStep(Step::Deployed);
    });
}

//! As it comes: a letter may be cut in two.
void StackForm::say(const QByteArray &bytes)
{
    m_said->moveCursor(QTextCursor::End);
    m_said->insertPlainText(m_decoder.decode(bytes));
    m_said->verticalScrollBar()->setValue(m_said->verticalScrollBar()->maximum());
}

void StackForm::failed(const Error &error)
{
    const bool wasDeploying = m_step == Step::Deploying;
    setStep(Step::Typing);
    if (error.code == ErrorCode::Cancelled)
        return m_message->hide();
    // What the client says of the file belongs to the file; a lost connection does not.
    if (error.code == ErrorCode::Config && !wasDeploying) {
        m_message->hide();
        m_composeRow->setProblem(error.message);
        m_compose->setFocus();
        return;
    }
    m_message->showError(error, tr("Close"));
    m_saidTitle->setVisible(wasDeploying);
    m_said->setVisible(wasDeploying);
}

} // namespace skep::ui
