// What a window runs: its owner draws it, tells it what happened outside, and asks how long it may
// sleep. All coordinates are those of Dear ImGui, in CSS pixels: the owner multiplies by the
// screen's density and by `zoom`, and puts glyphs on whole device pixels, so nothing here scales
// anything.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "core/ports.h"

struct ImFont;

namespace tongzhou {

// Two weights of the system's interface font; every script the machine can show, in both.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
};

// ImGui measures a font by its line box, people by its em. PushFont(fonts.semibold, line_box(16))
// gives 16 px type; any whole em from 10 to 48 comes out exactly.
inline float line_box(float em_px) { return std::round(1.25F * em_px); }

// What the system around the window prefers. May change while the program runs.
struct Surroundings {
  std::string language = "zh-CN";  // BCP 47, the first that the user asks for
  bool dark = false;
  bool high_contrast = false;
  bool mac = false;  // shortcuts are said with Cmd; ImGui already swaps Ctrl and Cmd
};

struct Interface {
  static constexpr double kAsleep = std::numeric_limits<double>::infinity();

  virtual ~Interface() = default;

  // Once, before the first frame, with an ImGui context current: set the style here.
  virtual void start(const Fonts& fonts, const Surroundings& surroundings) = 0;
  virtual void surroundings_changed(const Surroundings& surroundings) = 0;

  // Waiting work without drawing: commands, jobs, saving. At most a few milliseconds. Called before
  // each frame, and alone when it falls due while the window is hidden.
  virtual void advance() {}

  // Draws everything, between ImGui::NewFrame and ImGui::Render.
  virtual void draw() = 0;

  // How long after this frame the next is wanted if nothing happens: 0 = at once (animation, job).
  virtual double seconds_until_next_frame() const { return kAsleep; }

  // Whether this key with these modifiers (ImGuiKeyChord) does something now; all others, such as
  // F5 and Ctrl+L, are left to the browser. Keys that move the focus or edit text need no mention;
  // those that make a character are not asked for while a field takes text.
  virtual bool handles(int /*key_chord*/) const { return false; }

  virtual void file_dropped(NamedBytes file) = 0;

  // A newer version of the program is here and starts the next time.
  virtual void update_ready() {}

  // The user's own magnification of text and all, 0.8 to 2.
  virtual float zoom() const { return 1.0F; }

  // Whether what is on screen is to be told to screen readers.
  virtual bool mirrored() const { return true; }

  virtual std::string title() const = 0;

  // False while something typed is not stored yet: the owner then asks before it closes the window.
  virtual bool may_close() const { return true; }
};

}  // namespace tongzhou
