// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace skep::sandbox {

//! Decoded query parameters in the order in which they were sent; names may repeat.
using Query = std::vector<std::pair<std::string, std::string>>;

//! One HTTP request after its bytes were read.
struct Request
{
    std::string method;
    std::string path; //!< as sent (still escaped), without the query: this is what is signed
    std::string queryText; //!< as sent
    Query query;
    std::string body;
    std::string authorization;
    std::string userAgent;
    bool fromLoopback = false;
    bool fromBrowser = false; //!< carries an Origin header
};

//! One HTTP answer.
struct Response
{
    int status = 200;
    std::string body;
    std::map<std::string, std::string> headers;
    bool lost = false; //!< close the connection instead of answering
};

//! A refusal in the cloud's shape: {"message":…,"errors":[{"message":…}]}.
class ApiError : public std::runtime_error
{
public:
    ApiError(int status, const std::string &message, std::vector<std::string> errors = {})
        : std::runtime_error(message)
        , m_status(status)
        , m_errors(std::move(errors))
    {
    }

    int status() const { return m_status; }
    const std::vector<std::string> &errors() const { return m_errors; }

private:
    int m_status;
    std::vector<std::string> m_errors;
};

} // namespace skep::sandbox
