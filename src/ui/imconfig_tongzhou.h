#pragma once
// How Dear ImGui is compiled for Tongzhou; the build passes this file as IMGUI_USER_CONFIG.

// The item hooks feed the accessibility mirror and the tests of pages. They are defined beside the
// mirror.
#define IMGUI_ENABLE_TEST_ENGINE

// Characters beyond U+FFFF: rare Chinese characters of names, emoji.
#define IMGUI_USE_WCHAR32

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS

// Neither is part of the product, and both weigh on the download.
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// ImVec2 adds and scales: widgets drawn by hand are arithmetic on boxes.
#define IMGUI_DEFINE_MATH_OPERATORS
