// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api_keys.h"

#include "app/sandbox/body.h"
#include "app/sandbox/encoding.h"

#include <array>
#include <regex>
#include <sstream>

namespace skep::sandbox {

using nlohmann::json;

namespace {

json keyRow(const SshKey &key)
{
    return {{"name", key.name}, {"fingerprint", key.fingerprint}};
}

//! The type that is written inside of the key itself.
std::string innerType(const std::string &blob)
{
    if (blob.size() < 4)
        return {};
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
        length = length * 256 + static_cast<unsigned char>(blob[i]);
    return length <= blob.size() - 4 ? blob.substr(4, length) : std::string();
}

} // namespace

std::optional<std::string> sshFingerprint(const std::string &publicKey)
{
    static constexpr std::array types{"ssh-ed25519",         "ssh-rsa",
                                      "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                      "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com"};
    std::istringstream words(publicKey);
    std::string type;
    std::string material;
    words >> type >> material;
    bool known = false;
    for (const char *name : types)
        known = known || type == name;
    const std::optional<std::string> blob = base64Decoded(material);
    if (!known || !blob || innerType(*blob) != type || blob->size() < 4 + type.size() + 4 + 32)
        return std::nullopt;
    std::string fingerprint = hexMd5(*blob);
    for (std::size_t position = 2; position < fingerprint.size(); position += 3)
        fingerprint.insert(position, 1, ':');
    return fingerprint;
}

KeysApi::KeysApi(Cloud &cloud, Router &router)
    : m_cloud(cloud)
{
    router.add(
        {"POST", "/ssh-key", "register-ssh-key", [this](const Call &call) { return add(call); }, true});
    router.add({"GET", "/ssh-key", "list-ssh-keys", [this](const Call &) { return list(); }});
    router.add({"GET", "/ssh-key/{name}", "get-ssh-key", [this](const Call &call) { return get(call); }});
    router.add({"DELETE", "/ssh-key/{name}", "delete-ssh-key",
                [this](const Call &call) { return remove(call); }, true});
}

json KeysApi::add(const Call &call)
{
    static const std::regex validName("^[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$");
    const Body body(call.request.body);
    SshKey key;
    key.name = body.text("name", 1, 255);
    key.publicKey = body.text("public-key", 0, 16384);
    if (!std::regex_match(key.name, validName))
        Body::refuse("name", "only letters, digits, '.', '_' and '-' are accepted");
    const std::optional<std::string> fingerprint = sshFingerprint(key.publicKey);
    if (!fingerprint)
        throw ApiError(409, "Public key is invalid");
    key.fingerprint = *fingerprint;
    if (m_cloud.world().sshKeys().count(key.name) > 0)
        throw ApiError(409, "An SSH key with this name already exists");
    m_cloud.world().sshKeys()[key.name] = key;
    m_cloud.world().recordCreated("ssh-key", key.name, key.name);
    return m_cloud.operations().immediateSuccess();
}

json KeysApi::list() const
{
    json rows = json::array();
    for (const auto &[name, key] : m_cloud.world().sshKeys())
        rows.push_back(keyRow(key));
    return {{"ssh-keys", rows}};
}

json KeysApi::get(const Call &call) const
{
    const auto &keys = m_cloud.world().sshKeys();
    const auto found = keys.find(call.parameters.at(0));
    if (found == keys.end())
        throw ApiError(404, "SSH key not found");
    return keyRow(found->second);
}

json KeysApi::remove(const Call &call)
{
    if (m_cloud.world().sshKeys().erase(call.parameters.at(0)) == 0)
        throw ApiError(404, "SSH key not found");
    m_cloud.world().recordDeleted("ssh-key", call.parameters.at(0));
    return m_cloud.operations().immediateSuccess();
}

} // namespace skep::sandbox
