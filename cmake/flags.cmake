# Language, warnings and the four build types (one per preset).

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# No build type defines NDEBUG: assert guards against our own mistakes in every build.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(sanitizers "-fsanitize=address,undefined -fno-sanitize-recover=all")
set(CMAKE_CXX_FLAGS_ASAN "-O1 -g1 -fno-omit-frame-pointer ${sanitizers}")
set(CMAKE_CXX_FLAGS_WEB "-Os")

# Most of a compilation goes into headers, so a dozen files of a room are compiled as one: a whole build takes a third of
# the time. Names of one file's own must then differ within a room. Whoever edits file by file uses the debug preset.
set(compile_together ON)
if(CMAKE_BUILD_TYPE STREQUAL Debug)
  set(compile_together OFF)
endif()
set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)

# Paths in the objects are relative to the checkout, so that every checkout shares the compiler cache.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
find_program(CCACHE ccache)
if(CCACHE AND EMSCRIPTEN)
  # emcc is a script; the compiler it starts is what can be cached.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env EM_COMPILER_WRAPPER=${CCACHE} CCACHE_BASEDIR=${CMAKE_SOURCE_DIR})
elseif(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()
set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})

if(EMSCRIPTEN)
  # At compile and link of everything: without it the first throw of a library aborts the page.
  add_compile_options(-fwasm-exceptions)
  # Every browser that knows these exceptions knows such instructions, which are shorter; there is one thread.
  add_compile_options(-mnontrapping-fptoint -mbulk-memory $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics>)
  # Emscripten's stack of 64 KB makes libraries fail silently.
  add_link_options(-fwasm-exceptions -sSTACK_SIZE=1MB -sALLOW_MEMORY_GROWTH)
else()
  add_link_options(-fuse-ld=lld)
endif()

# What our own code is compiled with; third-party code is not.
add_library(tongzhou_flags INTERFACE)
target_compile_options(tongzhou_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror
  # Task{.title = "..."}: members left out hold the defaults that their struct gives them.
  -Wno-missing-designated-field-initializers -Wno-missing-field-initializers)
target_include_directories(tongzhou_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
