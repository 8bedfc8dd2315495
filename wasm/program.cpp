#include "program.h"

#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>

#include <cmath>
#include <utility>

#include "host/keys.h"
#include "page.h"

namespace tongzhou {

namespace {

constexpr const char* kCanvas = "#canvas";

// While things move, the page's copy of the screen may lag by this much.
constexpr double kMirrorPauseMs = 400;

int wake_on_event(void*, SDL_Event*) {
  page_wake();
  return 0;
}

// ImGui's callbacks carry a context and the pointer given with them.
Program& this_program() {
  return *static_cast<Program*>(ImGui::GetPlatformIO().Platform_ClipboardUserData);
}

}  // namespace

bool Program::start(const Surroundings& surroundings, const Screen& screen) {
  // The page takes keys and text itself; SDL would swallow F5 and know no input methods.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#none");
  auto host = Host::open(interface_, glyphs_, surroundings, screen);
  if (!host) return false;
  host_ = std::move(*host);
  connect_to_page();
  resize(screen);
  room_.keep_offline(session_.preferences().offline);
  session_.resume();
  return true;
}

void Program::connect_to_page() {
  // SDL would size the canvas by whole CSS pixels and warn nobody; the page watches it instead.
  emscripten_set_resize_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, 0, nullptr);
  // A page that listens to this event is never kept for the Back button.
  emscripten_set_beforeunload_callback(nullptr, nullptr);
  SDL_EventState(SDL_POLLSENTINEL, SDL_IGNORE);  // or looking for events would be one, and wake
  SDL_AddEventWatch(wake_on_event, nullptr);
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_ClipboardUserData = this;
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) {
    return this_program().clipboard_.c_str();
  };
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    this_program().set_clipboard(text);
  };
  platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
    this_program().follow_caret(*data);
  };
  platform.Platform_OpenInShellFn = [](ImGuiContext*, const char* address) {
    page_open_address(address);
    return true;
  };
}

void Program::follow_caret(const ImGuiPlatformImeData& caret) const {
  const float zoom = host_->zoom();
  page_follow_caret(caret.WantTextInput, caret.InputPos.x * zoom, caret.InputPos.y * zoom,
                    caret.InputLineHeight * zoom);
}

double Program::frame() {
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) host_->handle(event);
  if (host_->seconds_until_frame() == 0) host_->draw_frame();
  show_mirror();
  return host_->seconds_until_frame();
}

double Program::work_hidden() {
  host_->work_hidden();
  return host_->seconds_until_frame();
}

void Program::resize(const Screen& screen) {
  SDL_SetWindowSize(host_->window(), int(std::lround(float(screen.width_px) / screen.density)),
                    int(std::lround(float(screen.height_px) / screen.density)));
  emscripten_set_canvas_element_size(kCanvas, screen.width_px, screen.height_px);
  host_->resize(screen);
}

bool Program::key(ImGuiKey key, ImGuiKeyChord modifiers, bool down) {
  const ImGuiKeyChord chord = host_->as_shortcut(key | modifiers);
  const bool typing = host_->wants_text();
  const bool ours =
      !(typing && types_character(chord)) && (host_->handles(chord) || acts_in_page(chord, typing));
  host_->key(key, modifiers, down);
  // macOS never tells that a key was released while Cmd is held.
  if (down && (modifiers & ImGuiMod_Super) != 0) host_->key(key, modifiers, false);
  page_wake();
  return ours;
}

const char* Program::copy(ImGuiKey letter) {
  copied_ = false;
  answering_copy_ = true;
  host_->press(ImGuiMod_Ctrl | letter);
  answering_copy_ = false;
  page_wake();
  return copied_ ? clipboard_.c_str() : nullptr;
}

void Program::paste(std::string text) {
  clipboard_ = std::move(text);
  host_->press(ImGuiMod_Ctrl | ImGuiKey_V);
  page_wake();
}

void Program::set_clipboard(const char* text) {
  clipboard_ = text;
  copied_ = true;
  if (!answering_copy_) page_copy(text);
}

void Program::heard(std::span<const std::byte> message) {
  session_.hear(message);
  host_->wake();
}

void Program::returned() { session_.returned(); }

void Program::set_storage_facts(StorageFacts facts) {
  session_.set_storage_facts(facts);
  host_->wake();
}

void Program::show_mirror() {
  const double now = emscripten_get_now();
  if (!host_->settled() && now - mirrored_at_ < kMirrorPauseMs) return;
  mirrored_at_ = now;
  std::span<const access::Node> nodes;
  if (host_->mirrored()) nodes = host_->tree().nodes();
  const std::string changes = mirror_.changes(nodes, host_->zoom());
  if (!changes.empty()) page_mirror(changes.c_str());
  for (const access::Announcement& said : host_->tree().take_announcements()) {
    if (!host_->mirrored()) continue;
    page_announce(said.sentence.c_str(), said.urgency == access::Urgency::assertive);
  }
}

}  // namespace tongzhou
