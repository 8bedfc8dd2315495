#include "ui/shell/palette.h"

#include <algorithm>
#include <utility>

#include "core/sorting.h"
#include "ui/pages.h"
#include "ui/shell/keys.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

constexpr float kPaletteWidth = 600;
constexpr int kMostHits = 10;
constexpr std::size_t kMostTasks = 30;  // looking on would cost time and help nobody
constexpr int kCommandBonus = 5;        // of two equal fits the act comes before the thing

void find_commands(const Desk& desk, std::string_view query, std::vector<PaletteState::Hit>& hits) {
  for (const Command& command : desk.session.commands().all()) {
    const auto score = desk.session.pinyin().fit(query, desk.say(command.label));
    const bool runs = why_not(desk, command) == Word::none;
    if (!score || (query.empty() && !runs) || command.id == "palette") continue;
    hits.push_back({.command = &command, .score = *score + kCommandBonus - (runs ? 0 : 1000)});
  }
}

template <class Record>
void find_records(const Desk& desk, std::string_view query, std::vector<PaletteState::Hit>& hits) {
  std::size_t found = 0;
  for (const auto& entry : desk.plan().table<Record>().live()) {
    const std::string* name = nullptr;
    if constexpr (requires { entry.record.title; })
      name = &entry.record.title;
    else
      name = &entry.record.name;
    if (!desk.session.pinyin().contains(query, *name)) continue;
    const auto score = desk.session.pinyin().fit(query, *name);
    hits.push_back({.record = ref(entry.id), .score = score.value_or(0)});
    if (++found == kMostTasks) return;
  }
}

Icon icon_of(CommandGroup group) {
  switch (group) {
    case CommandGroup::file: return Icon::file;
    case CommandGroup::edit: return Icon::edit;
    case CommandGroup::task: return Icon::task;
    case CommandGroup::view: return Icon::columns;
    case CommandGroup::go: return Icon::chevron_right;
    case CommandGroup::settings: return Icon::settings;
  }
  return Icon::none;
}

Icon icon_of(AnyRef record) {
  switch (record.kind) {
    case Kind::task: return Icon::task;
    case Kind::person: return Icon::person;
    default: return Icon::people;
  }
}

void draw_hit(const Desk& desk, PaletteState& state, std::size_t index) {
  const PaletteState::Hit& hit = state.hits[index];
  const bool current = static_cast<int>(index) == state.current;
  ImGui::PushID(static_cast<int>(index));
  bool pressed = false;
  if (hit.command != nullptr) {
    const std::string keys = keys_text(*hit.command, desk.look.mac);
    pressed = draw_menu_entry(desk.look, {.id = "hit",
                                          .label = desk.say(hit.command->label),
                                          .icon = icon_of(hit.command->group),
                                          .shortcut = keys,
                                          .enabled = why_not(desk, *hit.command) == Word::none,
                                          .current = current});
  } else {
    const std::string name = desk.plan().name_of(hit.record);
    pressed = draw_menu_entry(
        desk.look, {.id = "hit", .label = name, .icon = icon_of(hit.record), .current = current});
  }
  if (current && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY(0);
  ImGui::PopID();
  const bool entered = current && (ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                                   ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
  if (!pressed && !entered) return;
  if (hit.command == nullptr)
    show_record(desk, hit.record);
  else if (why_not(desk, *hit.command) == Word::none)
    run_command(desk, *hit.command);
  ImGui::CloseCurrentPopup();
}

void refresh(const Desk& desk, PaletteState& state) {
  const std::uint64_t revision = desk.session.open() == nullptr ? 0 : desk.plan().revision() + 1;
  if (state.hits_for == state.query && state.hits_revision == revision) return;
  state.hits = find_hits(desk, state.query);
  state.hits_for = state.query;
  state.hits_revision = revision;
  state.current = 0;
}

void move_by_keys(PaletteState& state) {
  const int last = static_cast<int>(state.hits.size()) - 1;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++state.current;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --state.current;
  state.current = std::clamp(state.current, 0, std::max(last, 0));
}

void draw_hits(const Desk& desk, PaletteState& state) {
  const int before = state.current;
  move_by_keys(state);
  const auto rows = std::min<std::size_t>(state.hits.size(), kMostHits);
  ImGui::BeginChild("hits",
                    {0, static_cast<float>(std::max<std::size_t>(rows, 1)) * kMenuEntryHeight}, 0,
                    ImGuiWindowFlags_NoNav);
  if (state.current != before) {
    const float top = static_cast<float>(state.current) * kMenuEntryHeight;
    const float room = ImGui::GetWindowHeight();
    if (top < ImGui::GetScrollY()) ImGui::SetScrollY(top);
    if (top + kMenuEntryHeight > ImGui::GetScrollY() + room)
      ImGui::SetScrollY(top + kMenuEntryHeight - room);
  }
  {
    const ImRect box = ImGui::GetCurrentWindow()->Rect();
    const access::Scope menu({.id = ImGui::GetID("menu"),
                              .role = access::Role::menu,
                              .name = std::string(desk.say(Word::command_palette)),
                              .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
    for (std::size_t i = 0; i < state.hits.size(); ++i) draw_hit(desk, state, i);
  }
  if (state.hits.empty())
    draw_label(desk.look, desk.say(Word::nothing_found),
               {.colour = desk.look.colours().faint_text});
  ImGui::EndChild();
}

}  // namespace

void open_palette(PaletteState& state) { state.wanted = true; }

std::vector<PaletteState::Hit> find_hits(const Desk& desk, std::string_view query) {
  std::vector<PaletteState::Hit> hits;
  find_commands(desk, query, hits);
  if (!query.empty() && desk.session.open() != nullptr) {
    find_records<Task>(desk, query, hits);
    find_records<Person>(desk, query, hits);
    find_records<Department>(desk, query, hits);
  }
  if (!query.empty()) sort_stably(hits, std::greater{}, &PaletteState::Hit::score);
  return hits;
}

void draw_palette(const Desk& desk, PaletteState& state) {
  if (std::exchange(state.wanted, false)) {
    state.query.clear();
    state.hits_for = "\x01";
    ImGui::OpenPopup("palette");
  }
  if (!ImGui::IsPopupOpen("palette")) return;
  refresh(desk, state);
  const ImVec2 screen = ImGui::GetMainViewport()->Size;
  const auto rows = std::clamp<std::size_t>(state.hits.size(), 1, kMostHits);
  const float width = std::min(kPaletteWidth, screen.x - 32);
  const float height =
      static_cast<float>(rows) * kMenuEntryHeight + kControlHeight + 6 + 2 * kPopupPadding;
  const ImRect anchor{screen.x / 2 - width / 2, 64, screen.x / 2 + width / 2, 64};
  if (const PopupScope popup(desk.look, {"palette", desk.say(Word::command_palette)}, anchor,
                             {width, height});
      popup) {
    draw_field(desk.look,
               {.id = "query",
                .name = desk.say(Word::search_or_command),
                .hint = desk.say(Word::search_or_command),
                .icon = Icon::search,
                .take_focus = ImGui::IsWindowAppearing(),
                .role = access::Role::searchbox},
               state.query);
    ImGui::Dummy({0, 6});
    refresh(desk, state);
    draw_hits(desk, state);
  }
}

}  // namespace tongzhou
