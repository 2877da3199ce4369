// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/imagelayout.h"

#include "app/sandbox/process.h"

#include <nlohmann/json.hpp>

namespace skep::sandbox {

namespace {

using Json = nlohmann::json;

constexpr const char *fixedDate = "2021-01-01T00:00:00Z";

std::string storeBlob(const fs::path &base, const std::string &content)
{
    const auto hex = sha256Hex(content);
    writeFile(base / "blobs/sha256" / hex.substr(0, 2) / hex / "data", content);
    return "sha256:" + hex;
}

void link(const fs::path &folder, const std::string &digest)
{
    writeFile(folder / "link", digest);
}

std::string hexOf(const std::string &digest)
{
    return digest.substr(7);
}

Json emptySet(const std::vector<std::string> &keys)
{
    Json set = Json::object();
    for (const auto &key : keys) {
        set[key] = Json::object();
    }
    return set;
}

std::string packLayer(const fs::path &root, std::string &diffId)
{
    auto archive = root;
    archive += ".tar";
    runChecked({"tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner",
                "--format=gnu", "-C", root.string(), "-cf", archive.string(), "."});
    diffId = "sha256:" + sha256Hex(readFile(archive));
    runChecked({"gzip", "-n", "-1", "-f", archive.string()});
    archive += ".gz";
    auto packed = readFile(archive);
    fs::remove(archive);
    return packed;
}

std::string architecture()
{
    const auto name = trimmed(runChecked({"dpkg", "--print-architecture"}));
    return name == "armhf" ? "arm" : name; // the others have the same names in both worlds
}

std::string imageConfig(const ImageConfig &config, const std::string &diffId)
{
    Json run{{"Env", config.environment}, {"Cmd", config.command}, {"WorkingDir", "/"}};
    if (!config.entrypoint.empty()) {
        run["Entrypoint"] = config.entrypoint;
    }
    if (!config.exposedPorts.empty()) {
        run["ExposedPorts"] = emptySet(config.exposedPorts);
    }
    if (!config.volumes.empty()) {
        run["Volumes"] = emptySet(config.volumes);
    }
    return Json{{"architecture", architecture()},
                {"os", "linux"},
                {"created", fixedDate},
                {"config", run},
                {"rootfs", {{"type", "layers"}, {"diff_ids", {diffId}}}},
                {"history", {{{"created", fixedDate}, {"created_by", "packed from Debian packages"}}}}}
        .dump();
}

} // namespace

void storeImage(const fs::path &storage, const std::string &repository, const std::string &tag,
                const fs::path &root, const ImageConfig &config)
{
    const auto base = storage / "docker/registry/v2";
    std::string diffId;
    const auto layer = packLayer(root, diffId);
    const auto layerDigest = storeBlob(base, layer);
    const auto configText = imageConfig(config, diffId);
    const auto configDigest = storeBlob(base, configText);
    const auto manifest = Json{{"schemaVersion", 2},
                               {"mediaType", "application/vnd.docker.distribution.manifest.v2+json"},
                               {"config",
                                {{"mediaType", "application/vnd.docker.container.image.v1+json"},
                                 {"size", configText.size()},
                                 {"digest", configDigest}}},
                               {"layers",
                                {{{"mediaType", "application/vnd.docker.image.rootfs.diff.tar.gzip"},
                                  {"size", layer.size()},
                                  {"digest", layerDigest}}}}}
                              .dump(1);
    const auto manifestDigest = storeBlob(base, manifest);
    const auto repo = base / "repositories" / repository;
    link(repo / "_layers/sha256" / hexOf(layerDigest), layerDigest);
    link(repo / "_layers/sha256" / hexOf(configDigest), configDigest);
    link(repo / "_manifests/revisions/sha256" / hexOf(manifestDigest), manifestDigest);
    link(repo / "_manifests/tags" / tag / "current", manifestDigest);
    link(repo / "_manifests/tags" / tag / "index/sha256" / hexOf(manifestDigest), manifestDigest);
}

} // namespace skep::sandbox
