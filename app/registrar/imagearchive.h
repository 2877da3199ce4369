// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace skep::registrar {

//! What goes into the image: one program, nothing else.
struct ImageContent
{
    std::string program; //!< the bytes of the executable
    std::string programName; //!< its name in the image's root, also the entry point
    std::string architecture; //!< in Go's words: amd64, arm64
    std::string tag; //!< what "docker images" calls it
};

//! An archive for "docker load" and the image's id in engines that count by configuration (imageId) and in
//! those that keep images in containerd (manifestId).
struct ImageArchive
{
    std::string tar;
    std::string imageId;
    std::string manifestId;
};

//! Writes the archive. The same content gives the same bytes, so the ids are the same on every node and known
//! before any engine has seen the image.
ImageArchive imageArchive(const ImageContent &content);

std::string sha256Hex(const std::string &data);

//! The same input gives the same bytes: no name and no date inside.
std::string gzipped(const std::string &data);

} // namespace skep::registrar
