#include "host/host.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "host/crisp.h"
#include "host/glyph_loader.h"
#include "host/painted_glyphs.h"
#include "imgui_impl_opengl3.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"

#ifdef __EMSCRIPTEN__
#include <SDL_opengles2.h>
#else
#include <SDL_opengl.h>
#endif

namespace tongzhou {

namespace {

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// WebGL2 is OpenGL ES 3; the desktop's 3.2 core is as old and on every machine.
const char* choose_graphics() {
#ifdef __EMSCRIPTEN__
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  return "#version 300 es";
#else
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
  return "#version 150";
#endif
}

// Where the n-th character of UTF-8 text begins.
int bytes_before(std::string_view text, int characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && characters-- == 0) break;
  }
  return int(at);
}

// A tooltip waits until the mouse has rested on its item for a while.
double seconds_until_tooltip(const ImGuiContext& context) {
  if (context.HoverItemDelayId == 0) return Pacing::kNever;
  const bool rested = context.HoverItemUnlockedStationaryId == context.HoverItemDelayId;
  const float delay = context.Style.HoverDelayNormal - context.HoverItemDelayTimer;
  if (rested && delay <= 0) return Pacing::kNever;
  const float rest =
      rested ? 0.0F : context.Style.HoverStationaryDelay - context.MouseStationaryTimer;
  return std::max({0.0F, rest, delay});
}

constexpr double kSelectingPause = 0.03;

// The backend hands pixels back by truncating size times scale; this keeps it from losing one.
constexpr float kTruncationGuard = 0.01F;

}  // namespace

Result<std::unique_ptr<Host>> Host::open(Interface& interface, GlyphSource& glyphs,
                                         const Surroundings& surroundings, const Screen& screen) {
  std::unique_ptr<Host> host(new Host(interface, screen));
  if (!host->open_window()) {
    return failure({Word::host_no_window, {SDL_GetError()}}, {Word::host_plans_are_safe, {}},
                   {Word::host_no_window_todo, {}});
  }
  host->start_imgui(glyphs, surroundings);
  return host;
}

bool Host::open_window() {
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  choose_graphics();
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  title_ = interface_.title();
  window_ = SDL_CreateWindow(title_.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                             screen_.width_px, screen_.height_px,
                             SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (window_ == nullptr) return false;
  graphics_ = SDL_GL_CreateContext(window_);
  if (graphics_ == nullptr) return false;
  SDL_GL_SetSwapInterval(1);
  return true;
}

void Host::start_imgui(GlyphSource& glyphs, const Surroundings& surroundings) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;  // a blinking caret would keep a sleeping page awake
  io.ConfigMacOSXBehaviors = surroundings.mac;
  io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  glyphs_ = &glyphs;
  const Fonts fonts = load_fonts(*io.Fonts, glyphs);
  io.FontDefault = fonts.regular;
  ImGui::GetStyle().FontSizeBase = line_box(14);
  ImGui_ImplSDL2_InitForOpenGL(window_, graphics_);
  ImGui_ImplSDL2_SetGamepadMode(ImGui_ImplSDL2_GamepadMode_Manual);
  ImGui_ImplOpenGL3_Init(choose_graphics());
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_ImeUserData = this;
  platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* caret) {
    static_cast<Host*>(ImGui::GetPlatformIO().Platform_ImeUserData)->place_input_method(*caret);
  };
  tree_.attach();
  interface_.start(fonts, surroundings);
}

Host::~Host() {
  if (ImGui::GetCurrentContext() != nullptr) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
  }
  if (graphics_ != nullptr) SDL_GL_DeleteContext(graphics_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  SDL_Quit();
}

void Host::wake() { pacing_.happened(); }

double Host::seconds_until_frame() const {
  return graphics_lost_ ? Pacing::kNever : pacing_.wait(now_seconds());
}

void Host::resize(const Screen& screen) {
  screen_ = screen;
  wake();
}

void Host::surroundings_changed(const Surroundings& surroundings) {
  interface_.surroundings_changed(surroundings);
  wake();
}

