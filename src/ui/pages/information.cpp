#include "ui/pages/information.h"

#include <array>
#include <utility>

#include "app/sharing.h"
#include "core/sorting.h"
#include "ui/pages/information_parts.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum InformationPart : std::uint8_t { entries, matrix, requests, markings, groups };
// Computed columns; all others are fields.
enum InformationColumn : std::uint16_t { freshness_column = 1000, wait_column, marked_column };

Tone tone_of(Freshness freshness) {
  switch (freshness) {
    case Freshness::fresh: return Tone::good;
    case Freshness::when_needed: return Tone::neutral;
    case Freshness::due: return Tone::warning;
    case Freshness::late:
    case Freshness::never:
    case Freshness::expired: return Tone::critical;
  }
  return Tone::neutral;
}

class InformationRows : public RecordRows {
 public:
  InformationRows(const Desk& desk, const ProblemMarks& problems, const InformationState& state)
      : RecordRows(desk, Kind::information, problems, state.all_entries,
                   {field_number<&Information::name>(), field_number<&Information::department>(),
                    field_number<&Information::audience>(), field_number<&Information::people>(),
                    field_number<&Information::groups>(), field_number<&Information::rhythm>(),
                    field_number<&Information::updated>(), field_number<&Information::secrecy>(),
                    field_number<&Information::channel>(), field_number<&Information::format>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> all_columns() const {
    std::vector<GridColumn> all = columns();
    all.insert(all.begin() + 1,
               {.key = freshness_column, .head = desk_.say(Word::freshness), .width = 120});
    return all;
  }
  Cell cell(int row, int key) const override {
    if (key != freshness_column) return RecordRows::cell(row, key);
    const AnyId id = state_.all_entries[static_cast<std::size_t>(row)].id;
    const Slot slot = desk_.plan().table<Information>().find_slot(Id<Information>{id.value});
    const InformationFacts& facts = state_.report.facts[state_.fact_of[slot]];
    std::string text(desk_.say(word_of(facts.freshness)));
    if (facts.late > 0) text += " " + desk_.say(Word::some_days, {std::to_string(facts.late)});
    return {.text = std::move(text), .tone = tone_of(facts.freshness)};
  }

 private:
  const Desk& desk_;
  const InformationState& state_;
};

class RequestRows : public RecordRows {
 public:
  RequestRows(const Desk& desk, const ProblemMarks& problems, const InformationState& state)
      : RecordRows(desk, Kind::information_request, problems, state.all_requests,
                   {field_number<&InformationRequest::title>(),
                    field_number<&InformationRequest::asked_by>(),
                    field_number<&InformationRequest::asked_of>(),
                    field_number<&InformationRequest::asked>(),
                    field_number<&InformationRequest::needed>(),
                    field_number<&InformationRequest::information>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> all_columns() const {
    std::vector<GridColumn> all = columns();
    all.insert(all.begin() + 1,
               {.key = wait_column, .head = desk_.say(Word::suggestion_state), .width = 110});
    return all;
  }
  Cell cell(int row, int key) const override {
    if (key != wait_column) return RecordRows::cell(row, key);
    const AnyId id = state_.all_requests[static_cast<std::size_t>(row)].id;
    const InformationRequest& request = *desk_.plan().find(Id<InformationRequest>{id.value});
    if (is_overdue(request, desk_.look.today))
      return {.text = std::string(desk_.say(Word::request_overdue)), .tone = Tone::critical};
    static constexpr std::array kTones{Tone::warning, Tone::good, Tone::neutral};
    const auto state = static_cast<std::size_t>(request.state);
    return {.text = std::string(desk_.say(kRequestStates[state])), .tone = kTones[state]};
  }

 private:
  const Desk& desk_;
  const InformationState& state_;
};

class GroupRows : public RecordRows {
 public:
  GroupRows(const Desk& desk, const ProblemMarks& problems, const InformationState& state)
      : RecordRows(desk, Kind::group, problems, state.all_groups,
                   {field_number<&Group::name>(), field_number<&Group::departments>(),
                    field_number<&Group::people>(), field_number<&Group::purpose>()}) {}
  std::vector<GridColumn> all_columns() const { return columns(); }
};

// What is marked, by the names of the records.
class MarkingRows : public RecordRows {
 public:
  MarkingRows(const Desk& desk, const ProblemMarks& problems, const InformationState& state)
      : RecordRows(desk, Kind::marking, problems, state.all_markings,
                   {field_number<&Marking::secrecy>(), field_number<&Marking::audience>(),
                    field_number<&Marking::people>(), field_number<&Marking::groups>(),
                    field_number<&Marking::until>(), field_number<&Marking::reason>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> all_columns() const {
    std::vector<GridColumn> all = columns();
    all.insert(all.begin(),
               {.key = marked_column, .head = desk_.say(Word::marking_record), .width = 320});
    return all;
  }
  Cell cell(int row, int key) const override {
    if (key != marked_column) return RecordRows::cell(row, key);
    const AnyId id = state_.all_markings[static_cast<std::size_t>(row)].id;
    const Marking& marking = *desk_.plan().find(Id<Marking>{id.value});
    const auto kind = static_cast<Kind>(marking.kind);
    std::string text(desk_.say(word_of(kind)));
    text += "  " + desk_.plan().name_of({kind, marking.record.any()});
    const auto number = static_cast<FieldNumber>(marking.field);
    if (const FieldInfo* field = number != 0 ? field_of_kind(kind, number) : nullptr)
      text += "  (" + std::string(desk_.say(field->label)) + ")";
    return {.text = std::move(text)};
  }

 private:
  const Desk& desk_;
  const InformationState& state_;
};

void refresh_information_page(const Desk& desk, InformationState& state) {
  const Plan& plan = desk.plan();
  const InformationState::Made now{desk.session.open_number(), plan.revision(), desk.look.today};
  if (state.made == now) return;
  state.made = now;
  state.report = find_information(plan, desk.look.today);
  state.fact_of.assign(plan.table<Information>().slot_count(), 0);
  for (std::uint32_t i = 0; i < state.report.facts.size(); ++i)
    state.fact_of[state.report.facts[i].information] = i;
  state.all_entries = desk.open().in_order(Kind::information);
  state.all_requests = desk.open().in_order(Kind::information_request);
  sort_stably(state.all_requests, {}, [&](AnyRef record) {
    const InformationRequest& request = *plan.find(Id<InformationRequest>{record.id.value});
    return std::pair(request.state, request.needed);
  });
  state.all_groups = desk.open().in_order(Kind::group);
  state.all_markings = desk.open().in_order(Kind::marking);
  std::erase_if(state.all_markings, [&](AnyRef record) {
    const Marking& marking = *plan.find(Id<Marking>{record.id.value});
    return !plan.is_live({static_cast<Kind>(marking.kind), marking.record.any()});
  });
}

void follow_information(const Desk& desk, InformationState& state) {
  const AnyRef active = desk.view.selection.active();
  if (active == state.seen || !desk.plan().is_live(active)) return;  // it may be on its way
  state.seen = active;
  if (active.kind == Kind::information && state.part != matrix) state.part = entries;
  if (active.kind == Kind::information_request) state.part = requests;
  if (active.kind == Kind::group) state.part = groups;
}

AnyRef create_group(const Desk& desk) {
  NewRecord made =
      add_group(desk.open(), desk.session.random(), std::string(desk.say(Word::new_group)));
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

AnyRef create_request(const Desk& desk) {
  NewRecord made = add_request(desk.open(), desk.session.random(),
                               std::string(desk.say(Word::new_request)), {}, desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

void draw_information_head(const Desk& desk, InformationState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float right = left + ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::information_register), desk.say(Word::information_matrix),
                         desk.say(Word::information_requests), desk.say(Word::information_markings),
                         desk.say(Word::groups)};
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::information_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  state.part = draw_segments(look, "part", desk.say(Word::information_title), parts, state.part);
  if (state.part == requests) {
    if (draw_record_buttons(desk, {Kind::information_request, Word::request_add}, right, top))
      state.requests.created = create_request(desk);
  } else if (state.part == groups) {
    if (draw_record_buttons(desk, {Kind::group, Word::group_add}, right, top))
      state.groups.created = create_group(desk);
  } else if (state.part != markings &&
             draw_record_buttons(desk, {Kind::information, Word::information_add}, right, top)) {
    state.entries.created = create_information(desk);
  }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

template <class Rows>
bool draw_rows(const Desk& desk, const TaskFacts& facts, InformationState& state, Word name,
               const ImRect& area, RecordGridState& grid) {
  Rows rows(desk, facts.problems, state);
  const std::vector<GridColumn> columns = rows.all_columns();
  return draw_record_grid(desk, rows, columns, "records", desk.say(name), area, grid);
}

void draw_entries(const Desk& desk, const TaskFacts& facts, InformationState& state,
                  const ImRect& area) {
  if (state.all_entries.empty()) {
    if (draw_empty_state(
            desk.look, area, Icon::file, desk.say(Word::information_empty),
            {.id = "first", .label = desk.say(Word::information_add), .icon = Icon::plus}))
      state.entries.created = create_information(desk);
  } else if (draw_rows<InformationRows>(desk, facts, state, Word::information_register, area,
                                        state.entries)) {
    state.entries.created = create_information(desk);
  }
}

void draw_requests(const Desk& desk, const TaskFacts& facts, InformationState& state,
                   const ImRect& area) {
  if (state.all_requests.empty()) {
    if (draw_empty_state(desk.look, area, Icon::talk, desk.say(Word::requests_empty),
                         {.id = "first", .label = desk.say(Word::request_add), .icon = Icon::plus}))
      state.requests.created = create_request(desk);
  } else if (draw_rows<RequestRows>(desk, facts, state, Word::information_requests, area,
                                    state.requests)) {
    state.requests.created = create_request(desk);
  }
}

void draw_markings(const Desk& desk, const TaskFacts& facts, InformationState& state,
                   const ImRect& area) {
  if (state.all_markings.empty()) {
    if (draw_empty_state(desk.look, area, Icon::lock, desk.say(Word::markings_empty),
                         {.id = "plan", .label = desk.say(Word::go_plan)}))
      desk.view.page = "plan";
    return;
  }
  draw_rows<MarkingRows>(desk, facts, state, Word::information_markings, area, state.markings);
}

void draw_groups(const Desk& desk, const TaskFacts& facts, InformationState& state,
                 const ImRect& area) {
  if (state.all_groups.empty()) {
    if (draw_empty_state(desk.look, area, Icon::people, desk.say(Word::groups_empty),
                         {.id = "first", .label = desk.say(Word::group_add), .icon = Icon::plus}))
      state.groups.created = create_group(desk);
  } else if (draw_rows<GroupRows>(desk, facts, state, Word::groups, area, state.groups)) {
    state.groups.created = create_group(desk);
  }
}

}  // namespace

AnyRef create_information(const Desk& desk) {
  NewRecord made = add_information(desk.open(), desk.session.random(),
                                   std::string(desk.say(Word::new_information)), {});
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

void draw_information_page(const Desk& desk, const TaskFacts& facts, InformationState& state) {
  follow_information(desk, state);
  refresh_information_page(desk, state);
  draw_information_head(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  if (state.part != matrix) draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  switch (state.part) {
    case matrix: draw_information_matrix(desk, state, area); break;
    case requests: draw_requests(desk, facts, state, area); break;
    case markings: draw_markings(desk, facts, state, area); break;
    case groups: draw_groups(desk, facts, state, area); break;
    default: draw_entries(desk, facts, state, area); break;
  }
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
