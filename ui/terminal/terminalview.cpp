// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalview.h"

#include "ui/terminal/accessibleterminal.h"
#include "ui/terminal/bytefeed.h"
#include "ui/terminal/framepacer.h"
#include "ui/terminal/pointerinput.h"
#include "ui/terminal/questionbar.h"
#include "ui/terminal/searchbar.h"
#include "ui/terminal/terminalpainter.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScreen>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr int margin = 4; // around the grid, in logical pixels
constexpr int mostCells = 1000; // to a side; the engine's bound
constexpr std::chrono::milliseconds resizeDelay{50};
constexpr qint64 bellInterval = 200;
constexpr std::chrono::milliseconds flashTime{80};

} // namespace

TerminalView::TerminalView(const Options &options, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_allowReports(options.allowReports)
    , m_painter(std::make_unique<TerminalPainter>())
    , m_feed(new ByteFeed([this](std::string_view bytes) { parse(bytes); }, this))
    , m_pacer(new FramePacer(this))
    , m_pointer(new PointerInput(*this))
    , m_scheme(ColorScheme::standard(true))
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Terminal"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    installTerminalAccessibility();

    m_font = defaultFont();
    m_standardSize = m_font.pointSizeF();
    fitAtlas();
    m_terminal = std::make_unique<terminal::Terminal>(terminal::Terminal::Options{
        .scrollbackLines = options.scrollbackLines,
        .allowReports = options.allowReports,
    });
    setColorScheme(m_scheme);
    m_numbering = m_terminal->numbering();

    m_resizeDelay.setSingleShot(true);
    m_searchDelay.setSingleShot(true);
    connect(&m_resizeDelay, &QTimer::timeout, this, &TerminalView::applyGrid);
    connect(&m_searchDelay, &QTimer::timeout, this, &TerminalView::refreshSearch);
    connect(&m_cursorBlink, &QTimer::timeout, this, [this] { setCursorOn(!m_isCursorOn); });
    connect(&m_textBlink, &QTimer::timeout, this, [this] {
        m_isTextBlinkedOff = !m_isTextBlinkedOff;
        m_pacer->request();
    });
    connect(m_pacer, &FramePacer::frameDue, this, &TerminalView::showFrame);
    connect(m_feed, &ByteFeed::parsed, this, [this](qsizetype bytes) {
        m_bytesSinceFrame += bytes;
        m_pacer->request();
        emit consumed(bytes);
    });
}

TerminalView::~TerminalView() = default;

void TerminalView::feed(const QByteArray &bytes)
{
    m_feed->append(bytes);
}

qsizetype TerminalView::unconsumed() const
{
    return m_feed->pending();
}

void TerminalView::parse(std::string_view bytes)
{
    while (!bytes.empty()) {
        std::size_t size = bytes.size();
        // A window operation ends with t, a mode that changes the width with h or l: what follows is for the
        // window as it is then.
        if (m_allowReports) {
            if (const std::size_t end = bytes.find_first_of("thl"); end != bytes.npos)
                size = end + 1;
            m_terminal->setWindow(windowState());
        }
        m_terminal->feed(bytes.substr(0, size));
        bytes.remove_prefix(size);
        for (const terminal::Event &event : m_terminal->takeEvents())
            handle(event);
        if (const std::string replies = m_terminal->takeReplies(); !replies.empty())
            emit toSend(QByteArray::fromStdString(replies));
    }
    if (m_search.isActive() && !m_searchDelay.isActive())
        m_searchDelay.start(std::chrono::milliseconds(250));
}

//! In the pixels of the device, as the cells are.
terminal::WindowState TerminalView::windowState() const
{
    const auto pixels = [this](int length) { return int(std::lround(length * devicePixelRatioF())); };
    const QRect outer = window()->frameGeometry();
    const QPoint text = viewport()->mapToGlobal(gridCorner().toPoint());
    const QSize screenSize = screen()->size();
    return {.isIconified = window()->isMinimized(),
            .x = pixels(outer.x()),
            .y = pixels(outer.y()),
            .width = pixels(outer.width()),
            .height = pixels(outer.height()),
            .textX = pixels(text.x()),
            .textY = pixels(text.y()),
            .screenWidth = pixels(screenSize.width()),
            .screenHeight = pixels(screenSize.height()),
            .cellWidth = m_atlas->cellSize().width(),
            .cellHeight = m_atlas->cellSize().height()};
}

