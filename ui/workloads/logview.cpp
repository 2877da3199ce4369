// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/logview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/logtext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

LogView::LogView(const QList<docker::LogSource> &sources, QWidget *parent)
    : QWidget(parent)
    , m_sources(sources)
    , m_text(new LogText(this))
    , m_message(new MessageBar(this))
    , m_state((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->elided())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(makeBar());
    layout->addWidget(m_message);
    layout->addWidget(m_text, 1);
    connect(m_message, &MessageBar::actionTriggered, m_message, &QWidget::hide);
    setFocusProxy(m_text);
    read();
}

void LogView::read()
{
    QHash<QString, QString> names;
    for (const docker::LogSource &source : std::as_const(m_sources))
        names.insert(source.id, source.name);
    delete m_stream;
    m_stream = new docker::LogStream({m_past->currentData().toInt(), 0, true}, this);
    m_text->clear();
    m_text->setSources(names);
    m_lines = 0;
    connect(m_stream, &docker::LogStream::received, this, &LogView::take);
    connect(m_stream, &docker::LogStream::sourceChanged, this,
            [this, names](const QString &source, const QString &why) {
                if (why.isEmpty())
                    m_message->hide();
                else
                    m_message->showText(u"%1: %2"_s.arg(names.value(source), why), Card::Kind::Warning);
            });
    m_stream->setPaused(m_pause->isChecked());
    m_stream->setSources(m_sources);
    showState();
}

QWidget *LogView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    m_pause = button(tr("&Pause"), ButtonKind::Quiet, bar);
    m_pause->setCheckable(true);
    m_pause->setObjectName(u"PauseLog"_s);
    m_pause->setToolTip(tr("Nothing is lost meanwhile: what is written waits on the nodes"));
    m_times = new QCheckBox(tr("&Times"), bar);
    m_times->setChecked(true);
    m_past = new QComboBox(bar);
    m_past->setAccessibleName(tr("How much of the past"));
    for (const int lines : {200, 2000, 20'000})
        m_past->addItem(tr("last %1").arg(lines), lines);
    m_past->addItem(tr("everything"), -1);
    m_search = new QLineEdit(bar);
    m_search->setPlaceholderText(tr("Search (Enter: next, Shift+Enter: previous)"));
    m_search->setAccessibleName(tr("Search in the logs"));
    m_search->setObjectName(u"SearchLog"_s);
    m_search->setMaximumWidth(320);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    auto *end = button(tr("To the &end"), ButtonKind::Quiet, bar);
    auto *saveAs = button(tr("&Save…"), ButtonKind::Quiet, bar);
    saveAs->setIcon(icon(u"download"_s));
    row->addWidget(m_pause);
    row->addWidget(end);
    row->addWidget(m_times);
    row->addWidget(m_past);
    row->addWidget(m_state, 1);
    row->addWidget(m_search, 1);
    row->addWidget(saveAs);
    connect(m_pause, &QPushButton::toggled, this, &LogView::pause);
    connect(m_past, &QComboBox::currentIndexChanged, this, &LogView::read);
    connect(end, &QPushButton::clicked, m_text, &LogText::goToEnd);
    connect(m_times, &QCheckBox::toggled, m_text, &LogText::setTimes);
    connect(saveAs, &QPushButton::clicked, this, &LogView::save);
    connect(m_search, &QLineEdit::returnPressed, this,
            [this] { search(!QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier)); });
    return bar;
}

void LogView::take(const QList<docker::LogLine> &lines)
{
    m_lines += lines.size();
    m_text->append(lines);
    showState();
}

void LogView::pause(bool paused)
{
    m_stream->setPaused(paused);
    m_pause->setText(paused ? tr("&Go on") : tr("&Pause"));
    showState();
}

void LogView::search(bool forward)
{
    if (m_search->text().isEmpty())
        return;
    const bool found = m_text->find(m_search->text(), forward);
    m_search->setProperty("invalid", !found);
    m_search->style()->unpolish(m_search);
    m_search->style()->polish(m_search);
    if (!found)
        m_state->setText(tr("Not found in the lines that are kept."));
}

void LogView::showState()
{
    const QString lines = tr("%n line(s)", nullptr, int(m_lines));
    const QString kept = m_lines > LogText::most ? tr("the last %1 are kept").arg(LogText::most) : QString();
    QStringList parts{lines};
    if (!kept.isEmpty())
        parts.append(kept);
    if (m_pause->isChecked())
        parts.prepend(tr("Paused"));
    m_state->setText(parts.join(u"  ·  "_s));
}

void LogView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the lines"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const bool saved =
            file.open(QIODevice::WriteOnly) && file.write(m_text->allText().toUtf8()) >= 0 && file.commit();
        if (saved)
            m_message->showText(tr("Saved to %1.").arg(path), Card::Kind::Note);
        else
            m_message->showError({ErrorCode::Io, tr("Cannot write %1: %2").arg(path, file.errorString())},
                                 tr("Close"));
    });
    dialog->open();
}

} // namespace skep::ui
