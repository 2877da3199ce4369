// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace skep::sandbox {

//! One rule of trouble: which calls it meets and what happens to them.
struct Fault
{
    std::string operation; //!< operationId, or a path with * as a wildcard; "*" meets every call
    std::string method; //!< empty meets every method
    //! fail, lose-answer, delay, hang, fail-operation; deliver-twice: the call comes two times; lag: a list
    //! without what is younger than the seconds; never-ends: an operation or a job is pending; no-address;
    //! spoil: it is done and answered as fail is
    std::string action;
    int nth = 1; //!< the first matching call that is met, counted from when the rule was set
    int times = 1; //!< how many calls from there on
    int seen = 0;
    int status = 500;
    nlohmann::json body; //!< a string is sent as it is, also when it is no JSON; null: the API's own error
    std::map<std::string, std::string> headers;
    double seconds = 0;
    std::string reason = "unavailable";
    std::string message = "The cloud could not do this now.";
};

//! The rules of trouble that tests have set. Belongs to the API's thread.
class Faults
{
public:
    void add(const nlohmann::json &rules); //!< throws ApiError on a rule that makes no sense
    void clear() { m_rules.clear(); }
    nlohmann::json toJson() const;
    //! Counts a call and returns the rule that meets it.
    std::optional<Fault> meet(const std::string &operation, const std::string &method,
                              const std::string &path);

private:
    std::vector<Fault> m_rules;
};

} // namespace skep::sandbox
