# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed besides the programs, and the Debian package (cpack in the build folder).
install(FILES packaging/desktop/io.github.skep.Skep.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/desktop/io.github.skep.Skep.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/skep RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME skep)
set(CPACK_PACKAGE_CONTACT "Skep developers <skep@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# A floor for libssh: earlier builds lack fixes for hostile servers.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libssh-4 (>= 0.10.6-0+deb12u3), libqt6svg6, qt6-qpa-plugins")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | libsecret-1-0")
# The sandbox's own needs; the application works without them.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "lxc, mmdebstrap, iptables, iproute2")
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_STRIP_FILES ON)
include(CPack)
