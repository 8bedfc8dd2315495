#pragma once
// How Dear ImGui is compiled for Tongzhou; the build passes this file as IMGUI_USER_CONFIG.

// The item hooks feed the accessibility mirror and the tests of pages. They are defined beside the
// mirror.
#define IMGUI_ENABLE_TEST_ENGINE

// Characters beyond U+FFFF: rare Chinese characters of names, emoji.
#define IMGUI_USE_WCHAR32

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS

// For two functions it would include a header that takes half a second of each file's compilation.
#define IMGUI_DISABLE_SSE

// Neither is part of the product, and both weigh on the download.
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

#if defined(__EMSCRIPTEN__)
// Glyphs come from the browser alone: no font of its own, and in place of stb_truetype, which is
// what it falls back to, host/glyph_loader.cpp under the name of the other choice.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_ENABLE_FREETYPE

// The program stops at a broken promise, and does not say at which: the tests, natively, do. A
// thousand lines and their files weigh on the download.
#define IM_ASSERT(condition) ((condition) ? static_cast<void>(0) : __builtin_trap())
#endif

// ImVec2 adds and scales: widgets drawn by hand are arithmetic on boxes.
#define IMGUI_DEFINE_MATH_OPERATORS
