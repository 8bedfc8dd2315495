# The browser program: tongzhou.js and tongzhou.wasm, of which shell/assemble.mjs makes the page. The script defines
# createTongzhou(module), which answers a promise; it is a classic script, because a page opened by double click may
# not import modules.

file(GLOB page_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/*.cpp)
if(page_sources)
  # Tests know every word by its key; the page, where they weigh, has only the keys that files hold. This text stands in
  # place of the one in tongzhou_assets, because it is linked first.
  file(GLOB record_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/model/records/*.h)
  list(JOIN record_files "," record_list)
  add_custom_command(
    OUTPUT ${generated}/page/words_generated.cpp
    BYPRODUCTS ${generated}/page/words_generated.h
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/generate_words.py --few-keys ${record_list}
            ${generated}/page/words_generated.h ${generated}/page/words_generated.cpp ${word_files}
    DEPENDS ${word_files} ${record_files} cmake/generate_words.py
    COMMENT "Words of the page" VERBATIM)
  add_executable(tongzhou_web ${page_sources} ${generated}/page/words_generated.cpp)
  # First: in the place of the one whose numbers may have fractions (cmake/third_party/CMakeLists.txt).
  target_link_libraries(tongzhou_web PRIVATE third_party::fmt_whole tongzhou_flags tongzhou_host)
  set_target_properties(tongzhou_web PROPERTIES
    UNITY_BUILD ${compile_together}
    OUTPUT_NAME tongzhou
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
    LINK_DEPENDS "${CMAKE_SOURCE_DIR}/wasm/page.js;${CMAKE_SOURCE_DIR}/wasm/graphics.js;${CMAKE_SOURCE_DIR}/cmake/sort_functions.py")
  target_compile_options(tongzhou_web PRIVATE -Oz -fignore-exceptions -fno-rtti)  # as add_room says
  target_link_options(tongzhou_web PRIVATE
    --js-library=${CMAKE_SOURCE_DIR}/wasm/page.js
    --js-library=${CMAKE_SOURCE_DIR}/wasm/graphics.js
    -Oz  # what is compiled with -Os still shrinks as a whole
    # Functions that only one other calls are left where they are: put into it, they pack worse, by 25 KB in all. How
    # memory is aligned is a hint that no engine for today's processors takes; without it code is alike more often.
    -sBINARYEN_EXTRA_PASSES=converge,one-caller-inline-max-function-size=20,flexible-inline-max-function-size=10,dealign
    --no-entry
    -Wl,--wrap=_ZN5ImGui9EndTabBarEv,--wrap=_ZN5ImGui14EndMultiSelectEv  # wasm/imgui_absent.cpp
    -Wl,--wrap=_ZN5ImGui10SelectableEPKcbiRK6ImVec2
    -Wl,--wrap=sscanf,--wrap=vsnprintf,--wrap=fiprintf,--wrap=strtod,--wrap=strstr,--wrap=qsort,--wrap=__rem_pio2_large,--wrap=fill_fopen64_filefunc  # wasm/libraries_absent.cpp
    -Wl,--wrap=_ZN5ImGui15StyleColorsDarkEP10ImGuiStyle,--wrap=_ZN5ImGui14DestroyContextEP12ImGuiContext
    -Wl,--wrap=_ZN5ImGui17RenderMouseCursorE6ImVec2fijjj
    -Wl,--wrap=SDL_GestureProcessEvent,--wrap=SDL_SendTouch,--wrap=SDL_SendTouchMotion,--wrap=SDL_AddTouch,--wrap=SDL_ShowMessageBox,--wrap=emscripten_compute_dom_pk_code  # wasm/sdl_absent.cpp
    -Wl,--wrap=SDL_ConvertSurfaceFormat  # with it go all the ways of copying pictures (wasm/sdl_absent.cpp)
    -sENVIRONMENT=web -sFILESYSTEM=0
    -sMODULARIZE -sEXPORT_NAME=createTongzhou
    -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sEXPORTED_FUNCTIONS=_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=stringToNewUTF8,UTF8ToString,HEAPU8)
  add_custom_command(TARGET tongzhou_web POST_BUILD
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/sort_functions.py ${EMSCRIPTEN_ROOT_PATH}/em-config
            ${CMAKE_BINARY_DIR}/tongzhou.wasm
    COMMENT "Functions that are alike beside each other" VERBATIM)
endif()
