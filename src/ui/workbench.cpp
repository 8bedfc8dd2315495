#include "ui/workbench.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "app/value_reading.h"
#include "imgui_internal.h"
#include "ui/access.h"
#include "ui/field_edits.h"
#include "ui/shell/foot.h"
#include "ui/shell/keys.h"
#include "ui/shell/making_sheet.h"
#include "ui/shell/rail.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

// Below this width the inspector lies over the page instead of beside it.
constexpr float kInspectorBesideFrom = 1100;
constexpr float kNarrowestInspector = 260;
constexpr float kWidestInspector = 520;

// A part of the frame: a child window on a surface, with nothing of ImGui's own look.
class PartScope {
 public:
  PartScope(const char* id, const ImRect& box, ImU32 ground, ImVec2 padding,
            ImGuiWindowFlags flags = 0) {
    ImGui::SetCursorScreenPos(box.Min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, ground);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::BeginChild(id, box.GetSize(), ImGuiChildFlags_AlwaysUseWindowPadding, flags);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
  }
  ~PartScope() { ImGui::EndChild(); }
  PartScope(const PartScope&) = delete;
  PartScope& operator=(const PartScope&) = delete;
};

constexpr ImGuiWindowFlags kStill =
    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;

Appearance appearance_of(const Preferences& preferences, const Surroundings& surroundings) {
  bool contrast = surroundings.high_contrast;
  switch (preferences.theme) {
    case Theme::light: return Appearance::light;
    case Theme::dark: return Appearance::dark;
    case Theme::contrast: contrast = true; break;
    case Theme::as_system: break;
  }
  if (contrast) return surroundings.dark ? Appearance::contrast_dark : Appearance::contrast_light;
  return surroundings.dark ? Appearance::dark : Appearance::light;
}

}  // namespace

Workbench::Workbench(Session& session) : session_(session) { add_own_commands(); }

void Workbench::add_own_commands() {
  CommandList& commands = session_.extend_commands();
  const auto nothing = [](const Session&, const View&) { return Word::none; };
  commands.add({.id = "palette",
                .group = CommandGroup::go,
                .label = Word::command_palette,
                .help = Word::command_palette_help,
                .shortcuts = {{.key = letter('K'), .command = true}},
                .reach = KeyReach::everywhere,
                .why_not = nothing,
                .run = [this](Session&, View&, const Argument&) { open_palette(palette_); }});
  commands.add({.id = "find",
                .group = CommandGroup::view,
                .label = Word::command_find,
                .help = Word::command_find_help,
                .shortcuts = {{.key = letter('F'), .command = true}},
                .reach = KeyReach::everywhere,
                .why_not =
                    [](const Session& session, const View&) {
                      return session.open() == nullptr ? Word::why_no_plan : Word::none;
                    },
                .run =
                    [this](Session&, View& view, const Argument&) {
                      view.page = "plan";
                      pages_.plan.find = true;
                    }});
  commands.add(
      {.id = "inspector",
       .group = CommandGroup::view,
       .label = Word::command_inspector,
       .help = Word::command_inspector_help,
       .shortcuts = {{.key = letter('I'), .command = true}},
       .reach = KeyReach::everywhere,
       .why_not = nothing,
       .run = [this](Session&, View&, const Argument&) { inspector_open_ = !inspector_open_; }});
  for (const PageInfo& page : pages()) {
    std::vector<Shortcut> keys;
    if (page.digit != 0) keys.push_back({.key = letter(page.digit), .alt = true});
    commands.add({.id = page.command,
                  .group = CommandGroup::go,
                  .label = page.go_label,
                  .help = page.go_label,
                  .shortcuts = std::move(keys),
                  .reach = KeyReach::everywhere,
                  .why_not =
                      [&page](const Session& session, const View&) {
                        const bool closed = page.needs_plan && session.open() == nullptr;
                        return closed ? Word::why_no_plan : Word::none;
                      },
                  .run = [&page](Session&, View& view, const Argument&) { view.page = page.id; }});
  }
}

void Workbench::start(const Fonts& fonts, const Surroundings& surroundings) {
  look_.fonts = fonts;
  surroundings_changed(surroundings);
}

void Workbench::surroundings_changed(const Surroundings& surroundings) {
  surroundings_ = surroundings;
  session_.set_system_language(surroundings.language.starts_with("zh") ? Language::chinese
                                                                       : Language::english);
  refresh_look();
}

