// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/transferrow.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
constexpr int steps = 1000;
} // namespace

TransferRow::TransferRow(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_text((new PlainLabel(title, theme::Text::Caption, PlainLabel::Tone::Normal, this))
                 ->elided(Qt::ElideMiddle))
    , m_bar(new QProgressBar(this))
    , m_again(button(tr("&Try again"), ButtonKind::Quiet, this))
    , m_cancel(closeButton(tr("Cancel"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(theme::grid);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(160);
    m_bar->setAccessibleName(title);
    row->addWidget(m_text, 1);
    row->addWidget(m_bar);
    row->addWidget(m_again);
    row->addWidget(m_cancel);
    m_again->setObjectName(u"TryAgain"_s);
    m_again->hide();
    connect(m_again, &QPushButton::clicked, this, &TransferRow::begin);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_isOver)
            return m_transfer.cancel();
        emit dismissed(); // was read
        deleteLater();
    });
}

void TransferRow::run(Start start)
{
    m_start = std::move(start);
    begin();
}

void TransferRow::begin()
{
    m_isOver = false;
    m_clock.start();
    m_again->hide();
    m_bar->show();
    m_text->setTone(PlainLabel::Tone::Normal);
    m_text->setToolTip({});
    m_text->setText(m_title);
    m_cancel->setToolTip(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_transfer = m_start();
    onResult(m_transfer, this, [this](const Result<ssh::TransferReport> &result) { finish(result); });
}

void TransferRow::setProgress(const ssh::TransferProgress &progress)
{
    const QLocale locale;
    const double seconds = std::max(0.1, double(m_clock.elapsed()) / 1000);
    const QString speed = locale.formattedDataSize(qint64(double(progress.allDone) / seconds), 1);
    //: %1: names of files, %2: so much of %3, %4: speed
    m_text->setText(tr("%1: %2 of %3, %4/s")
                        .arg(m_title, locale.formattedDataSize(qint64(progress.done), 1),
                             locale.formattedDataSize(qint64(progress.size), 1), speed));
    if (progress.size > 0)
        m_bar->setValue(int(double(progress.done) / double(progress.size) * steps));
}

QString TransferRow::text() const
{
    return m_text->text();
}

void TransferRow::finish(const Result<ssh::TransferReport> &result)
{
    m_isOver = true;
    m_bar->hide();
    m_cancel->setToolTip(tr("Remove from the list"));
    m_cancel->setAccessibleName(tr("Remove from the list"));
    if (result && result->skipped.isEmpty() && !m_doneText.isEmpty()) {
        m_text->setText(m_doneText);
    } else if (result) {
        QString text = tr("%1: done, %n file(s), %2", nullptr, result->files)
                           .arg(m_title, QLocale().formattedDataSize(qint64(result->bytes), 1));
        if (!result->skipped.isEmpty())
            text += u". "_s + tr("Left out: %1").arg(result->skipped.join(u", "_s));
        m_text->setText(text);
    } else if (result.error().code == ErrorCode::Cancelled) {
        m_text->setText(tr("%1: cancelled").arg(m_title));
    } else {
        m_again->setVisible(result.error().retryable);
        m_text->setTone(PlainLabel::Tone::Error);
        m_text->setText(u"%1: %2"_s.arg(m_title, result.error().message));
        m_text->setToolTip(plainToolTip(result.error().detail));
    }
    emit ended(result.has_value());
}

} // namespace skep::ui
