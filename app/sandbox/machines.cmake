# SPDX-License-Identifier: GPL-3.0-or-later
# The hypervisor of the sandbox: LXC machines, their network, firewall, templates and images. No Qt.
pkg_check_modules(lxc REQUIRED IMPORTED_TARGET lxc)
find_package(nlohmann_json 3.11 REQUIRED)

add_library(skep_sandbox_machines STATIC
    aptsources.cpp aptsources.h
    cgroups.cpp cgroups.h
    consulentrypoint.h
    container.cpp container.h
    files.cpp files.h
    firewall.cpp firewall.h
    hoststate.cpp hoststate.h
    hosttrouble.cpp hosttrouble.h
    imagelayout.cpp imagelayout.h
    images.cpp images.h
    isolatednetworks.cpp isolatednetworks.h
    lxcmachines.cpp lxcmachines.h
    machinedisk.cpp machinedisk.h
    machines.h
    network.cpp network.h
    nftables.cpp nftables.h
    process.cpp process.h
    registry.cpp registry.h
    routerfirewall.cpp routerfirewall.h
    rootfs.cpp rootfs.h
    templates.cpp templates.h)
target_link_libraries(skep_sandbox_machines
    PUBLIC skep_settings
    PRIVATE PkgConfig::lxc OpenSSL::Crypto nlohmann_json::nlohmann_json Threads::Threads)