// Follows the preferences; cheap, so asked every frame.
void Workbench::refresh_look() {
  const Appearance appearance = appearance_of(session_.preferences(), surroundings_);
  const bool first = look_.theme.colours.text == 0;
  if (first || look_.theme.appearance != appearance) {
    look_.theme = make_palette(appearance);
    apply_to_imgui(look_.theme, ImGui::GetStyle());
  }
  look_.language = session_.language();
  look_.today = day_of(session_.now());
  look_.mac = surroundings_.mac;
}

void Workbench::advance() {
  session_.advance(view_);
  take_notice();
  works_ = (view_.page == "levelling" && pages_.levelling.advance(session_)) ||
           (view_.page == "copies" && advance_copies(session_, pages_.copies)) ||
           ((view_.page == "risk" || view_.page == "overview") && pages_.risk.advance(session_));
}

// The newest notice becomes the note at the foot; what an import left out becomes a report.
void Workbench::take_notice() {
  for (const Notice& notice : session_.notices()) {
    if (notice.number <= noticed_) continue;
    noticed_ = notice.number;
    dirty_ = true;
    Toast toast{.text = notice.text,
                .tone = notice.kind == Notice::Kind::trouble ? Tone::warning : Tone::neutral};
    if (notice.error) {
      toast.text = say(look_.language, notice.error->what);
      report_title_ = toast.text;
      report_ = {say(look_.language, notice.error->safe), say(look_.language, notice.error->todo)};
      for (const Message& detail : notice.details) report_.push_back(say(look_.language, detail));
    } else if (!notice.details.empty()) {
      report_title_ = notice.text;
      report_.clear();
      for (const Message& detail : notice.details) report_.push_back(say(look_.language, detail));
    }
    note_.command = notice.command;
    note_.argument = notice.argument;
    if (const Command* command = session_.commands().find(notice.command)) {
      toast.action = look_.say(command->label);
      toast.shortcut = keys_text(*command, look_.mac);
    }
    if (ImGui::GetCurrentContext() != nullptr) show_toast(note_.toast, std::move(toast));
  }
}

void Workbench::draw() {
  dirty_ = false;
  std::optional<TypedText> left = std::exchange(view_.typing, std::nullopt);
  if (!std::exchange(view_.typing_in_form, false)) left.reset();  // tables see to it themselves
  refresh_look();
  if (session_.open() == nullptr) {
    const PageInfo* page = find_page(view_.page);
    if (page == nullptr || page->needs_plan) view_.page = "start";
  } else {
    if (find_page(view_.page) == nullptr) view_.page = "plan";
    pages_.facts.update(session_, ImGui::GetTime());
  }
  const Desk desk{look_, session_, view_, commands_, note_};
  const FontScope font(look_, Type::body);
  draw_frame(desk);
  run_pressed_command(desk);
  run_commands(desk);
  if (left && ImGui::GetActiveID() != typed_into_) keep_typed(desk, *left);
  if (view_.typing) typed_into_ = ImGui::GetActiveID();
  run_commands(desk);
  if (const auto copied = std::exchange(view_.copied, std::nullopt))
    ImGui::SetClipboardText(copied->c_str());
}

void Workbench::run_commands(const Desk& desk) {
  if (commands_.empty()) return;
  session_.run(commands_, view_);
  take_notice();
  put_back(desk);
  dirty_ = true;
}

// What stood in a field that was left or is gone is entered, where the field has not done so
// itself: text of a form is not lost with it.
void Workbench::keep_typed(const Desk& desk, const TypedText& left) {
  if (ImGui::IsKeyPressed(ImGuiKey_Escape) || session_.open() == nullptr ||
      session_.open_number() != view_.open_number || !desk.plan().is_live(left.record))
    return;
  const FieldInfo* field = find_field(left.record.kind, left.field);
  if (field == nullptr) return;
  const auto value = read_value(look_.today, desk.plan(), left.record, *field, left.text);
  if (value && *value == desk.plan().value_of(left.record, left.field)) return;
  enter(desk, left, *field);
}

bool Workbench::enter(const Desk& desk, const TypedText& typed, const FieldInfo& field) {
  const bool read = type_field(desk, typed.record, field, typed.text);
  if (!read) desk.tell_trouble(desk.say(Word::cannot_read, {typed.text, desk.say(field.label)}));
  return read;
}

