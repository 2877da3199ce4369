// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/terminalpane.h"

#include "core/ssh/terminalsource.h"
#include "ui/dock/clustercolor.h"
#include "ui/terminal/colorscheme.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QEvent>
#include <QFileDialog>
#include <QPainter>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using Phase = TerminalSource::Phase;

namespace {

constexpr int frameLine = 2;

} // namespace

TerminalPane::TerminalPane(TerminalOrigin origin, QWidget *parent)
    : QFrame(parent)
    , m_origin(std::move(origin))
    , m_source(m_origin.open(this))
    , m_view(new TerminalView(this))
    , m_header(makeHeader())
    , m_bar(makeStateBar())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(frameLine, frameLine, frameLine, frameLine);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_bar);
    m_countdown.setInterval(1000);
    connect(&m_countdown, &QTimer::timeout, this, &TerminalPane::showWait);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    setFocusProxy(m_view);
    join();
    applyTheme();
    showState();
}

TerminalPane::~TerminalPane() = default;

QWidget *TerminalPane::makeHeader()
{
    auto *header = new QWidget(this);
    header->setObjectName(u"PaneHeader"_s);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(theme::grid, 2, 4, 2);
    row->setSpacing(theme::grid);
    auto *role = new QLabel(header);
    role->setTextFormat(Qt::PlainText);
    role->setPixmap(roleIcon(m_origin.role, clusterColor(m_origin.clusterId)).pixmap(12, 12));
    m_name = new PlainLabel(m_origin.name, theme::Text::Caption, PlainLabel::Tone::Normal, header);
    m_title = (new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, header))->elided();
    m_part = new QCheckBox(tr("takes part"), header);
    m_part->setChecked(true);
    m_part->setFocusPolicy(Qt::NoFocus);
    m_part->hide();
    auto *right = signButton(u"split-right"_s, 14, tr("Split to the right (Ctrl+Shift+E)"), header);
    auto *down = signButton(u"split-down"_s, 14, tr("Split downwards (Ctrl+Shift+O)"), header);
    auto *close = signButton(u"close"_s, 14, tr("Close (Ctrl+Shift+W)"), header);
    row->addWidget(role);
    row->addWidget(m_name);
    row->addWidget(m_title, 1);
    row->addWidget(m_part);
    row->addWidget(right);
    row->addWidget(down);
    row->addWidget(close);
    connect(right, &QToolButton::clicked, this, [this] { emit splitRequested(Qt::Horizontal); });
    connect(down, &QToolButton::clicked, this, [this] { emit splitRequested(Qt::Vertical); });
    connect(close, &QToolButton::clicked, this, &TerminalPane::closeRequested);
    connect(m_part, &QCheckBox::toggled, this, qOverload<>(&QWidget::update));
    return header;
}

QWidget *TerminalPane::makeStateBar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"PaneState"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::grid + 4, 4, theme::grid, 4);
    row->setSpacing(theme::grid);
    m_said = (new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, bar))->wrapped();
    m_again = button(QString(), ButtonKind::Quiet, bar);
    m_close = button(tr("Close"), ButtonKind::Quiet, bar);
    row->addWidget(m_said, 1);
    row->addWidget(m_again);
    row->addWidget(m_close);
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_view->setFocus();
        m_source->reconnectNow();
    });
    connect(m_close, &QPushButton::clicked, this, &TerminalPane::closeRequested);
    return bar;
}

void TerminalPane::join()
{
    connect(m_source, &TerminalSource::received, this, [this](const QByteArray &bytes) {
        m_view->feed(bytes);
        emit outputCame();
        if (!m_log.isRunning())
            return;
        if (const auto written = m_log.write(bytes); !written)
            showProblem(written.error());
    });
    connect(m_source, &TerminalSource::stateChanged, this, &TerminalPane::showState);
    connect(m_view, &TerminalView::consumed, m_source, &TerminalSource::acknowledge);
    connect(m_view, &TerminalView::toSend, m_source, &TerminalSource::write);
    // The first size that the layout gives starts the far side, so that its first prompt fits.
    connect(m_view, &TerminalView::resized, this, [this](int columns, int rows) {
        if (m_isStarted)
            m_source->resize(columns, rows);
        else if (isVisible())
            start();
    });
    connect(m_view, &TerminalView::titleChanged, this, [this](const QString &title) {
        m_title->setText(title);
        emit titleChanged();
    });
    connect(m_view, &TerminalView::openLinkAsked, this, &TerminalPane::linkActivated);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { emit menuRequested(m_view->mapToGlobal(at)); });
}

