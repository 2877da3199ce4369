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

static std::size_t hashOf(const Style &style)
{
    const std::hash<std::string> text;
    return text(style.uri) ^ (text(style.linkId) * 31) ^ style.underlineColor.bits;
}

std::uint16_t StyleTable::insert(const Style &style)
{
    if (style == Style{})
        return 0;
    const std::size_t hash = hashOf(style);
    const auto [first, end] = m_ids.equal_range(hash);
    const auto known =
        std::find_if(first, end, [&](const auto &entry) { return m_styles[entry.second] == style; });
    if (known != end)
        return known->second;
    if (isFull())
        return 0;
    auto id = static_cast<std::uint16_t>(m_styles.size());
    if (m_free.empty()) {
        m_styles.push_back(style);
    } else {
        id = m_free.back();
        m_free.pop_back();
        m_styles[id] = style;
    }
    m_ids.emplace(hash, id);
    return id;
}

const Style &StyleTable::at(std::uint16_t id) const
{
    return m_styles[id < m_styles.size() ? id : 0];
}

void StyleTable::keepOnly(const std::vector<bool> &used)
{
    m_free.clear();
    m_ids.clear();
    for (std::size_t i = 1; i < m_styles.size(); ++i) {
        if (i < used.size() && used[i]) {
            m_ids.emplace(hashOf(m_styles[i]), static_cast<std::uint16_t>(i));
            continue;
        }
        m_styles[i] = {};
        m_free.push_back(static_cast<std::uint16_t>(i));
    }
}

} // namespace skep::terminal