void TerminalView::handle(const terminal::Event &event)
{
    if (const auto *title = std::get_if<terminal::TitleChanged>(&event))
        emit titleChanged(QString::fromStdString(title->title));
    else if (const auto *directory = std::get_if<terminal::DirectoryChanged>(&event))
        emit directoryChanged(QString::fromStdString(directory->uri));
    else if (std::holds_alternative<terminal::Bell>(event))
        ring();
    else if (std::holds_alternative<terminal::PaletteChanged>(event))
        m_pacer->request();
    else if (const auto *wish = std::get_if<terminal::ClipboardWrite>(&event))
        askForClipboard(*wish);
    else if (const auto *size = std::get_if<terminal::ResizeRequest>(&event))
        emit resizeAsked(size->columns, size->rows);
    else if (const auto *window = std::get_if<terminal::WindowRequest>(&event))
        emit windowAsked(*window);
}

void TerminalView::ring()
{
    if (m_lastBell.isValid() && m_lastBell.elapsed() < bellInterval)
        return;
    m_lastBell.start();
    m_isFlashing = true;
    viewport()->update();
    QTimer::singleShot(flashTime, this, [this] {
        m_isFlashing = false;
        viewport()->update();
    });
    emit bellRang();
}

//! The keyboard stays where it is: the far side can bring this up at any time.
void TerminalView::askForClipboard(const terminal::ClipboardWrite &wish)
{
    // What a person is reading must not change under the click: further wishes are dropped meanwhile.
    if (m_clipboardConsent && m_clipboardConsent->isVisible())
        return;
    const QString text = QString::fromStdString(wish.text);
    const bool isPrimary =
        wish.selections.find('c') == std::string::npos && wish.selections.find('p') != std::string::npos;
    delete m_clipboardConsent;
    m_clipboardConsent = new QuestionBar(viewport());
    connect(m_clipboardConsent, &QuestionBar::accepted, this, [isPrimary](const QString &accepted) {
        QClipboard *clipboard = QGuiApplication::clipboard();
        const bool toPrimary = isPrimary && clipboard->supportsSelection();
        clipboard->setText(accepted, toPrimary ? QClipboard::Selection : QClipboard::Clipboard);
    });
    m_clipboardConsent->ask(tr("The program in this terminal wants to put %n character(s) on the clipboard.",
                               nullptr, int(text.size())),
                            text, tr("Put on the clipboard"), tr("Refuse"));
    placeBars();
}

void TerminalView::send(const std::string &bytes)
{
    if (!m_isReadOnly && !bytes.empty())
        emit toSend(QByteArray::fromStdString(bytes));
}

void TerminalView::press(const terminal::KeyPress &key)
{
    send(terminal::encode(key, m_terminal->inputModes()));
    scrollToEnd();
}

void TerminalView::insertText(const QString &text)
{
    send(terminal::encodePaste(text.toStdString(), m_terminal->inputModes()));
    scrollToEnd();
}

// --- size, font, colours

void TerminalView::setColorScheme(const ColorScheme &scheme)
{
    m_scheme = scheme;
    m_terminal->setPalette(scheme.palette());
    m_pacer->request();
}

QFont TerminalView::defaultFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    if (font.pointSizeF() <= 0)
        font.setPointSizeF(10);
    return font;
}

void TerminalView::setTerminalFont(const QFont &font)
{
    m_standardSize = font.pointSizeF();
    useFont(font);
}

void TerminalView::useFont(const QFont &font)
{
    if (m_font == font)
        return;
    m_font = font;
    fitAtlas();
    applyGrid();
    updateGeometry();
}

void TerminalView::fitAtlas()
{
    m_ratio = devicePixelRatioF();
    m_atlas = GlyphAtlas::forFont(m_font, m_ratio);
    m_painter->setAtlas(m_atlas);
    m_pacer->request();
}

