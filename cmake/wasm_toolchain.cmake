# The Emscripten toolchain that `./dev setup` found or fetched.
include(${CMAKE_CURRENT_LIST_DIR}/../build/third_party/emscripten/cmake/Modules/Platform/Emscripten.cmake)
