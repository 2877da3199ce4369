// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/templates.h"

#include "app/sandbox/rootfs.h"

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace skep::sandbox {

namespace {

constexpr std::uint64_t buildSpace = 2000ULL << 20;
constexpr int recipeVersion = 1; // raise it when finishing a root file system changes

std::string isoWeek()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[16] = {};
    std::strftime(text, sizeof text, "%G-%V", &parts);
    return text;
}

std::string cacheKey(const RootfsRecipe &recipe, const AptSources &sources)
{
    std::string input = std::to_string(recipeVersion) + recipe.suite;
    for (const auto &part : {recipe.packages, recipe.enginePackages, sources.lines(recipe.suite)}) {
        for (const auto &text : part) {
            input += " " + text;
        }
    }
    return recipe.suite + "-" + isoWeek() + "-" + sha256Hex(input + sources.httpProxy).substr(0, 12);
}

} // namespace

TemplateStore::TemplateStore(fs::path cacheDir, std::string instance, fs::path stateDir)
    : m_cacheDir(std::move(cacheDir))
    , m_instance(std::move(instance))
    , m_stateDir(std::move(stateDir))
{
}

void TemplateStore::ensure(const AptSources &sources, const Progress &progress)
{
    const auto key = cacheKey(RootfsRecipe::debian13(), sources);
    const FileLock lock(m_cacheDir / "templates.lock");
    if (!fs::exists(folder(key))) {
        try {
            build(key, sources, progress);
        } catch (const std::exception &error) {
            const auto other = newestOther();
            if (other.empty()) {
                throw std::runtime_error(std::string("The system image could not be built. ") + error.what());
            }
            progress("This week's system image could not be built, so an older one is used: "
                     + std::string(error.what()));
            use(other);
            return;
        }
        removeUnused(key);
    }
    use(key);
}

void TemplateStore::build(const std::string &key, const AptSources &sources, const Progress &progress)
{
    requireSpace(m_cacheDir, buildSpace, "to build the system images");
    const auto recipe = RootfsRecipe::debian13();
    auto temporary = folder(key);
    temporary += ".building";
    removeTree(temporary);
    fs::create_directories(temporary);
    fs::permissions(temporary, fs::perms(0755));
    const auto log = [&progress](const std::string &line) {
        if (line.rfind("I: ", 0) == 0) {
            progress("System image: " + line.substr(3));
        }
    };
    try {
        progress("Building the system image of Debian 13 (about a minute, once a week).");
        buildRootfs(recipe, sources, temporary / "bare", log);
        progress("Adding the Docker Engine for the second system image.");
        buildEngineLayer(recipe, temporary / "bare", temporary / "engine", {});
        fs::rename(temporary, folder(key));
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(temporary, ignored);
        throw;
    }
    progress("The system images are ready.");
}

void TemplateStore::use(const std::string &key)
{
    m_key = key;
    writeFile(m_cacheDir / "users" / key / m_instance, m_stateDir.string() + "\n");
}

std::string TemplateStore::newestOther() const
{
    std::string newest;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_cacheDir / "templates", error)) {
        const auto name = entry.path().filename().string();
        if (entry.path().extension() != ".building") {
            newest = std::max(newest, name);
        }
    }
    return newest;
}

// Machines of another sandbox may still stand on an older template, so only those without users go.
void TemplateStore::removeUnused(const std::string &key) const
{
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_cacheDir / "templates", error)) {
        const auto name = entry.path().filename().string();
        bool used = name == key;
        for (const auto &user : fs::directory_iterator(m_cacheDir / "users" / name, error)) {
            used = used || fs::exists(trimmed(readFile(user.path())));
        }
        if (!used) {
            fs::remove_all(entry.path(), error);
            fs::remove_all(m_cacheDir / "users" / name, error);
        }
    }
}

std::vector<MachineTemplate> TemplateStore::list() const
{
    constexpr std::uint64_t disk = 10ULL << 30;
    return {{bareTemplateId, "Linux Debian 13 (Trixie) 64-bit", "debian", "13", "debian", disk, false},
            {engineTemplateId, "Linux Debian 13 (Trixie) 64-bit with Docker", "debian", "13", "debian", disk,
             true}};
}

std::vector<fs::path> TemplateStore::layers(const std::string &templateId) const
{
    if (m_key.empty()) {
        throw std::runtime_error("The system images are not ready yet.");
    }
    if (templateId == bareTemplateId) {
        return {folder(m_key) / "bare"};
    }
    if (templateId == engineTemplateId) {
        return {folder(m_key) / "engine", folder(m_key) / "bare"};
    }
    throw std::runtime_error("There is no template " + templateId + ".");
}

void TemplateStore::release()
{
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_cacheDir / "users", error)) {
        fs::remove(entry.path() / m_instance, error);
    }
}

} // namespace skep::sandbox
