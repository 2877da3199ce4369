// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! The parameters of one call. Names count without case, but the fields behind an index keep theirs, as in
//! details[0].cpuNumber.
class Parameters
{
public:
    explicit Parameters(const Query &query);

    const std::string &command() const { return m_command; }

    bool has(const std::string &name) const;
    std::string text(const std::string &name) const; //!< empty when it is absent
    std::string required(const std::string &name) const;
    std::int64_t integer(const std::string &name, std::int64_t minimum, std::int64_t maximum) const;
    bool flag(const std::string &name, bool fallback) const;
    std::vector<std::string> list(const std::string &name) const; //!< of "a,b"
    //! name[0].field=…&name[1].field=…, by index.
    std::vector<std::map<std::string, std::string>> maps(const std::string &name) const;

    //! All of it for the ledger, without the signature.
    nlohmann::json toJson() const;

    [[noreturn]] void refuse(const std::string &name) const; //!< the value names nothing or makes no sense

private:
    std::string m_command;
    std::map<std::string, std::string> m_values;
};

std::string lowered(std::string text); //!< ASCII only
bool sameWord(const std::string &one, const std::string &other); //!< without case

//! An answer such as {"count":2,"zone":[…]}, cut to the page that was asked for.
nlohmann::json listAnswer(const Parameters &parameters, const std::string &key, const nlohmann::json &rows);

} // namespace skep::sandbox::cloudstack
