// SPDX-License-Identifier: GPL-3.0-or-later
// registrar-image PROGRAM ARCHITECTURE VERSION DIRECTORY writes into DIRECTORY
//   registrar-image.tar.gz  for "docker load"
//   registrar-image.id      the image's id, sha256:…, one line
//   registrar-image.json    id, manifestId (what engines call it that keep images in containerd),
//   architecture, name
#include "app/registrar/imagearchive.h"

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace {

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file || content.empty())
        throw std::runtime_error("cannot read " + path);
    return content;
}

void write(const std::string &path, const std::string &content)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << content;
    file.close();
    if (!file)
        throw std::runtime_error("cannot write " + path);
}

} // namespace

int main(int argc, char **argv)
{
    using namespace skep::registrar;
    if (argc != 5) {
        std::cerr << "usage: registrar-image PROGRAM ARCHITECTURE VERSION DIRECTORY\n";
        return 2;
    }
    try {
        const std::string tag = std::string("skep-registrar:") + argv[3];
        const auto archive = imageArchive({contentOf(argv[1]), "skep-registrar", argv[2], tag});
        const std::string base = std::string(argv[4]) + "/registrar-image";
        write(base + ".tar.gz", gzipped(archive.tar));
        write(base + ".id", archive.imageId + '\n');
        // Nothing in these values needs escaping: digests, a word of the compiler's, a version.
        write(base + ".json",
              R"({"id":")" + archive.imageId + R"(","manifestId":")" + archive.manifestId
                  + R"(","architecture":")" + argv[2] + R"(","name":")" + tag + "\"}\n");
    } catch (const std::exception &e) {
        std::cerr << "registrar-image: " << e.what() << '\n';
        return 1;
    }
    return 0;
}
