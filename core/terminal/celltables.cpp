// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/celltables.h"

#include <algorithm>

namespace skep::terminal {

char32_t ClusterTable::insert(const std::u32string &cluster)
{
    if (const auto known = m_numbers.find(cluster); known != m_numbers.end())
        return static_cast<char32_t>(0x8000'0000U | known->second);
    if (isFull())
        return 0;
    std::size_t number = m_clusters.size();
    if (m_free.empty()) {
        m_clusters.push_back(cluster);
    } else {
        number = m_free.back();
        m_free.pop_back();
        m_clusters[number] = cluster;
    }
    m_numbers.emplace(cluster, number);
    return static_cast<char32_t>(0x8000'0000U | number);
}

const std::u32string &ClusterTable::at(char32_t text) const
{
    static const std::u32string none;
    const std::size_t index = number(text);
    return index < m_clusters.size() ? m_clusters[index] : none;
}

void ClusterTable::keepOnly(const std::vector<bool> &used)
{
    m_free.clear();
    m_numbers.clear();
    for (std::size_t i = 0; i < m_clusters.size(); ++i) {
        if (i < used.size() && used[i]) {
            m_numbers.emplace(m_clusters[i], i);
        } else {
            m_clusters[i].clear();
            m_free.push_back(i);
        }
    }
}

bool operator==(const Style &a, const Style &b)
{
    return a.underlineColor == b.underlineColor && a.uri == b.uri && a.linkId == b.linkId;
}

std::uint16_t StyleTable::insert(const Style &style)
{
    if (style == Style{})
        return 0;
    // The newest first: cells that follow each other have the same style.
    for (std::size_t i = m_styles.size() - 1; i > 0; --i) {
        if (m_styles[i] == style)
            return static_cast<std::uint16_t>(i);
    }
    if (isFull())
        return 0;
    if (m_free.empty()) {
        m_styles.push_back(style);
        return static_cast<std::uint16_t>(m_styles.size() - 1);
    }
    const std::uint16_t id = m_free.back();
    m_free.pop_back();
    m_styles[id] = style;
    return id;
}

const Style &StyleTable::at(std::uint16_t id) const
{
    return m_styles[id < m_styles.size() ? id : 0];
}

void StyleTable::keepOnly(const std::vector<bool> &used)
{
    m_free.clear();
    for (std::size_t i = 1; i < m_styles.size(); ++i) {
        if (i < used.size() && used[i])
            continue;
        m_styles[i] = {};
        m_free.push_back(static_cast<std::uint16_t>(i));
    }
}

} // namespace skep::terminal
