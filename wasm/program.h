// The program in a browser: the ports, the interface and its host, joined to the page.
#pragma once

#include <memory>
#include <string>

#include "app/session.h"
#include "browser_files.h"
#include "browser_folders.h"
#include "browser_storage.h"
#include "browser_windows.h"
#include "canvas_glyphs.h"
#include "host/host.h"
#include "host/mirror.h"
#include "machine.h"
#include "ui/workbench.h"

namespace tongzhou {

class Program {
 public:
  // False when there is no WebGL2.
  bool start(const Surroundings& surroundings, const Screen& screen);

  // Draws if anything asks for it. Both answer the seconds until they want to be called again.
  double frame();
  double work_hidden();
  void resize(const Screen& screen);
  // True when the key is the page's, so that the browser must not act on it.
  bool key(ImGuiKey key, ImGuiKeyChord modifiers, bool down);
  // Presses Ctrl and this letter; what that copied, or null.
  const char* copy(ImGuiKey letter);
  void paste(std::string text);

  // What the page has to tell.
  void heard(std::span<const std::byte> message);
  void returned();
  void set_storage_facts(StorageFacts facts);

  Interface& interface() { return interface_; }
  Host& host() { return *host_; }
  BrowserSafeLane& safe_lane() { return safe_lane_; }
  BrowserFiles& files() { return files_; }
  BrowserFolders& folders() { return folders_; }

 private:
  void connect_to_page();
  void follow_caret(const ImGuiPlatformImeData& caret) const;
  void set_clipboard(const char* text);
  void show_mirror();

  BrowserClock clock_;
  BrowserRandom random_;
  BrowserTextCodec codec_;
  BrowserQuickLane quick_lane_;
  BrowserSafeLane safe_lane_;
  BrowserFiles files_;
  BrowserWindows windows_;
  BrowserStorageRoom room_;
  BrowserFolders folders_;
  Session session_{
      {clock_, random_, codec_, {quick_lane_, safe_lane_}, files_, windows_, room_, folders_}};
  Workbench interface_{session_};
  CanvasGlyphs glyphs_;
  std::unique_ptr<Host> host_;
  Mirror mirror_;
  double mirrored_at_ = 0;
  std::string clipboard_;
  bool answering_copy_ = false;
  bool copied_ = false;
};

}  // namespace tongzhou
