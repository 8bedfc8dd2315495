# libsodium: all of its portable C; what a program does not ask for, the linker leaves out. Its own build asks the machine
# for assembler and instructions, so that it would differ from one to the other.

set(libsodium ${CMAKE_CURRENT_BINARY_DIR}/libsodium)
file(COPY ${TONGZHOU_SOURCES}/libsodium/src/libsodium/ DESTINATION ${libsodium} FILES_MATCHING PATTERN "*.[ch]" PATTERN "*.in")
set(VERSION 1.0.22)
set(SODIUM_LIBRARY_VERSION_MAJOR 26)
set(SODIUM_LIBRARY_VERSION_MINOR 3)
set(SODIUM_LIBRARY_MINIMAL_DEF "")
configure_file(${libsodium}/include/sodium/version.h.in ${libsodium}/include/sodium/version.h @ONLY)

file(GLOB_RECURSE libsodium_sources RELATIVE ${libsodium} ${libsodium}/*.c)
set(libsodium_defines CONFIGURED=1 SODIUM_STATIC=1 NATIVE_LITTLE_ENDIAN=1)
if(NOT EMSCRIPTEN)
  list(APPEND libsodium_defines HAVE_TI_MODE=1 HAVE_EXPLICIT_BZERO=1)
endif()
add_archive(sodium ${libsodium}
  SOURCES ${libsodium_sources}
  INCLUDES include include/sodium
  DEFINITIONS ${libsodium_defines}
  OPTIONS ${small})
install(FILES ${libsodium}/include/sodium.h DESTINATION include)
install(DIRECTORY ${libsodium}/include/sodium DESTINATION include FILES_MATCHING PATTERN "*.h")
