// Runs an Interface in one window: SDL2 for the window and its events, OpenGL (WebGL2 in a browser)
// for drawing, Dear ImGui in between. It knows nothing of what the interface shows.
//
// Whose loop it is differs (a browser calls back, a desktop program waits), so the main of each
// calls:
//
//   handle(event) for every SDL event; wake() when something else happened
//   seconds_until_frame() to learn how long to sleep
//   draw_frame() when that is 0
#pragma once

#include <SDL.h>

#include <memory>
#include <string>

#include "core/result.h"
#include "host/composition.h"
#include "host/glyph_source.h"
#include "host/pacing.h"
#include "imgui.h"
#include "ui/access.h"
#include "ui/interface.h"

namespace tongzhou {

// The drawing surface: its pixels, and how many of them make one CSS pixel.
struct Screen {
  int width_px = 0;
  int height_px = 0;
  float density = 1.0F;
};

// Figures for measuring and tests.
struct FrameFigures {
  long drawn = 0;                // since the start
  double last_milliseconds = 0;  // our own time: from handing ImGui its input to the last GL call
};

class Host {
 public:
  // Opens the window. Everything passed in must outlive the host.
  static Result<std::unique_ptr<Host>> open(Interface& interface, GlyphSource& glyphs,
                                            const Surroundings& surroundings, const Screen& screen);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  void handle(const SDL_Event& event);
  void wake();
  double seconds_until_frame() const;
  void draw_frame();
  // What falls due while nobody can see the window: the interface's work, without a picture.
  void work_hidden();

  void resize(const Screen& screen);
  void surroundings_changed(const Surroundings& surroundings);

  // Text and keys from elsewhere than SDL (a browser's text field), as they are on the keyboard.
  void key(ImGuiKey key, ImGuiKeyChord modifiers, bool down);
  // The same keys in the words of ImGui and of shortcuts, where macOS's Cmd is called Ctrl, and
  // back.
  ImGuiKeyChord as_shortcut(ImGuiKeyChord held) const;
  void type(const std::string& text);
  void compose(Composition composition);
  // A whole chord at once, such as the Ctrl+V that a paste event stands for; draws the frames that
  // it takes to act on it, so that what it copied is known on return.
  void press(ImGuiKeyChord chord);

  // Graphics memory may be taken away (webglcontextlost) and given back; in between nothing is
  // drawn.
  void graphics_lost();
  void graphics_restored();

  bool handles(ImGuiKeyChord chord) const { return interface_.handles(chord); }
  // Whether the wheel, with whatever keys, acts on what is under the pointer in a way of its own.
  bool owns_wheel() const;
  // A field has the keyboard. (ImGui's own flag says so a frame later.)
  bool wants_text() const;
  access::Tree& tree() { return tree_; }
  bool settled() const { return pacing_.settled(); }
  float zoom() const { return interface_.zoom(); }
  bool mirrored() const { return interface_.mirrored(); }
  const FrameFigures& figures() const { return figures_; }
  SDL_Window* window() const { return window_; }

 private:
  Host(Interface& interface, const Screen& screen) : interface_(interface), screen_(screen) {}
  bool open_window();
  void start_imgui(GlyphSource& glyphs, const Surroundings& surroundings);
  // Draws until ImGui has taken what was pressed so far. It takes no shortcut in the frame that
  // brings its Ctrl, nor in one that takes the Ctrl away again: whoever types fast does both in
  // one.
  void take_pending_input();
  void begin_frame();
  void render();
  void handle_motion(const SDL_MouseMotionEvent& motion);
  void place_input_method(const ImGuiPlatformImeData& caret) const;
  float window_density() const;  // pixels to one of SDL's units of this window
  float scale() const { return screen_.density * interface_.zoom(); }
  double seconds_until_imgui_changes() const;

  GlyphSource* glyphs_ = nullptr;
  Interface& interface_;
  Screen screen_;
  SDL_Window* window_ = nullptr;
  SDL_GLContext graphics_ = nullptr;
  bool graphics_lost_ = false;
  access::Tree tree_;
  Composition composition_;
  Pacing pacing_;
  FrameFigures figures_;
  std::string title_;
  ImVec2 mouse_ = {};
};

}  // namespace tongzhou