QSize TerminalView::cellSize() const
{
    const QSizeF size = QSizeF(m_atlas->cellSize()) / m_ratio;
    return {int(std::ceil(size.width())), int(std::ceil(size.height()))};
}

QSize TerminalView::sizeForGrid(int columns, int rows) const
{
    const QSizeF grid =
        QSizeF(m_atlas->cellSize().width() * columns, m_atlas->cellSize().height() * rows) / m_ratio;
    const int bar = verticalScrollBar()->sizeHint().width();
    return {int(std::ceil(grid.width())) + 2 * margin + bar, int(std::ceil(grid.height())) + 2 * margin};
}

QSize TerminalView::sizeHint() const
{
    return sizeForGrid(80, 24);
}

QSize TerminalView::minimumSizeHint() const
{
    return sizeForGrid(2, 1);
}

QPointF TerminalView::gridCorner() const
{
    const qreal at = std::round(margin * m_ratio) / m_ratio;
    return {at, at};
}

void TerminalView::applyGrid()
{
    const QSizeF room = QSizeF(viewport()->size() - QSize(2 * margin, 2 * margin)) * m_ratio;
    const int columns = std::clamp(int(room.width()) / m_atlas->cellSize().width(), 1, mostCells);
    const int rows = std::clamp(int(room.height()) / m_atlas->cellSize().height(), 1, mostCells);
    m_isGridKnown = m_isGridKnown || isVisible();
    if (columns == m_terminal->columns() && rows == m_terminal->rows())
        return m_pacer->request();
    m_terminal->resize(columns, rows);
    if (const std::string replies = m_terminal->takeReplies(); !replies.empty())
        emit toSend(QByteArray::fromStdString(replies));
    m_pacer->request();
    emit resized(columns, rows);
}

void TerminalView::resizeEvent(QResizeEvent *)
{
    placeBars();
    viewport()->update();
    if (!m_isGridKnown || m_allowReports)
        applyGrid();
    else if (!m_resizeDelay.isActive())
        m_resizeDelay.start(resizeDelay);
}

void TerminalView::placeBars()
{
    const QSize room = viewport()->size();
    if (m_searchBar) {
        m_searchBar->resize(std::min(m_searchBar->sizeHint().width(), room.width()),
                            m_searchBar->sizeHint().height());
        m_searchBar->move(room.width() - m_searchBar->width(), 0);
    }
    for (QuestionBar *bar : {m_pasteGuard, m_clipboardConsent}) {
        if (!bar)
            continue;
        bar->resize(room.width(), std::min(room.height(), std::max(140, room.height() / 2)));
        bar->move(0, room.height() - bar->height());
    }
}

QRect TerminalView::cellRect(int column, int row) const
{
    const QSizeF cell = QSizeF(m_atlas->cellSize()) / m_ratio;
    const QPointF corner = gridCorner() + QPointF(column * cell.width(), row * cell.height());
    return QRectF(corner, cell).toAlignedRect();
}

terminal::Position TerminalView::cellAt(QPointF point) const
{
    const QPointF inGrid = (point - gridCorner()) * m_ratio;
    const int column = int(std::floor(inGrid.x() / m_atlas->cellSize().width()));
    const int row = int(std::floor(inGrid.y() / m_atlas->cellSize().height()));
    return {m_top + std::clamp(row, 0, rows() - 1), std::clamp(column, 0, columns() - 1)};
}

std::optional<Link> TerminalView::linkAt(terminal::Position at) const
{
    return LogicalLine(*m_terminal, at.line).linkAt(at);
}

QString TerminalView::title() const
{
    return QString::fromStdString(m_terminal->title());
}

bool TerminalView::hasSelection() const
{
    return !m_selection.isEmpty();
}

QString TerminalView::selectedText() const
{
    return QString::fromStdString(m_selection.text(*m_terminal));
}

QString TerminalView::visibleText() const
{
    QString text;
    for (int row = 0; row < rows(); ++row) {
        const std::int64_t line = m_top + row;
        QString shown = QString::fromStdString(m_terminal->text({line, 0}, {line, columns()}));
        if (shown.endsWith(u'\n'))
            shown.chop(1);
        text += shown + u'\n';
    }
    return text;
}

} // namespace skep::ui
