// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/keypairs.h"

#include "app/sandbox/api_keys.h"
#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/encoding.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>
#include <stdexcept>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto ledgerKind = "ssh-key";

json keyRow(const SshKey &key)
{
    json row{{"id", uuidFrom("key-pair/" + key.name)}, {"name", key.name}, {"fingerprint", key.fingerprint}};
    addOwner(row);
    return row;
}

//! A length in four bytes with the bytes behind it.
std::string lengthPrefixed(const std::string &bytes)
{
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8)
        text += static_cast<char>((bytes.size() >> shift) & 255);
    return text + bytes;
}

std::string numberOf(const EVP_PKEY *key, const char *name)
{
    BIGNUM *raw = nullptr;
    EVP_PKEY_get_bn_param(key, name, &raw);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(raw, BN_free);
    if (!number)
        throw std::runtime_error("OpenSSL cannot read the numbers of a fresh key.");
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
    BN_bn2bin(number.get(), reinterpret_cast<unsigned char *>(bytes.data()));
    // The first bit would be a sign.
    return lengthPrefixed((static_cast<unsigned char>(bytes.front()) & 128 ? std::string(1, '\0') : "")
                          + bytes);
}

} // namespace

RsaKeyPair makeRsaKeyPair()
{
    constexpr unsigned bits = 2048;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_RSA_gen(bits), EVP_PKEY_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), BIO_free);
    if (!key || !text
        || PEM_write_bio_PrivateKey_traditional(text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr)
            != 1)
        throw std::runtime_error("OpenSSL cannot make a key pair.");
    char *data = nullptr;
    const long length = BIO_get_mem_data(text.get(), &data);
    const std::string blob = lengthPrefixed("ssh-rsa") + numberOf(key.get(), OSSL_PKEY_PARAM_RSA_E)
        + numberOf(key.get(), OSSL_PKEY_PARAM_RSA_N);
    return {std::string(data, static_cast<std::size_t>(length)), "ssh-rsa " + base64Encoded(blob)};
}

KeyPairs::KeyPairs(Cloud &cloud, Commands &commands)
    : m_cloud(cloud)
{
    commands.add({"listSSHKeyPairs",
                  {"name", "fingerprint", "keyword", "listall", "page", "pagesize"},
                  [this](const Parameters &p) { return list(p); }});
    commands.add({"registerSSHKeyPair", {"name*", "publickey*"}, [this](const Parameters &p) {
                      return registerKey(p);
                  }});
    commands.add({"createSSHKeyPair", {"name*"}, [this](const Parameters &p) { return create(p); }});
    commands.add({"deleteSSHKeyPair", {"name*"}, [this](const Parameters &p) { return remove(p); }});
}

json KeyPairs::list(const Parameters &parameters) const
{
    json rows = json::array();
    for (const auto &[name, key] : m_cloud.world().sshKeys())
        if ((!parameters.has("name") || parameters.text("name") == name)
            && (!parameters.has("fingerprint") || parameters.text("fingerprint") == key.fingerprint)
            && lowered(name).find(lowered(parameters.text("keyword"))) != std::string::npos)
            rows.push_back(keyRow(key));
    return listAnswer(parameters, "sshkeypair", rows);
}

const SshKey &KeyPairs::keep(const std::string &name, const std::string &publicKey)
{
    auto &keys = m_cloud.world().sshKeys();
    const auto fingerprint = sshFingerprint(publicKey);
    if (!fingerprint)
        throw Refusal(Code::Parameter, "Public key is invalid");
    if (keys.count(name) > 0)
        throw Refusal(Code::Parameter, "A key pair with name '" + name + "' already exists.");
    for (const auto &[other, key] : keys)
        if (key.fingerprint == *fingerprint)
            throw Refusal(Code::Parameter,
                          "A key pair with key '" + publicKey + "' already exists for this account.");
    keys[name] = {name, *fingerprint, publicKey};
    m_cloud.world().recordCreated(ledgerKind, name, name);
    return keys[name];
}

json KeyPairs::registerKey(const Parameters &parameters)
{
    const std::string name = parameters.required("name");
    return {{"keypair", keyRow(keep(name, parameters.required("publickey")))}};
}

json KeyPairs::create(const Parameters &parameters)
{
    const RsaKeyPair made = makeRsaKeyPair();
    json row = keyRow(keep(parameters.required("name"), made.publicKey));
    row["privatekey"] = made.privateKey;
    return {{"keypair", row}};
}

json KeyPairs::remove(const Parameters &parameters)
{
    const std::string name = parameters.required("name");
    if (m_cloud.world().sshKeys().erase(name) == 0)
        throw Refusal(Code::Parameter,
                      "A key pair with name '" + name + "' does not exist for account " + accountName);
    m_cloud.world().recordDeleted(ledgerKind, name);
    return {{"success", true}};
}

} // namespace skep::sandbox::cloudstack