// Text that was left unfinished is entered as if it were typed now.
void Workbench::put_back(const Desk& desk) {
  const auto typed = std::exchange(view_.put_back, std::nullopt);
  if (!typed || session_.open() == nullptr) return;
  show_record(desk, typed->record);
  const FieldInfo* field = find_field(typed->record.kind, typed->field);
  if (field == nullptr || !desk.plan().is_live(typed->record))
    desk.tell_trouble(desk.say(Word::cannot_read, {typed->text, {}}));
  else if (enter(desk, *typed, *field))
    session_.forget_unfinished();
}

void Workbench::draw_frame(const Desk& desk) {
  const Colours& c = look_.colours();
  const ImVec2 screen = ImGui::GetMainViewport()->Size;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(screen);
  ImGui::Begin("###workbench", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoSavedSettings);
  const ImRect rail{0, 0, kRailWidth, screen.y};
  const ImRect top{kRailWidth, 0, screen.x, kTopBarHeight};
  const float foot_height = session_.open() == nullptr ? 0 : kFootHeight;
  const ImRect foot{kRailWidth, screen.y - foot_height, screen.x, screen.y};
  ImRect area{kRailWidth, kTopBarHeight, screen.x, screen.y - foot_height};
  const PageInfo* page = find_page(view_.page);
  const bool beside = screen.x >= kInspectorBesideFrom;
  make_room_for_inspector(beside);
  const bool inspects =
      inspector_open_ && session_.open() != nullptr && page != nullptr && page->has_inspector;
  ImRect panel = area;
  panel.Min.x = std::max(area.Min.x, area.Max.x - inspector_width_);
  if (inspects && beside) area.Max.x = panel.Min.x;
  {
    const PartScope part("rail", rail, c.surface, {0, 0}, kStill);
    const access::Scope scope({.id = ImGui::GetID("rail"),
                               .role = access::Role::navigation,
                               .name = std::string(look_.say(Word::product)),
                               .rect = {rail.Min.x, rail.Min.y, rail.Max.x, rail.Max.y}});
    draw_rail(desk);
    ImGui::GetWindowDrawList()->AddLine({rail.Max.x - 0.5F, 0}, {rail.Max.x - 0.5F, rail.Max.y},
                                        c.line);
  }
  {
    const PartScope part("top", top, c.surface, {0, 0}, kStill);
    draw_top_bar(desk, top_bar_, palette_);
    draw_palette(desk, palette_);
    ImGui::GetWindowDrawList()->AddLine({top.Min.x, top.Max.y - 0.5F},
                                        {top.Max.x, top.Max.y - 0.5F}, c.line);
  }
  draw_page(desk, area);
  if (inspects) draw_inspector_panel(desk, panel);
  if (foot_height > 0) {
    const PartScope part("foot", foot, c.surface, {0, 0}, kStill);
    draw_foot(desk, pages_.facts.problems);
    ImGui::GetWindowDrawList()->AddLine({foot.Min.x, foot.Min.y + 0.5F},
                                        {foot.Max.x, foot.Min.y + 0.5F}, c.line);
  }
  draw_import_report(desk);
  draw_who_dialog(desk, who_);
  draw_passphrase_sheets(desk, passphrase_);
  draw_picture_sheet(desk, picture_);
  draw_table_sheet(desk, table_);
  draw_making_sheet(desk);
  draw_note(desk, area);
  ImGui::End();
}

// Where it would cover the page, it waits until it is asked for.
void Workbench::make_room_for_inspector(bool beside) {
  if (beside == inspector_beside_) return;
  inspector_beside_ = beside;
  if (beside)
    inspector_open_ = inspector_open_beside_;
  else
    inspector_open_beside_ = std::exchange(inspector_open_, false);
}

void Workbench::draw_page(const Desk& desk, const ImRect& area) {
  const PageInfo* page = find_page(view_.page);
  const PartScope part("page", area, look_.colours().background, {16, 12}, kStill);
  const access::Scope scope({.id = ImGui::GetID("page"),
                             .role = access::Role::region,
                             .name = std::string(look_.say(page->label)),
                             .rect = {area.Min.x, area.Min.y, area.Max.x, area.Max.y}});
  ImGui::PushID(page->id.data());
  page->draw(desk, pages_);
  ImGui::PopID();
}

