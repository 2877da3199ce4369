// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/endpoint.h"

#include "app/sandbox/cloudstack/projects.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/signing.h"
#include "app/sandbox/encoding.h"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <utility>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto contentType = "application/json;charset=UTF-8";
constexpr auto unnamedError = "errorresponse";
constexpr auto unverified = "unable to verify user credentials and/or request signature";

//! The text of an error is in a header too, where only printable characters may stand.
std::string headerText(const std::string &text)
{
    std::string result;
    for (const char c : text)
        result += c >= ' ' && c <= '~' ? c : '?';
    return result;
}

Response refused(const Refusal &refusal, const std::string &envelope)
{
    const json body{{"uuidList", json::array()},
                    {"errorcode", refusal.code()},
                    {"cserrorcode", refusal.exceptionCode()},
                    {"errortext", refusal.what()}};
    Response response = jsonResponse(refusal.code(), {{envelope, body}});
    response.headers = {{"Content-Type", contentType}, {"X-Description", headerText(refusal.what())}};
    return response;
}

Response perform(Cloud &cloud, const Command &command, const Parameters &parameters)
{
    try {
        Response response = jsonResponse(
            200,
            {{command.envelopeName(), inProject(cloud, command, parameters, command.handler(parameters))}});
        response.headers = {{"Content-Type", contentType}};
        return response;
    } catch (const Refusal &refusal) {
        return refused(refusal, command.envelopeName());
    } catch (const std::exception &error) {
        std::cerr << command.name << " failed: " << error.what() << std::endl;
        return refused(
            {Code::Internal, "Internal error executing command, please contact your system administrator"},
            command.envelopeName());
    }
}

std::string faultBody(const std::string &envelope, int status)
{
    return dumped({{envelope,
                    {{"uuidList", json::array()},
                     {"errorcode", status},
                     {"cserrorcode", 9999},
                     {"errortext", "The cloud could not do this now."}}}});
}

} // namespace

Endpoint::Endpoint(Cloud &cloud, const Commands &commands, Exchange &exchange)
    : m_cloud(cloud)
    , m_commands(commands)
    , m_exchange(exchange)
{
}

bool Endpoint::serves(const std::string &path)
{
    return path == "/client/api" || path == "/client/api/" || path == "/compute" || path == "/compute/";
}

const Command &Endpoint::check(const Request &request, const Query &query, const Parameters &parameters) const
{
    const bool strict = m_cloud.settings().strictCloudStack;
    if (!isAuthentic(query, m_cloud.credentials(), std::time(nullptr), {strict}))
        throw Refusal(Code::Unauthorized, unverified);
    const Command *command = m_commands.find(parameters.command());
    if (!command)
        throw Refusal(Code::Unsupported,
                      "The given command '" + parameters.command()
                          + "' either does not exist, is not available for user, or not available from ip "
                            "address '127.0.0.1'.");
    if (!sameWord(parameters.text("response"), "json"))
        throw Refusal(Code::Malformed, "This cloud answers in JSON only: send response=json.");
    if (strict && command->changes() && request.method != "POST")
        throw Refusal(Code::Malformed,
                      "The command " + command->name + " changes something, so it must be sent by POST.");
    return *command;
}

void Endpoint::handle(const Request &request, const Respond &respond)
{
    Query query = request.query;
    if (request.method == "POST") {
        const Query form = parseQuery(request.body);
        query.insert(query.end(), form.begin(), form.end());
    }
    Exchanged call;
    call.request = request;
    std::string envelope = unnamedError;
    try {
        const Parameters parameters(query);
        call.body = parameters.toJson();
        const Command *named = m_commands.find(parameters.command());
        // Without a key it is nobody's command yet.
        if (named && parameters.has("apikey"))
            envelope = named->envelopeName();
        const Command &command = check(request, query, parameters);
        call.operation = command.name;
        call.changes = command.changes();
        call.work = [this, &command, parameters] { return perform(m_cloud, command, parameters); };
        call.failure = [envelope](int status) { return faultBody(envelope, status); };
    } catch (const Refusal &refusal) {
        return m_exchange.answer(call, refused(refusal, envelope), respond);
    }
    m_exchange.run(call, respond);
}

} // namespace skep::sandbox::cloudstack
