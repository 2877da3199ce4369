// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QRect>
#include <QString>

#include <xcb/xcb.h>

#include <memory>
#include <optional>

namespace skep::tests {

//! An X server of a test's own, and what it says about the windows on it.
class XDisplay
{
public:
    explicit XDisplay(QSize size); //!< see isReady()
    ~XDisplay(); //!< ends the server
    XDisplay(const XDisplay &) = delete;
    XDisplay &operator=(const XDisplay &) = delete;

    bool isReady() const { return m_root != XCB_WINDOW_NONE; }
    QString name() const { return m_name; }
    QRect screen() const { return geometry(m_root); }
    std::optional<xcb_window_t> windowTitled(const QByteArray &title) const;
    QByteArray titleOf(xcb_window_t window) const;
    QRect geometry(xcb_window_t window) const; //!< on the screen
    xcb_window_t frameOf(xcb_window_t window) const; //!< what a window manager has put around it, or itself
    bool isShown(xcb_window_t window) const;

private:
    std::optional<xcb_window_t> find(xcb_window_t below, const QByteArray &title) const;

    QProcess m_server;
    QString m_name;
    std::unique_ptr<xcb_connection_t, decltype(&xcb_disconnect)> m_connection{nullptr, &xcb_disconnect};
    xcb_window_t m_root = XCB_WINDOW_NONE;
};

} // namespace skep::tests
