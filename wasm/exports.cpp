// What the page may call. Pointers are the caller's and good for the call only.
#include <emscripten.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "host/keys.h"
#include "program.h"
#include "rescue.h"

namespace tongzhou {
namespace {

// The one program of this page; C functions have no other way to it.
std::unique_ptr<Program> program;
// In its place where only a plan is to be brought out.
std::unique_ptr<Rescue> rescue;

BrowserSafeLane& safe_lane() { return rescue ? rescue->safe_lane() : program->safe_lane(); }

Surroundings surroundings_from(const char* language, bool dark, bool contrast, bool mac) {
  return {.language = language, .dark = dark, .high_contrast = contrast, .mac = mac};
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE bool tongzhou_start(const char* language, bool dark, bool contrast, bool mac,
                                         int width_px, int height_px, float density) {
  program = std::make_unique<Program>();
  return program->start(surroundings_from(language, dark, contrast, mac),
                        {width_px, height_px, density});
}

// Instead of a start: hands the plan that was open out as a file.
EMSCRIPTEN_KEEPALIVE void tongzhou_rescue(bool chinese) {
  rescue = std::make_unique<Rescue>();
  rescue->begin(chinese ? Language::chinese : Language::english);
}

// Draws if anything asks for it. Returns the seconds until the next frame falls due, maybe
// infinity.
EMSCRIPTEN_KEEPALIVE double tongzhou_frame() { return program->frame(); }
EMSCRIPTEN_KEEPALIVE double tongzhou_work_hidden() { return program->work_hidden(); }
EMSCRIPTEN_KEEPALIVE void tongzhou_wake() { program->host().wake(); }

EMSCRIPTEN_KEEPALIVE void tongzhou_resize(int width_px, int height_px, float density) {
  program->resize({width_px, height_px, density});
}

EMSCRIPTEN_KEEPALIVE void tongzhou_surroundings(const char* language, bool dark, bool contrast,
                                                bool mac) {
  program->host().surroundings_changed(surroundings_from(language, dark, contrast, mac));
}

// True when the key is the page's, so that the browser must not act on it.
EMSCRIPTEN_KEEPALIVE bool tongzhou_key(const char* key, const char* code, int modifiers,
                                       bool down) {
  return program->key(key_from_dom(key, code), modifiers, down);
}

// Whether turning the wheel with Ctrl held is ours, so that the browser must not magnify the page.
EMSCRIPTEN_KEEPALIVE bool tongzhou_owns_wheel() { return program->host().owns_wheel(); }

EMSCRIPTEN_KEEPALIVE void tongzhou_type(const char* text) { program->host().type(text); }

EMSCRIPTEN_KEEPALIVE void tongzhou_compose(const char* text, int caret_bytes) {
  program->host().compose({text, caret_bytes});
}

// What a copy (or cut) takes, or null when there is nothing to take.
EMSCRIPTEN_KEEPALIVE const char* tongzhou_copy(bool cut) {
  return program->copy(cut ? ImGuiKey_X : ImGuiKey_C);
}

EMSCRIPTEN_KEEPALIVE void tongzhou_paste(const char* text) { program->paste(text); }

EMSCRIPTEN_KEEPALIVE void tongzhou_file_dropped(const char* name, int origin,
                                                const std::byte* bytes, std::size_t size) {
  program->interface().file_dropped({name, {bytes, bytes + size}, origin});
  program->host().wake();
}

// The ends of what was asked through page.h, by the number given there.
EMSCRIPTEN_KEEPALIVE void tongzhou_file_opened(int request, const char* name, int origin,
                                               const std::byte* bytes, std::size_t size) {
  program->files().opened(request, {name, {bytes, bytes + size}, origin});
  program->host().wake();
}
EMSCRIPTEN_KEEPALIVE void tongzhou_file_unreadable(int request, const char* detail) {
  program->files().unreadable(request, detail);
  program->host().wake();
}
EMSCRIPTEN_KEEPALIVE void tongzhou_file_dismissed(int request) {
  program->files().dismissed(request);
}
EMSCRIPTEN_KEEPALIVE void tongzhou_file_unsaved(int request, const char* detail) {
  program->files().unsaved(request, detail);
  program->host().wake();
}
EMSCRIPTEN_KEEPALIVE void tongzhou_file_saved(int request) {
  program->files().saved(request);
  program->host().wake();
}
// `trouble` is a StorageTrouble, -1 for success, or -2 where the person dismissed the dialog.
EMSCRIPTEN_KEEPALIVE void tongzhou_folder_answered(int request, int trouble, const char* text,
                                                   const std::byte* bytes, std::size_t size) {
  BrowserFolders& folders = program->folders();
  if (trouble >= 0)
    folders.answered(request, std::unexpected(StorageFailure{StorageTrouble(trouble), text}));
  else if (trouble == -1)
    folders.answered(request, BrowserFolders::Answer{text, {bytes, bytes + size}});
  else
    folders.dismissed(request);
  program->host().wake();
}
EMSCRIPTEN_KEEPALIVE void tongzhou_safe_found(int request, const char* key, const std::byte* bytes,
                                              std::size_t size) {
  safe_lane().found(request, key, {bytes, bytes + size});
}
// `trouble` is a StorageTrouble, or -1 for success.
EMSCRIPTEN_KEEPALIVE void tongzhou_safe_finished(int request, int trouble, const char* detail) {
  std::optional<StorageFailure> failure;
  if (trouble >= 0) failure = StorageFailure{StorageTrouble(trouble), detail};
  safe_lane().finished(request, std::move(failure));
  if (program) program->host().wake();
}

EMSCRIPTEN_KEEPALIVE void tongzhou_activate(ImGuiID id) {
  program->host().tree().activate(id);
  program->host().wake();
}

EMSCRIPTEN_KEEPALIVE void tongzhou_heard(const std::byte* bytes, std::size_t size) {
  program->heard({bytes, size});
}
// The person is back at this page after it was out of sight.
EMSCRIPTEN_KEEPALIVE void tongzhou_returned() { program->returned(); }
// `kept` is a StorageFacts::Kept, `page` a StorageFacts::Page.
EMSCRIPTEN_KEEPALIVE void tongzhou_storage_facts(int kept, double used_bytes, int page) {
  program->set_storage_facts(
      {StorageFacts::Kept(kept), static_cast<std::uint64_t>(used_bytes), StorageFacts::Page(page)});
}

EMSCRIPTEN_KEEPALIVE void tongzhou_update_ready() {
  program->interface().update_ready();
  program->host().wake();
}

EMSCRIPTEN_KEEPALIVE bool tongzhou_may_close() { return program->interface().may_close(); }

EMSCRIPTEN_KEEPALIVE void tongzhou_graphics_lost() { program->host().graphics_lost(); }
EMSCRIPTEN_KEEPALIVE void tongzhou_graphics_restored() { program->host().graphics_restored(); }

EMSCRIPTEN_KEEPALIVE double tongzhou_frames_drawn() {
  return double(program->host().figures().drawn);
}
EMSCRIPTEN_KEEPALIVE double tongzhou_last_frame_milliseconds() {
  return program->host().figures().last_milliseconds;
}

}  // extern "C"

}  // namespace tongzhou
