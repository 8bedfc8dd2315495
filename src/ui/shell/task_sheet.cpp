#include "ui/shell/task_sheet.h"

#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "app/edits.h"
#include "app/start_reasons.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"
#include "ui/day_marks.h"
#include "ui/record_options.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostLinks = 12;  // more are counted, not listed

const Entry<Task>& entry_of(const Desk& desk, Slot task) { return desk.plan().table<Task>()[task]; }
const TaskDates& dates_of(const Desk& desk, Slot task) {
  return desk.open().schedule().tasks[task];
}

bool has_own_finish(const Desk& desk, Slot task) {
  return !dates_of(desk, task).summary && entry_of(desk, task).record.kind != TaskKind::milestone;
}

struct DateLine {
  const char* id;
  Word label;
  Instant value;
  std::int32_t default_minute;
};

std::optional<Instant> draw_date_line(const Desk& desk, Slot task, const DateLine& line,
                                      FormState& form) {
  const Calendars& calendars = desk.open().calendars();
  draw_form_label(desk, desk.say(line.label));
  const auto chosen =
      draw_date_field(desk.look,
                      {.id = line.id,
                       .name = desk.say(line.label),
                       .value = line.value,
                       .default_minute = line.default_minute,
                       .may_be_empty = false,
                       .marks = day_marks(calendars[calendars.of_task(desk.plan(), task)])},
                      form.date);
  ImGui::Dummy({0, kFormGap});
  return chosen;
}

std::string link_text(const Desk& desk, const Dependency& link) {
  std::string text(desk.say(kLinkTypes[static_cast<std::size_t>(link.type)]));
  if (link.lag.count == 0) return text;
  text += link.lag.count > 0 ? " +" : " −";
  return text + duration_text({std::abs(link.lag.count)}, DurationUnit::days,
                              desk.plan().info().minutes_per_day, desk.look.language);
}

// One neighbour: its title, how it is linked, and a cross. Choosing it goes there.
void draw_link_line(const Desk& desk, Slot dependency, Slot neighbour) {
  const Look& look = desk.look;
  const Entry<Dependency>& link = desk.plan().table<Dependency>()[dependency];
  const std::string kind = link_text(desk, link.record);
  const std::string& title = entry_of(desk, neighbour).record.title;
  ImGui::PushID(static_cast<int>(dependency));
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect line{at, at + ImVec2(width, kControlHeight)};
  const Item item = add_item_at("neighbour", {line.Min, line.Max - ImVec2(kControlHeight, 0)},
                                {.role = access::Role::button, .name = title, .value = kind});
  ImGui::ItemSize(line.GetSize());
  if (item.visible) {
    draw_veil(look, item, kControlRadius - 2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float kind_width = text_width(look, Type::small, kind) + 8;
    ImRect words = item.box;
    words.Min.x += 8;
    draw_text_in(look, list, {words.Min, {words.Max.x - kind_width, words.Max.y}}, title,
                 {.type = Type::table});
    draw_text_in(look, list, {{words.Max.x - kind_width, words.Min.y}, words.Max}, kind,
                 {.type = Type::small,
                  .colour = dates_of(desk, neighbour).critical ? look.colours().critical
                                                               : look.colours().second_text,
                  .align = Align::right});
    draw_focus_ring(look, item, kControlRadius - 2);
  }
  if (item.pressed) {
    desk.view.selection.choose(ref(entry_of(desk, neighbour).id));
    desk.view.reveal = entry_of(desk, neighbour).id;
  }
  ImGui::SetCursorScreenPos({line.Max.x - kControlHeight, line.Min.y});
  if (draw_button(look, {.id = "remove",
                         .icon = Icon::close,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::remove_link)})) {
    ChangeBuilder change = desk.change(make_label(Word::did_unlink));
    change.remove(ref(link.id));
    desk.edit(std::move(change));
  }
  ImGui::PopID();
}

enum class Side : std::uint8_t { before, after };

