// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/term/xdisplay.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace skep::tests {

namespace {

struct Free
{
    void operator()(void *reply) const { std::free(reply); }
};
template <typename T>
using Reply = std::unique_ptr<T, Free>;

} // namespace

XDisplay::XDisplay(QSize size)
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(u"Xvfb"_s,
                   {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s,
                    u"%1x%2x24"_s.arg(size.width()).arg(size.height()), u"-nolisten"_s, u"tcp"_s});
    if (!m_server.waitForStarted(5'000) || !m_server.waitForReadyRead(20'000))
        return;
    m_name = u':' + QString::fromLatin1(m_server.readLine().trimmed());
    m_connection.reset(xcb_connect(m_name.toLatin1().constData(), nullptr));
    if (xcb_connection_has_error(m_connection.get()) == 0)
        m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data->root;
}

XDisplay::~XDisplay()
{
    m_connection.reset();
    m_server.terminate();
    m_server.waitForFinished(5'000);
}

std::optional<xcb_window_t> XDisplay::windowTitled(const QByteArray &title) const
{
    return find(m_root, title);
}

std::optional<xcb_window_t> XDisplay::find(xcb_window_t below, const QByteArray &title) const
{
    xcb_connection_t *x = m_connection.get();
    const Reply<xcb_query_tree_reply_t> tree(xcb_query_tree_reply(x, xcb_query_tree(x, below), nullptr));
    if (!tree)
        return {};
    const xcb_window_t *children = xcb_query_tree_children(tree.get());
    for (int i = 0; i < xcb_query_tree_children_length(tree.get()); ++i) {
        if (titleOf(children[i]) == title)
            return children[i];
        if (const auto deeper = find(children[i], title))
            return deeper;
    }
    return {};
}

QByteArray XDisplay::titleOf(xcb_window_t window) const
{
    xcb_connection_t *x = m_connection.get();
    const auto cookie = xcb_get_property(x, 0, window, XCB_ATOM_WM_NAME, XCB_GET_PROPERTY_TYPE_ANY, 0, 256);
    const Reply<xcb_get_property_reply_t> name(xcb_get_property_reply(x, cookie, nullptr));
    return name ? QByteArray(static_cast<const char *>(xcb_get_property_value(name.get())),
                             xcb_get_property_value_length(name.get()))
                : QByteArray();
}

QRect XDisplay::geometry(xcb_window_t window) const
{
    xcb_connection_t *x = m_connection.get();
    const Reply<xcb_get_geometry_reply_t> size(
        xcb_get_geometry_reply(x, xcb_get_geometry(x, window), nullptr));
    const Reply<xcb_translate_coordinates_reply_t> place(
        xcb_translate_coordinates_reply(x, xcb_translate_coordinates(x, window, m_root, 0, 0), nullptr));
    return size && place ? QRect(place->dst_x, place->dst_y, size->width, size->height) : QRect();
}

xcb_window_t XDisplay::frameOf(xcb_window_t window) const
{
    xcb_connection_t *x = m_connection.get();
    for (;;) {
        const Reply<xcb_query_tree_reply_t> tree(xcb_query_tree_reply(x, xcb_query_tree(x, window), nullptr));
        if (!tree || tree->parent == m_root || tree->parent == XCB_WINDOW_NONE)
            return window;
        window = tree->parent;
    }
}

bool XDisplay::isShown(xcb_window_t window) const
{
    xcb_connection_t *x = m_connection.get();
    const Reply<xcb_get_window_attributes_reply_t> state(
        xcb_get_window_attributes_reply(x, xcb_get_window_attributes(x, window), nullptr));
    return state && state->map_state == XCB_MAP_STATE_VIEWABLE;
}

} // namespace skep::tests
