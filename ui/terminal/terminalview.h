// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/input.h"
#include "core/terminal/terminal.h"
#include "ui/terminal/colorscheme.h"
#include "ui/terminal/logicalline.h"
#include "ui/terminal/rowrenderer.h"
#include "ui/terminal/selection.h"
#include "ui/terminal/textsearch.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QFont>
#include <QKeySequence>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

namespace skep::ui {

class ByteFeed;
class FramePacer;
class GlyphAtlas;
class LinkBar;
class PointerInput;
class QuestionBar;
class SearchBar;
class TerminalPainter;
enum class ViewCommand;

//! A terminal to look at and type into. Knows no connection: bytes come in by feed(), what has to go to the
//! far side leaves by toSend(). What the far side sends is never markup, never run and never opened by
//! itself.
class TerminalView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalView)

public:
    struct Options
    {
        int scrollbackLines = 10'000;
        bool allowReports = false; //!< see terminal::Terminal::Options; for measuring only
    };
    explicit TerminalView(const Options &options, QWidget *parent = nullptr);
    explicit TerminalView(QWidget *parent = nullptr)
        : TerminalView(Options(), parent)
    {
    }
    ~TerminalView() override;

    // --- the far side
    //! Bytes to show. They are parsed in slices, so that the window answers whatever comes; consumed() says
    //! how many are done with. A source stops while more than maximumUnconsumed are not.
    void feed(const QByteArray &bytes);
    static constexpr qsizetype maximumUnconsumed = 1 << 20;
    qsizetype unconsumed() const;
    const terminal::Terminal &terminal() const { return *m_terminal; }
    int columns() const { return m_terminal->columns(); }
    int rows() const { return m_terminal->rows(); }

    // --- what a person does, also from elsewhere (broadcast): encoded for the modes of this terminal and
    // sent
    void press(const terminal::KeyPress &key);
    void insertText(const QString &text); //!< as a paste, without asking

    // --- looks
    void setColorScheme(const ColorScheme &scheme);
    const ColorScheme &colorScheme() const { return m_scheme; }
    void setTerminalFont(const QFont &font); //!< also the size that resetZoom() comes back to
    const QFont &terminalFont() const { return m_font; } //!< with the zoom
    static QFont defaultFont();
    QSize cellSize() const; //!< in logical pixels, rounded up
    //! How large the view is with that grid.
    QSize sizeForGrid(int columns, int rows) const;
    QSize sizeHint() const override; //!< 80 × 24
    QSize minimumSizeHint() const override;

    // --- policy
    //! Keys that belong to the window around (tabs, palette …) and not to the far side.
    void setHostShortcuts(const QList<QKeySequence> &shortcuts) { m_hostShortcuts = shortcuts; }
    //! Ask before every paste, not only before risky ones; for broadcast.
    void setGuardsEveryPaste(bool guards) { m_guardsEveryPaste = guards; }
    //! Nothing is sent any more, for a connection that is down; keys that would go there are ignored.
    void setReadOnly(bool readOnly) { m_isReadOnly = readOnly; }
    bool isReadOnly() const { return m_isReadOnly; }

    // --- the text
    QString title() const;
    bool hasSelection() const;
    const Selection &selection() const { return m_selection; }
    QString selectedText() const;
    QString visibleText() const; //!< for screen readers and tests: a line for each row
    QRect cellRect(int column, int row) const; //!< in the viewport
    //! The cell at a point of the viewport, which may lie outside of the text; column and line are clamped.
    terminal::Position cellAt(QPointF point) const;
    std::optional<Link> linkAt(terminal::Position at) const;
    std::int64_t topLine() const { return m_top; } //!< the line in the first row

public slots:
    void copy(); //!< plain
    void copyWithColors(); //!< as HTML that is ours, beside the plain text
    void copyWithSequences(); //!< text with SGR sequences
    void paste(); //!< from the clipboard; asks first where that is wise
    void pasteSelection(); //!< from X11's primary selection
    void selectAll();
    void clearSelection();
    void openSearch();
    void closeSearch();
    void findNext();
    void findPrevious();
    void jumpToPreviousPrompt();
    void jumpToNextPrompt();
    void scrollToEnd();
    void scrollLines(int lines); //!< down; up if negative
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void clearScrollback();
    void resetTerminal();

