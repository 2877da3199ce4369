// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <unordered_map>

namespace skep::terminal {

//! Graphemes of several code points, so that a cell needs only a number for them. Bounded: when it is full
//! whoever owns the cells says which are still in use.
class ClusterTable
{
public:
    static constexpr std::size_t most = 1U << 16U;
    static constexpr std::size_t longest = 24; //!< code points; more are dropped

    //! A cell's text for it; 0 when the table is full.
    char32_t insert(const std::u32string &cluster);
    const std::u32string &at(char32_t text) const;
    bool isFull() const { return m_clusters.size() - m_free.size() >= most; }
    void keepOnly(const std::vector<bool> &used); //!< by number
    static std::size_t number(char32_t text) { return text & 0x7FFF'FFFFU; }
    std::size_t size() const { return m_clusters.size(); }

private:
    std::vector<std::u32string> m_clusters;
    std::unordered_map<std::u32string, std::size_t> m_numbers;
    std::vector<std::size_t> m_free;
};

//! What few cells have, by a number from 1; bounded in entries and bytes.
class StyleTable
{
public:
    static constexpr std::size_t most = 4096;

    std::uint16_t insert(const Style &style); //!< 0: it is full, or the style is none
    const Style &at(std::uint16_t id) const;
    bool isFull() const { return m_styles.size() - m_free.size() >= most; }
    void keepOnly(const std::vector<bool> &used); //!< by id
    std::size_t size() const { return m_styles.size(); }

private:
    std::vector<Style> m_styles = {Style{}};
    std::unordered_multimap<std::size_t, std::uint16_t> m_ids; //!< by hash
    std::vector<std::uint16_t> m_free;
};

bool operator==(const Style &a, const Style &b);

} // namespace skep::terminal
