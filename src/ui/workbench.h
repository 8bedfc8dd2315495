// The whole interface: rail, top bar, page, inspector, foot, and what lies over them.
#pragma once

#include "app/session.h"
#include "ui/desk.h"
#include "ui/interface.h"
#include "ui/pages.h"
#include "ui/shell/inspector.h"
#include "ui/shell/palette.h"
#include "ui/shell/passphrase.h"
#include "ui/shell/picture_sheet.h"
#include "ui/shell/table_sheet.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/who.h"

namespace tongzhou {

class Workbench : public Interface {
 public:
  // The session must outlive the workbench.
  explicit Workbench(Session& session);

  void start(const Fonts& fonts, const Surroundings& surroundings) override;
  void surroundings_changed(const Surroundings& surroundings) override;
  void advance() override;
  void draw() override;
  double seconds_until_next_frame() const override;
  bool handles(int key_chord) const override;
  void file_dropped(NamedBytes file) override;
  void update_ready() override;
  float zoom() const override;
  bool mirrored() const override;
  std::string title() const override;
  bool may_close() const override;

  // For tests and measuring.
  View& view() { return view_; }
  Commands& commands() { return commands_; }

 private:
  void add_own_commands();
  void refresh_look();
  void take_notice();
  void put_back(const Desk& desk);
  void run_commands(const Desk& desk);
  void keep_typed(const Desk& desk, const TypedText& left);
  bool enter(const Desk& desk, const TypedText& typed, const FieldInfo& field);
  void draw_frame(const Desk& desk);
  void make_room_for_inspector(bool beside);
  void draw_page(const Desk& desk, const ImRect& area);
  void draw_inspector_panel(const Desk& desk, const ImRect& area);
  void draw_note(const Desk& desk, const ImRect& area);
  void draw_import_report(const Desk& desk);

  Session& session_;
  View view_;
  Commands commands_;
  Look look_;
  Surroundings surroundings_;

  PageStates pages_;
  TopBarState top_bar_;
  PaletteState palette_;
  InspectorState inspector_;
  WhoState who_;
  PassphraseState passphrase_;
  PictureSheetState picture_;
  TableSheetState table_;
  bool inspector_open_ = true;
  bool inspector_beside_ = true;  // as of the last frame: else it would lie over the page
  bool inspector_open_beside_ = true;
  float inspector_width_ = kInspectorWidth;
  Note note_;
  unsigned typed_into_ = 0;          // Dear ImGui's id of the field that View::typing is of
  std::uint64_t noticed_ = 0;        // the number of the last notice told
  std::vector<std::string> report_;  // what an import did not understand
  std::string report_title_;
  bool dirty_ = false;  // commands ran: what is on screen is old
  bool works_ = false;  // a page goes on with something in each frame
};

}  // namespace tongzhou