namespace {

// Ctrl, Shift, Alt or the logo key itself, or a key with one of those held that make shortcuts.
bool concerns_modifiers(const SDL_KeyboardEvent& event) {
  const SDL_Scancode code = event.keysym.scancode;
  return (code >= SDL_SCANCODE_LCTRL && code <= SDL_SCANCODE_RGUI) ||
         (event.keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0;
}

}  // namespace

void Host::handle(const SDL_Event& event) {
  wake();
  switch (event.type) {
    case SDL_MOUSEMOTION: handle_motion(event.motion); break;
    case SDL_TEXTEDITING:
      compose({event.edit.text, bytes_before(event.edit.text, event.edit.start)});
      break;
    case SDL_TEXTEDITING_EXT:
      compose({event.editExt.text, bytes_before(event.editExt.text, event.editExt.start)});
      SDL_free(event.editExt.text);
      break;
    case SDL_TEXTINPUT: type(event.text.text); break;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      if (concerns_modifiers(event.key)) take_pending_input();
      ImGui_ImplSDL2_ProcessEvent(&event);
      break;
    default: ImGui_ImplSDL2_ProcessEvent(&event);
  }
}

void Host::place_input_method(const ImGuiPlatformImeData& caret) const {
  if (!caret.WantTextInput) {
    SDL_StopTextInput();
    return;
  }
  const float units = scale() / window_density();
  const SDL_Rect box{int(caret.InputPos.x * units), int(caret.InputPos.y * units), 1,
                     int(caret.InputLineHeight * units)};
  SDL_SetTextInputRect(&box);
  SDL_StartTextInput();
}

float Host::window_density() const {
  int width = 1;
  SDL_GetWindowSize(window_, &width, nullptr);
  return float(screen_.width_px) / float(std::max(1, width));
}

void Host::handle_motion(const SDL_MouseMotionEvent& motion) {
  ImGuiIO& io = ImGui::GetIO();
  const float units = scale() / window_density();
  mouse_ = {float(motion.x) / units, float(motion.y) / units};
  io.AddMouseSourceEvent(motion.which == SDL_TOUCH_MOUSEID ? ImGuiMouseSource_TouchScreen
                                                           : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(mouse_.x, mouse_.y);
}

void Host::key(ImGuiKey key, ImGuiKeyChord modifiers, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  for (const ImGuiKey modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super}) {
    io.AddKeyEvent(modifier, (modifiers & modifier) != 0);
  }
  if (key != ImGuiKey_None) io.AddKeyEvent(key, down);
  wake();
}

void Host::type(const std::string& text) {
  composition_ = {};
  ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
  wake();
}

void Host::compose(Composition composition) {
  composition_ = std::move(composition);
  wake();
}

ImGuiKeyChord Host::as_shortcut(ImGuiKeyChord held) const {
  if (!ImGui::GetIO().ConfigMacOSXBehaviors) return held;
  ImGuiKeyChord chord = held & ~(ImGuiMod_Ctrl | ImGuiMod_Super);
  if ((held & ImGuiMod_Ctrl) != 0) chord |= ImGuiMod_Super;
  if ((held & ImGuiMod_Super) != 0) chord |= ImGuiMod_Ctrl;
  return chord;
}

void Host::take_pending_input() {
  constexpr int kMostFrames = 8;
  for (int i = 0; i < kMostFrames && !ImGui::GetCurrentContext()->InputEventsQueue.empty(); ++i)
    draw_frame();
}

void Host::press(ImGuiKeyChord chord) {
  const auto key_only = ImGuiKey(chord & ~ImGuiMod_Mask_);
  take_pending_input();
  key(key_only, as_shortcut(chord) & ImGuiMod_Mask_, true);
  draw_frame();
  key(key_only, 0, false);
  draw_frame();
}

bool Host::wants_text() const {
  const int next = ImGui::GetCurrentContext()->WantTextInputNextFrame;
  return next < 0 ? ImGui::GetIO().WantTextInput : next != 0;
}

bool Host::owns_wheel() const {
  const ImGuiID owner = ImGui::GetKeyOwner(ImGuiKey_MouseWheelY);
  return owner != ImGuiKeyOwner_Any && owner != ImGuiKeyOwner_NoOwner;
}

void Host::graphics_lost() {
  graphics_lost_ = true;
  ImGui_ImplOpenGL3_DestroyDeviceObjects();  // the next frame makes them anew
}

void Host::graphics_restored() {
  graphics_lost_ = false;
  wake();
}

void Host::begin_frame() {
  tree_.begin_frame();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (screen_.density != 1.0F || interface_.zoom() != 1.0F) {
    // The backend has just told ImGui sizes and a mouse position in the window's own units.
    io.DisplaySize = {(float(screen_.width_px) + kTruncationGuard) / scale(),
                      (float(screen_.height_px) + kTruncationGuard) / scale()};
    io.DisplayFramebufferScale = {scale(), scale()};
    if (ImGui::IsMousePosValid()) io.AddMousePosEvent(mouse_.x, mouse_.y);
  }
  ImGui::NewFrame();
  set_density(*io.Fonts, scale());
  ImGui::GetDrawListSharedData()->InitialFringeScale = 1.0F / scale();
}

void Host::draw_frame() {
  if (graphics_lost_) return;
  const double begun = now_seconds();
  interface_.advance();
  begin_frame();
  interface_.draw();
  const ImGuiPlatformImeData& input = ImGui::GetCurrentContext()->PlatformImeData;
  draw_composition(composition_, input.InputPos, input.InputLineHeight);
  ImGui::Render();
  tree_.end_frame();
  render();
  const double ended = now_seconds();
  figures_.last_milliseconds = (ended - begun) * 1000;
  ++figures_.drawn;
  SDL_GL_SwapWindow(window_);
  pacing_.drawn(ended,
                std::min(interface_.seconds_until_next_frame(), seconds_until_imgui_changes()));
  if (std::string title = interface_.title(); title != title_) {
    title_ = std::move(title);
    SDL_SetWindowTitle(window_, title_.c_str());
  }
}

void Host::work_hidden() {
  interface_.advance();
  pacing_.drawn(now_seconds(), interface_.seconds_until_next_frame());
}

void Host::render() {
  ImDrawData& data = *ImGui::GetDrawData();
  snap_glyphs(data, scale());
  glViewport(0, 0, screen_.width_px, screen_.height_px);
  // Makes shaders where there are none yet. That waits for the graphics, which at the start are
  // still busy with themselves: not before the first frame has been laid out.
  ImGui_ImplOpenGL3_NewFrame();
  const ImVec4 ground = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
  glClearColor(ground.x, ground.y, ground.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  if (PaintedGlyphs* painted = glyphs_->painted())
    for (ImTextureData* texture : *data.Textures) painted->update(*ImGui::GetIO().Fonts, *texture);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

double Host::seconds_until_imgui_changes() const {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (context.InputEventsQueue.Size > 0) return 0;  // it takes at most one click a frame
  // What was activated in this frame, or is to be in the next, shows it one frame later.
  if (context.ActiveId != context.ActiveIdPreviousFrame || context.NavNextActivateId != 0 ||
      context.NavMoveSubmitted || context.NavInitRequest)
    return 0;
  if (context.DimBgRatio > 0 && context.DimBgRatio < 1) return 0;
  double seconds = seconds_until_tooltip(context);
  // A text field with the pointer held beyond its end scrolls by itself.
  const bool selecting = context.ActiveId != 0 && context.ActiveId == context.InputTextState.ID;
  if (selecting && ImGui::IsAnyMouseDown()) seconds = std::min(seconds, kSelectingPause);
  for (const ImGuiWindow* window : context.Windows) {
    // Measured, about to be shown. One that closed before it was seen keeps its count for good.
    if (window->Active && window->HiddenFramesCannotSkipItems > 0) return 0;
  }
  return seconds;
}

}  // namespace tongzhou
