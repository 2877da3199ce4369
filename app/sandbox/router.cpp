// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/router.h"

#include "app/sandbox/encoding.h"

#include <algorithm>

namespace skep::sandbox {

namespace {

std::string_view nextSegment(std::string_view &path)
{
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

//! "{id}:start" against "5361…:start"; a placeholder never swallows a colon.
bool segmentMatches(std::string_view pattern, std::string_view segment, std::vector<std::string> &parameters)
{
    if (pattern.empty() || pattern.front() != '{')
        return pattern == segment;
    const std::string_view suffix = pattern.substr(pattern.find('}') + 1);
    if (segment.size() <= suffix.size() || segment.substr(segment.size() - suffix.size()) != suffix)
        return false;
    const std::string_view value = segment.substr(0, segment.size() - suffix.size());
    if (value.find(':') != std::string_view::npos)
        return false;
    parameters.push_back(percentDecoded(value, false));
    return true;
}

bool pathMatches(std::string_view pattern, std::string_view path, std::vector<std::string> &parameters)
{
    parameters.clear();
    while (!pattern.empty() && !path.empty()) {
        const std::string_view expected = nextSegment(pattern);
        if (!segmentMatches(expected, nextSegment(path), parameters))
            return false;
    }
    return pattern.empty() && path.empty();
}

} // namespace

std::string Call::query(const std::string &name) const
{
    for (const auto &[key, value] : request.query)
        if (key == name)
            return value;
    return {};
}

Match Router::find(const std::string &method, std::string_view path) const
{
    Match match;
    if (path.empty() || path.front() != '/')
        return match;
    for (const Route &route : m_routes) {
        std::vector<std::string> parameters;
        if (!pathMatches(route.pattern, path, parameters))
            continue;
        match.pathExists = true;
        if (route.method == method) {
            match.route = &route;
            match.parameters = std::move(parameters);
            return match;
        }
    }
    return match;
}

} // namespace skep::sandbox