void draw_links_of(const Desk& desk, const TaskLinks& links, Slot task, Side side,
                   FormState& form) {
  const Look& look = desk.look;
  const bool before = side == Side::before;
  ImGui::PushID(before ? "before" : "after");
  const auto slots = before ? links.into(task) : links.out_of(task);
  const std::string heading = desk.say(before ? Word::predecessors_count : Word::successors_count,
                                       {fmt::format("{}", slots.size())});
  draw_label(look, heading, {.type = Type::table_strong});
  for (const Slot slot : slots.subspan(0, std::min(slots.size(), kMostLinks)))
    draw_link_line(desk, slot, before ? links.ends(slot).from : links.ends(slot).to);
  if (slots.size() > kMostLinks)
    draw_label(look, desk.say(Word::and_more, {fmt::format("{}", slots.size() - kMostLinks)}),
               {.type = Type::small, .colour = look.colours().faint_text});
  ImGui::Dummy({0, 4});
  const std::string_view add = desk.say(before ? Word::add_predecessor : Word::add_successor);
  const auto chosen =
      draw_choice(look, {.id = "add", .name = add, .icon = Icon::plus, .hint = add}, form.choice,
                  [&] { return references_options(desk, Kind::task, {}); });
  if (chosen) {
    const Id<Task> other{toggled_reference(desk, Kind::task, *chosen).value};
    const Id<Task> self = entry_of(desk, task).id;
    desk.edit(link_tasks(desk.open(), desk.session.random(), before ? other : self,
                         before ? self : other));
  }
  ImGui::Dummy({0, kGap});
  ImGui::PopID();
}

}  // namespace

void draw_task_pills(const Desk& desk, Slot task) {
  const TaskDates& dates = dates_of(desk, task);
  const Task& record = entry_of(desk, task).record;
  const auto kind = dates.summary ? TaskKind::summary : record.kind;
  draw_pill(desk.look, Tone::accent, desk.say(kTaskKinds[static_cast<std::size_t>(kind)]));
  if (dates.critical) {
    ImGui::SameLine(0, 6);
    draw_pill(desk.look, Tone::critical, desk.say(Word::critical_path));
  }
  if (dates.complete) {
    ImGui::SameLine(0, 6);
    draw_pill(desk.look, Tone::good, desk.say(Word::state_done), Icon::check);
  }
}

void draw_task_dates(const Desk& desk, Slot task, FormState& form) {
  const TaskDates& dates = dates_of(desk, task);
  const Entry<Task>& entry = entry_of(desk, task);
  Random& random = desk.session.random();
  if (const auto start =
          draw_date_line(desk, task, {"start", Word::column_start, dates.start, kMorning}, form))
    desk.edit(move_task(desk.open(), random, entry.id, *start));
  if (has_own_finish(desk, task)) {
    if (const auto finish = draw_date_line(
            desk, task, {"finish", Word::column_finish, dates.finish, kEvening}, form))
      desk.edit(resize_task(desk.open(), random, entry.id, *finish));
  } else if (dates.summary) {
    draw_form_fact(desk, desk.say(Word::column_finish),
                   instant_text(desk.look, dates.finish, {}, kEvening));
  }
  if (dates.complete) return;
  draw_form_fact(desk, desk.say(Word::column_slack),
                 duration_text(dates.total_slack, entry.record.duration_unit,
                               desk.plan().info().minutes_per_day, desk.look.language),
                 dates.critical ? Tone::critical : Tone::neutral);
}

void draw_task_reasons(const Desk& desk, Slot task) {
  const TaskDates& dates = dates_of(desk, task);
  const auto reasons = start_reasons(desk.look.words(), desk.open(), task);
  if (!dates.start.is_set() || reasons.empty()) return;
  const Colours& c = desk.look.colours();
  const float width = ImGui::GetContentRegionAvail().x;
  const float inner = width - 24;
  const Day day = day_of(dates.start);
  const std::string heading =
      desk.say(Word::why_starts_then, {day_text(day, desk.look.this_year(), desk.look.language)});
  float height = 20 + paragraph_height(desk.look, heading, Type::table_strong, inner) + 2;
  for (const std::string& reason : reasons)
    height += paragraph_height(desk.look, reason, Type::table, inner - 18) + 2;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(at, at + ImVec2(width, height), c.quiet,
                                            kControlRadius);
  ImGui::SetCursorScreenPos(at + ImVec2(12, 10));
  ImGui::BeginGroup();
  draw_paragraph(desk.look, heading, {.type = Type::table_strong}, inner);
  ImGui::Dummy({0, 2});
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const ImVec2 line = ImGui::GetCursorScreenPos();
    draw_text_at(desk.look, *ImGui::GetWindowDrawList(),
                 {line.x, line.y + line_height(Type::table) / 2}, fmt::format("{}.", i + 1),
                 {.type = Type::table, .colour = c.second_text});
    ImGui::SetCursorScreenPos(line + ImVec2(18, 0));
    draw_paragraph(desk.look, reasons[i], {.type = Type::table, .colour = c.second_text},
                   inner - 18);
    ImGui::Dummy({0, 2});
  }
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, kGap});
}

void draw_task_links(const Desk& desk, const TaskLinks& links, Slot task, FormState& form) {
  draw_links_of(desk, links, task, Side::before, form);
  draw_links_of(desk, links, task, Side::after, form);
}

}  // namespace tongzhou
