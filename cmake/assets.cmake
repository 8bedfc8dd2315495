# What is made from assets/ at build time and compiled into core: the words and the embedded text files.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(generated ${CMAKE_BINARY_DIR}/generated)

file(GLOB word_files CONFIGURE_DEPENDS assets/words/*.tsv)
add_custom_command(
  OUTPUT ${generated}/words_generated.cpp
  BYPRODUCTS ${generated}/core/words_generated.h
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/generate_words.py
          ${generated}/core/words_generated.h ${generated}/words_generated.cpp ${word_files}
  DEPENDS ${word_files} cmake/generate_words.py
  COMMENT "Words of both languages" VERBATIM)

file(GLOB embedded_files CONFIGURE_DEPENDS assets/templates/* assets/forms/* assets/letters/*)
add_custom_command(
  OUTPUT ${generated}/assets_generated.cpp
  BYPRODUCTS ${generated}/core/assets_generated.h
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/embed_assets.py
          ${generated}/core/assets_generated.h ${generated}/assets_generated.cpp
          ${CMAKE_SOURCE_DIR}/assets ${embedded_files}
  DEPENDS ${embedded_files} cmake/embed_assets.py cmake/generate_words.py
  COMMENT "Embedded texts" VERBATIM)

# Its own target, because every room includes the generated headers and must wait for them.
add_library(tongzhou_assets STATIC ${generated}/words_generated.cpp ${generated}/assets_generated.cpp)
target_include_directories(tongzhou_assets PUBLIC ${generated})
target_link_libraries(tongzhou_assets PRIVATE tongzhou_flags)
