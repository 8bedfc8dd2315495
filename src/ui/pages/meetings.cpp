#include "ui/pages/meetings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/communication_edits.h"
#include "app/goal_edits.h"
#include "core/sorting.h"
#include "documents/markdown.h"
#include "insight/meetings.h"
#include "ui/document_view.h"
#include "ui/interface.h"
#include "ui/pages/meetings_parts.h"
#include "ui/pages/page_parts.h"
#include "ui/record_options.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum MeetingsPart : std::uint8_t { list, minutes, held };
// Computed columns; all others are fields.
enum MeetingColumn : std::uint16_t { repeats = 1000, next_time };

constexpr int kAheadDays = 400;
constexpr float kTableShare = 0.5F;        // of the width, where minutes stand beside their table
constexpr std::int32_t kNoUsualTime = -1;  // the time of day is always said

void refresh_meetings(const Desk& desk, MeetingsState& state) {
  const std::uint64_t number = desk.session.open_number(), revision = desk.plan().revision();
  if (state.open_number == number && state.revision == revision && state.today == desk.look.today)
    return;
  state.open_number = number;
  state.revision = revision;
  state.today = desk.look.today;
  state.read = {};
  state.next.assign(desk.plan().table<Meeting>().slot_count(), {});
  for (const Occurrence& one : find_occurrences(desk.plan(), desk.open().calendars(),
                                                {desk.look.today, desk.look.today + kAheadDays})) {
    Instant& next = state.next[desk.plan().table<Meeting>().find_slot(one.meeting)];
    if (!one.cancelled && !next.is_set()) next = one.start;
  }
  state.all_meetings = desk.open().in_order(Kind::meeting);
  state.notes = desk.open().in_order(Kind::meeting_notes);
  sort_stably(state.notes, std::ranges::greater{}, [&](AnyRef record) {
    return desk.plan().find(Id<MeetingNotes>{record.id.value})->held;
  });
}

