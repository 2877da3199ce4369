// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/imagearchive.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string_view>

namespace skep::registrar {

namespace {

using Json = nlohmann::json; // sorts its keys, so its text is always the same

constexpr const char *fixedDate = "2025-01-01T00:00:00Z";
constexpr unsigned long long fixedTime = 1735689600; // the same in seconds
constexpr std::size_t blockSize = 512;

//! The fields of a ustar header that are not zero, at their offsets.
std::string tarHeader(const std::string &name, std::size_t size, unsigned mode)
{
    if (name.size() >= 100)
        throw std::runtime_error("a name in the image archive is too long: " + name);
    std::array<char, blockSize> header{};
    const auto put = [&header](std::size_t offset, const std::string &text) {
        std::memcpy(header.data() + offset, text.data(), text.size());
    };
    const auto octal = [&put](std::size_t offset, int width, unsigned long long value) {
        std::array<char, 24> digits{};
        std::snprintf(digits.data(), digits.size(), "%0*llo", width, value);
        put(offset, digits.data());
    };
    put(0, name);
    octal(100, 7, mode);
    octal(108, 7, 0); // owner
    octal(116, 7, 0); // group
    octal(124, 11, size);
    octal(136, 11, fixedTime);
    put(148, "        "); // the checksum counts as blanks while it is made
    put(156, "0");
    put(257,
        std::string("ustar\0"
                    "00",
                    8));
    unsigned long long sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    octal(148, 6, sum);
    header[154] = '\0';
    return {header.data(), header.size()};
}

void addFile(std::string &tar, const std::string &name, const std::string &content, unsigned mode)
{
    tar += tarHeader(name, content.size(), mode);
    tar += content;
    tar.append((blockSize - content.size() % blockSize) % blockSize, '\0');
}

void finishTar(std::string &tar)
{
    tar.append(2 * blockSize, '\0');
}

Json descriptor(const char *mediaType, const std::string &blob)
{
    return {{"mediaType", mediaType}, {"digest", "sha256:" + sha256Hex(blob)}, {"size", blob.size()}};
}

std::string imageConfig(const ImageContent &content, const std::string &layer)
{
    return Json{{"architecture", content.architecture},
                {"os", "linux"},
                {"created", fixedDate},
                {"config", {{"Entrypoint", {"/" + content.programName}}, {"WorkingDir", "/"}}},
                {"rootfs", {{"type", "layers"}, {"diff_ids", {"sha256:" + sha256Hex(layer)}}}},
                {"history", {{{"created", fixedDate}, {"created_by", content.programName}}}}}
        .dump();
}

} // namespace

ImageArchive imageArchive(const ImageContent &content)
{
    std::string layer;
    addFile(layer, content.programName, content.program, 0755);
    finishTar(layer);
    const std::string config = imageConfig(content, layer);
    // Both layouts that engines read: OCI's for those that keep images in containerd, Docker's for all
    // others.
    const std::string manifest =
        Json{{"schemaVersion", 2},
             {"mediaType", "application/vnd.oci.image.manifest.v1+json"},
             {"config", descriptor("application/vnd.oci.image.config.v1+json", config)},
             {"layers", Json::array({descriptor("application/vnd.oci.image.layer.v1.tar", layer)})}}
            .dump();
    auto indexEntry = descriptor("application/vnd.oci.image.manifest.v1+json", manifest);
    indexEntry["platform"] = {{"architecture", content.architecture}, {"os", "linux"}};
    indexEntry["annotations"] = {
        {"io.containerd.image.name", "docker.io/library/" + content.tag},
        {"org.opencontainers.image.ref.name", content.tag.substr(content.tag.find(':') + 1)}};
    const auto blobName = [](const std::string &blob) { return "blobs/sha256/" + sha256Hex(blob); };
    const Json dockerManifest = Json::array(
        {{{"Config", blobName(config)}, {"RepoTags", {content.tag}}, {"Layers", {blobName(layer)}}}});

    const std::map<std::string, std::string> files{
        {blobName(layer), layer},
        {blobName(config), config},
        {blobName(manifest), manifest},
        {"index.json", Json{{"schemaVersion", 2}, {"manifests", Json::array({indexEntry})}}.dump()},
        {"manifest.json", dockerManifest.dump()},
        {"oci-layout", R"({"imageLayoutVersion":"1.0.0"})"}};
    ImageArchive archive;
    for (const auto &[name, data] : files)
        addFile(archive.tar, name, data, 0644);
    finishTar(archive.tar);
    archive.imageId = "sha256:" + sha256Hex(config);
    archive.manifestId = "sha256:" + sha256Hex(manifest);
    return archive;
}

std::string sha256Hex(const std::string &data)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available");
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4U];
        hex += digits[digest[i] & 15U];
    }
    return hex;
}

std::string gzipped(const std::string &data)
{
    z_stream stream{};
    constexpr int gzipFormat = 15 + 16;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipFormat, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib cannot start");
    std::string result(deflateBound(&stream, static_cast<uLong>(data.size())), '\0');
    // zlib's C interface does not say const, but it only reads here.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    const int state = deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    if (state != Z_STREAM_END)
        throw std::runtime_error("zlib cannot pack the image");
    return result;
}

} // namespace skep::registrar
