// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace skep::sandbox::cloudstack {

//! CloudStack's error codes, as answers carry them.
enum class Code : int {
    Unauthorized = 401,
    Malformed = 430,
    Parameter = 431,
    Unsupported = 432,
    Internal = 530,
    Allocation = 535,
    InUse = 536,
    RuleConflict = 537,
};

//! A refusal in CloudStack's shape: {"errorcode":431,"cserrorcode":4350,"errortext":…}.
class Refusal : public std::runtime_error
{
public:
    Refusal(Code code, const std::string &text)
        : std::runtime_error(text)
        , m_code(code)
    {
    }

    int code() const { return static_cast<int>(m_code); }
    //! The number of the exception behind it.
    int exceptionCode() const
    {
        switch (m_code) {
        case Code::Parameter:
            return 4350;
        case Code::Allocation:
            return 4370;
        case Code::InUse:
            return 4375;
        case Code::RuleConflict:
            return 4360;
        case Code::Internal:
            return 4250;
        default:
            return 9999;
        }
    }

private:
    Code m_code;
};

} // namespace skep::sandbox::cloudstack