class MeetingRows : public RecordRows {
 public:
  MeetingRows(const Desk& desk, const ProblemMarks& problems, const MeetingsState& state)
      : RecordRows(desk, Kind::meeting, problems, state.all_meetings,
                   {field_number<&Meeting::title>(), field_number<&Meeting::start>(),
                    field_number<&Meeting::minutes>(), field_number<&Meeting::organiser>(),
                    field_number<&Meeting::departments>(), field_number<&Meeting::place>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> meeting_columns() const {
    std::vector<GridColumn> all = columns();
    all.insert(all.begin() + 1,
               {{.key = repeats, .head = desk_.say(Word::meeting_repeat), .width = 150},
                {.key = next_time, .head = desk_.say(Word::meeting_next), .width = 150}});
    return all;
  }
  Cell cell(int row, int key) const override {
    const Id<Meeting> id{state_.all_meetings[static_cast<std::size_t>(row)].id.value};
    const Meeting& meeting = *desk_.plan().find(id);
    if (key == repeats)
      return {.text = repeat_text(meeting, repeat_of(meeting), desk_.look.language)};
    if (key == next_time) {
      const Instant next = state_.next[desk_.plan().table<Meeting>().find_slot(id)];
      return {.text = next.is_set() ? instant_text(desk_.look, next, {}, kNoUsualTime)
                                    : std::string(desk_.say(Word::meeting_none_ahead)),
              .faint = !next.is_set()};
    }
    return RecordRows::cell(row, key);
  }

 private:
  const Desk& desk_;
  const MeetingsState& state_;
};

AnyRef create_meeting(const Desk& desk) {
  NewRecord made =
      add_meeting(desk.open(), desk.session.random(), std::string(desk.say(Word::new_meeting)),
                  find_person(desk.plan(), desk.session.author().person), desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

void draw_meeting_table(const Desk& desk, const TaskFacts& facts, MeetingsState& state,
                        const ImRect& area) {
  if (state.all_meetings.empty()) {
    if (draw_empty_state(desk.look, area, Icon::calendar, desk.say(Word::meetings_empty),
                         {.id = "first", .label = desk.say(Word::meeting_add), .icon = Icon::plus}))
      state.meetings.created = create_meeting(desk);
    return;
  }
  MeetingRows rows(desk, facts.problems, state);
  const std::vector<GridColumn> columns = rows.meeting_columns();
  if (draw_record_grid(desk, rows, columns, "meetings", desk.say(Word::meetings_list), area,
                       state.meetings))
    state.meetings.created = create_meeting(desk);
}

void draw_minutes_table(const Desk& desk, const TaskFacts& facts, MeetingsState& state,
                        const ImRect& area) {
  if (state.notes.empty()) {
    if (draw_empty_state(desk.look, area, Icon::edit, desk.say(Word::minutes_empty),
                         {.id = "diary", .label = desk.say(Word::go_diary)}))
      desk.view.page = "diary";
    return;
  }
  RecordRows rows(
      desk, Kind::meeting_notes, facts.problems, state.notes,
      {field_number<&MeetingNotes::meeting>(), field_number<&MeetingNotes::held>(),
       field_number<&MeetingNotes::present>(), field_number<&MeetingNotes::decisions>()});
  const std::vector<GridColumn> columns = rows.columns();
  draw_record_grid(desk, rows, columns, "minutes", desk.say(Word::meetings_minutes), area,
                   state.minutes);
}

// Minutes as they read: their Markdown laid out.
void draw_minutes_text(const Desk& desk, MeetingsState& state, Id<MeetingNotes> id,
                       const ImRect& area) {
  const bool is_other = std::exchange(state.read, id) != id;
  if (is_other || state.document.language != desk.look.language) {
    const MeetingNotes& notes = *desk.plan().find(id);
    state.document = {.language = desk.look.language};
    if (!notes.text.starts_with("# "))
      state.document.title = desk.plan().name_of(ref(notes.meeting));
    add_markdown(state.document, notes.text);
    if (!notes.decisions.empty())
      state.document.heading(std::string(desk.say(Word::meeting_notes_decisions)));
    add_markdown(state.document, notes.decisions);
  }
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  ImGui::SetCursorScreenPos(area.Min + kCardPadding);
  ImGui::BeginChild("minutes_text", area.GetSize() - kCardPadding * 2, ImGuiChildFlags_None);
  draw_document_buttons(desk, state.document);
  ImGui::Dummy({0, 10});
  draw_document(desk, state.document, ImGui::GetContentRegionAvail().x - 8);
  ImGui::EndChild();
}

}  // namespace

double seconds_until_clock_moves(const View& view, const MeetingsState& state) {
  const bool runs = view.page == "meetings" && state.part == held && view.held.notes;
  return runs ? 1 : Interface::kAsleep;
}

void draw_meetings_page(const Desk& desk, const TaskFacts& facts, MeetingsState& state) {
  const AnyRef active = desk.view.selection.active();
  if (active != state.seen) {
    state.seen = active;
    if (active.kind == Kind::meeting) state.part = list;
    if (active.kind == Kind::meeting_notes && state.part != held) state.part = minutes;
  }
  if (begin_meeting(desk, state.run)) state.part = held;
  refresh_meetings(desk, state);
  draw_page_parts(desk);
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float right = left + ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::meetings_list), desk.say(Word::meetings_minutes),
                         desk.say(Word::meeting_run_tab)};
  state.part = draw_segments(desk.look, "part", desk.say(Word::meetings_title), parts, state.part);
  if (state.part == list &&
      draw_record_buttons(desk, {Kind::meeting, Word::meeting_add}, right, top))
    state.meetings.created = create_meeting(desk);
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  const Id<MeetingNotes> chosen{active.id.value};
  if (state.part == minutes && active.kind == Kind::meeting_notes &&
      desk.plan().find(chosen) != nullptr) {
    const float right_edge = area.Max.x;
    area.Max.x = std::round(area.Min.x + area.GetWidth() * kTableShare);
    draw_minutes_text(desk, state, chosen,
                      {{area.Max.x + kGap, area.Min.y}, {right_edge, area.Max.y}});
  }
  if (state.part != held) draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  if (state.part == list)
    draw_meeting_table(desk, facts, state, area);
  else if (state.part == minutes)
    draw_minutes_table(desk, facts, state, area);
  else if (draw_meeting_run(desk, state.run, area))
    state.part = minutes;
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