signals:
    void consumed(qsizetype bytes); //!< of feed(), parsed by now
    void toSend(const QByteArray &bytes); //!< for the far side: keys, pastes, mouse, answers
    void resized(int columns, int rows); //!< for the far side; at most every 50 ms
    //! What a person did in this view, for others that shall get the same (see press() and insertText()).
    void keyPressed(const terminal::KeyPress &key);
    void pasted(const QString &text);

    void titleChanged(const QString &title); //!< plain text of the far side
    void directoryChanged(const QString &uri);
    void bellRang(); //!< at most every 200 ms; the view flashes by itself
    void openLinkAsked(const QUrl &url); //!< http or https; was shown, and a person pressed Ctrl and clicked
    void selectionChanged();
    void fontSizeChanged(qreal pointSize);
    //! Only with Options::allowReports: the far side wants another window.
    void resizeAsked(int columns, int rows);
    void windowAsked(const terminal::WindowRequest &request);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    friend class PointerInput;

    // The far side's bytes and what they bring about
    void parse(std::string_view bytes);
    terminal::WindowState windowState() const;
    void handle(const terminal::Event &event);
    void ring();
    void askForClipboard(const terminal::ClipboardWrite &wish);
    void send(const std::string &bytes); //!< what a person did

    // Size and font
    void useFont(const QFont &font);
    void fitAtlas(); //!< to the font and the screen's pixels
    void applyGrid();
    QPointF gridCorner() const; //!< on a whole device pixel
    void placeBars();

    // What is shown
    void showFrame();
    bool isFrameHeld();
    void followText();
    void syncScrollBar();
    void updateRows(const std::vector<int> &rows);
    void updateBlinking();
    void setCursorOn(bool isOn);
    FrameLook frameLook() const;
    RowOverlay overlayOf(std::int64_t line) const;
    RowOverlay::CursorLook cursorLook() const;
    void paintPreedit(QPainter &painter) const;
    void setTop(std::int64_t line);

    // What a person does
    bool runCommand(ViewCommand command);
    bool runScrollCommand(ViewCommand command);
    bool belongsToHost(const QKeyEvent &event) const;
    void askBeforePaste(const QString &text);
    void offerPaste(const QString &text);
    void setZoom(qreal pointSize);
    void stepSearch(bool isForward);
    void refreshSearch();
    void reveal(std::int64_t line);
    void showMenu(QPoint globalPosition, const QUrl &link);
    void takePrimarySelection();
    void takeDrop(QDropEvent &event);

    std::unique_ptr<terminal::Terminal> m_terminal;
    bool m_allowReports;
    std::unique_ptr<TerminalPainter> m_painter;
    std::shared_ptr<GlyphAtlas> m_atlas;
    qreal m_ratio = 0; //!< that the atlas is for
    ByteFeed *m_feed;
    FramePacer *m_pacer;
    qsizetype m_bytesSinceFrame = 0;
    PointerInput *m_pointer;
    Selection m_selection;
    TextSearch m_search;
    // Made when they are first needed
    SearchBar *m_searchBar = nullptr;
    LinkBar *m_linkBar = nullptr;
    QuestionBar *m_pasteGuard = nullptr;
    QuestionBar *m_clipboardConsent = nullptr;

    ColorScheme m_scheme;
    QFont m_font;
    qreal m_standardSize = 0; //!< of the font, before zooming
    QList<QKeySequence> m_hostShortcuts;
    bool m_guardsEveryPaste = false;
    bool m_isReadOnly = false;

    std::int64_t m_top = 0;
    bool m_follows = true; //!< shows the end, whatever comes
    bool m_isSyncing = false; //!< the scroll bar moves because the text did
    bool m_wasAlternate = false;
    std::uint64_t m_numbering = 0;
    std::optional<Link> m_hovered;
    QString m_preedit;
    bool m_isCursorOn = true;
    bool m_isTextBlinkedOff = false;
    bool m_isFlashing = false;
    bool m_isGridKnown = false; //!< the view has its place, so resizes are further ones
    QElapsedTimer m_heldSince;
    QElapsedTimer m_lastBell;
    QTimer m_cursorBlink;
    QTimer m_textBlink;
    QTimer m_resizeDelay;
    QTimer m_searchDelay;
};

} // namespace skep::ui
