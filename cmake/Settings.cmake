# SPDX-License-Identifier: GPL-3.0-or-later
# Every target links skep_settings: one place for warnings, hardening and sanitizers.
# skep_qt_settings adds what holds for code that uses Qt.

add_library(skep_settings INTERFACE)
target_include_directories(skep_settings INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(skep_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wformat=2
    -Wold-style-cast -Werror=return-type -Werror=switch -fstack-protector-strong
    $<$<BOOL:${SKEP_WERROR}>:-Werror>)
# What is given to people; tests/checks/hardening.py looks for it in the programs.
set(SKEP_HARDENING -fstack-clash-protection)
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    list(APPEND SKEP_HARDENING -fcf-protection)
endif()
if(NOT SKEP_SANITIZE)
    list(APPEND SKEP_HARDENING -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
target_compile_options(skep_settings INTERFACE "$<$<NOT:$<CONFIG:Debug>>:${SKEP_HARDENING}>")
target_link_options(skep_settings INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
if(SKEP_SANITIZE)
    target_compile_options(skep_settings INTERFACE -fsanitize=${SKEP_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(skep_settings INTERFACE -fsanitize=${SKEP_SANITIZE})
endif()

add_library(skep_qt_settings INTERFACE)
target_link_libraries(skep_qt_settings INTERFACE skep_settings)
target_compile_options(skep_qt_settings INTERFACE -Wconversion -Wsign-conversion)
target_compile_definitions(skep_qt_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400)

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_link_options(-fuse-ld=mold)
endif()