void Workbench::draw_inspector_panel(const Desk& desk, const ImRect& area) {
  const PartScope part("inspector", area, look_.colours().surface, {16, 14});
  const access::Scope scope({.id = ImGui::GetID("inspector"),
                             .role = access::Role::region,
                             .name = std::string(look_.say(Word::inspector)),
                             .rect = {area.Min.x, area.Min.y, area.Max.x, area.Max.y}});
  draw_inspector(desk, pages_.facts, inspector_);
  const ImRect edge{area.Min.x, area.Min.y, area.Min.x + 5, area.Max.y};
  const ImGuiID id = ImGui::GetID("edge");
  bool hovered = false;
  bool held = false;
  ImGui::ItemAdd(edge, id, nullptr, ImGuiItemFlags_NoNav);
  ImGui::ButtonBehavior(edge, id, &hovered, &held);
  if (hovered || held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (held)
    inspector_width_ =
        std::clamp(area.Max.x - ImGui::GetIO().MousePos.x, kNarrowestInspector, kWidestInspector);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine({area.Min.x + 0.5F, area.Min.y}, {area.Min.x + 0.5F, area.Max.y},
               hovered || held ? look_.colours().accent : look_.colours().line);
}

void Workbench::draw_note(const Desk& desk, const ImRect& area) {
  if (draw_toast(look_, area, note_.toast) && !note_.command.empty())
    desk.commands.run(note_.command, note_.argument);
}

// What an import did not understand, or what is safe and what to do after a trouble.
void Workbench::draw_import_report(const Desk& desk) {
  if (!report_title_.empty() && !ImGui::IsPopupOpen("report") && !report_.empty())
    ImGui::OpenPopup("report");
  if (const DialogScope dialog(look_, "report", report_title_, 560); dialog) {
    constexpr std::size_t kMostShown = 200;
    const float height = std::min(360.0F, static_cast<float>(report_.size()) * 44 + 8);
    ImGui::BeginChild("lines", {0, height});
    for (std::size_t i = 0; i < std::min(report_.size(), kMostShown); ++i) {
      draw_paragraph(look_, report_[i], {.colour = look_.colours().second_text});
      ImGui::Dummy({0, 6});
    }
    ImGui::EndChild();
    ImGui::Dummy({0, 12});
    const ButtonSpec close{
        .id = "close", .label = desk.say(Word::understood), .kind = ButtonKind::primary};
    ImGui::SetCursorPosX(ImGui::GetWindowWidth() - button_width(look_, close) - 24);
    if (draw_button(look_, close)) {
      report_.clear();
      ImGui::CloseCurrentPopup();
    }
  } else if (!ImGui::IsPopupOpen("report")) {
    report_.clear();
  }
}

double Workbench::seconds_until_next_frame() const {
  const auto& carrying = pages_.plan.table.carrying;
  if (dirty_ || works_ || pages_.plan.gantt.is_moving() || (carrying && carrying->scrolls))
    return 0;
  double seconds = session_.seconds_until_due();
  seconds = std::min(seconds, seconds_until_toast_ends(note_.toast));
  seconds = std::min(seconds, seconds_until_clock_moves(view_, pages_.meetings));
  seconds = std::min(seconds, pages_.facts.problems.seconds_until_due(ImGui::GetTime()));
  return seconds;
}

bool Workbench::handles(int key_chord) const {
  return is_command_key(session_.commands(), key_chord);
}

void Workbench::file_dropped(NamedBytes file) {
  commands_.open(std::move(file));
  dirty_ = true;
}

void Workbench::update_ready() {
  session_.tell(Word::update_ready);
  dirty_ = true;
}

float Workbench::zoom() const {
  return static_cast<float>(session_.preferences().zoom_percent) / 100.0F;
}

bool Workbench::mirrored() const { return session_.preferences().mirrored; }

std::string Workbench::title() const {
  std::string product(look_.say(Word::product));
  if (session_.open() == nullptr) return product;
  const std::string& plan = session_.open()->plan().info().title;
  return plan.empty() ? product : plan + " - " + product;
}

bool Workbench::may_close() const { return session_.may_close(); }

}  // namespace tongzhou