// Not before somebody sees it: twenty restored tabs are not twenty connections at once. The size may come
// before the first show or after it, or be as the view was made.
void TerminalPane::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    QTimer::singleShot(0, this, [this] {
        if (isVisible())
            start();
    });
}

void TerminalPane::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    m_source->start(m_view->columns(), m_view->rows());
}

bool TerminalPane::isBusy() const
{
    return m_source->state().phase == Phase::Open && m_view->terminal().isAlternateScreen();
}

QString TerminalPane::title() const
{
    return m_view->title().isEmpty() ? m_origin.name : m_view->title();
}

void TerminalPane::setHeaderVisible(bool visible)
{
    m_header->setVisible(visible);
}

void TerminalPane::setBroadcasting(bool broadcasting)
{
    m_isBroadcasting = broadcasting;
    m_part->setVisible(broadcasting);
    m_view->setGuardsEveryPaste(broadcasting);
    update();
}

bool TerminalPane::takesPart() const
{
    return m_part->isChecked();
}

void TerminalPane::setTakesPart(bool part)
{
    m_part->setChecked(part);
}

void TerminalPane::showState()
{
    const TerminalSource::State &state = m_source->state();
    m_view->setReadOnly(state.phase != Phase::Open);
    m_bar->setVisible(state.phase != Phase::Open && state.phase != Phase::Idle);
    m_countdown.stop();
    m_again->setVisible(!m_origin.isGone && (state.phase == Phase::Waiting || state.phase == Phase::Closed));
    m_close->setVisible(state.phase == Phase::Closed);
    m_again->setText(state.phase == Phase::Closed ? tr("Open again") : tr("Reconnect now"));
    m_said->setToolTip(state.detail.isEmpty() ? QString() : plainToolTip(state.detail));
    switch (state.phase) {
    case Phase::Idle:
    case Phase::Open:
        break;
    case Phase::Connecting:
        m_said->setText(tr("Connecting to %1 …").arg(m_origin.name));
        break;
    case Phase::Waiting:
        m_countdown.start();
        showWait();
        break;
    case Phase::Closed:
        m_said->setText(!state.message.isEmpty() ? state.message
                            : state.exitCode ? tr("The shell has ended with code %1.").arg(*state.exitCode)
                                             : tr("The shell has ended."));
        break;
    }
    placeBar();
    emit stateChanged();
}

void TerminalPane::showWait()
{
    const TerminalSource::State &state = m_source->state();
    const auto seconds = std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(state.nextAttempt));
    //: %1: a sentence that says why the connection is gone
    m_said->setText(tr("%1 Trying again in %n second(s).", nullptr, int(seconds)).arg(state.message));
}

// While it connects the bar lies over the text: what starts then has its room from the first moment on, as
// programs lose keys to a change of size.
void TerminalPane::placeBar()
{
    if (m_source->state().phase != Phase::Connecting) {
        if (layout()->indexOf(m_bar) < 0)
            layout()->addWidget(m_bar);
        return;
    }
    layout()->removeWidget(m_bar);
    QRect place = contentsRect().adjusted(frameLine, frameLine, -frameLine, -frameLine);
    place.setTop(place.bottom() + 1 - m_bar->heightForWidth(place.width()));
    m_bar->setGeometry(place);
    m_bar->raise();
}

void TerminalPane::showProblem(const Error &error)
{
    m_said->setText(error.message);
    m_said->setToolTip(plainToolTip(error.detail));
    m_again->hide();
    m_close->hide();
    m_bar->show();
}

void TerminalPane::startLog(const QString &path)
{
    if (const auto started = m_log.start(path); !started)
        showProblem(started.error());
    emit stateChanged();
}

void TerminalPane::stopLog()
{
    m_log.stop();
    emit stateChanged();
}

void TerminalPane::askForLog()
{
    auto *dialog = new QFileDialog(this, tr("Log the output of %1").arg(m_origin.name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is added to what is there
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(m_origin.name + u".log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &TerminalPane::startLog);
    dialog->open();
}

void TerminalPane::applyTheme()
{
    m_view->setColorScheme(ColorScheme::standard(theme::colors().isDark));
}

void TerminalPane::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeBar();
}

void TerminalPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QFrame::changeEvent(event);
}

bool TerminalPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::FocusIn)
        emit activated();
    if (watched == m_view && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QFrame::eventFilter(watched, event);
}

void TerminalPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colors().sidebar);
    const bool isHot = m_isBroadcasting && takesPart();
    if (!isHot && (!m_header->isVisibleTo(this) || !m_view->hasFocus()))
        return;
    painter.setPen(QPen(isHot ? theme::colors().down : theme::colors().accent, frameLine));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

} // namespace skep::ui
