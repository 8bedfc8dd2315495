#include "ui/pages/communication.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/edits.h"
#include "core/sorting.h"
#include "ui/pages/communication_parts.h"
#include "ui/pages/page_parts.h"
#include "ui/record_filter.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum CommunicationPart : std::uint8_t { due, channels, coverage, rules, log };

constexpr std::array kChannelFields{
    field_number<&Channel::name>(),        field_number<&Channel::kind>(),
    field_number<&Channel::departments>(), field_number<&Channel::topics>(),
    field_number<&Channel::owner>(),       field_number<&Channel::address>(),
    field_number<&Channel::hours>(),       field_number<&Channel::answer_hours>(),
    field_number<&Channel::backup>()};
constexpr std::array kConversationFields{
    field_number<&Conversation::day>(),    field_number<&Conversation::departments>(),
    field_number<&Conversation::mode>(),   field_number<&Conversation::channel>(),
    field_number<&Conversation::tasks>(),  field_number<&Conversation::issues>(),
    field_number<&Conversation::person>(), field_number<&Conversation::result>()};

// The records of the tables.
void refresh_records(const Desk& desk, CommunicationState& state) {
  state.all_channels = desk.open().in_order(Kind::channel);
  state.conversations = desk.open().in_order(Kind::conversation);
  sort_stably(state.conversations, std::ranges::greater{}, [&](AnyRef record) {
    return desk.plan().find(Id<Conversation>{record.id.value})->day;
  });
}

void refresh_communication(const Desk& desk, CommunicationState& state) {
  const OpenPlan& open = desk.open();
  if (desk.plan().find(state.department) == nullptr) state.department = {};
  if (desk.plan().find(state.person) == nullptr) state.person = {};
  const CommunicationState::Made now{
      desk.session.open_number(), desk.plan().revision(), desk.look.today,
      state.department,           state.person,           state.topic};
  if (state.made == now) return;
  state.made = now;
  state.matters = find_matters(desk.plan(), open.outline(), open.schedule(), open.calendars(),
                               open.goals(), desk.look.today);
  state.talks = find_talks(desk.plan(), state.matters);
  keep_talks_of(state.talks, state.department, state.person);
  state.held = talks_held(desk.plan(), state.department, state.person, desk.look.today);
  state.topics = all_topics(desk.plan());
  if (std::ranges::find(state.topics, state.topic) == state.topics.end()) state.topic.clear();
  state.coverage = find_coverage(desk.plan(), state.matters, state.topic);
  state.findings.clear();
  for (const bool gaps : {true, false})
    for (std::uint32_t i = 0; i < state.coverage.pairs.size(); ++i) {
      const Coverage::Pair& pair = state.coverage.pairs[i];
      if (gaps ? pair.is_gap() : pair.is_thin()) state.findings.push_back(i);
    }
  refresh_records(desk, state);
  refresh_cadence_rules(desk, state);
}

// Who comes from elsewhere to a record sees the part it stands in. What is due and the coverage
// lead to channels, and stay.
void follow_communication(const Desk& desk, CommunicationState& state) {
  const AnyRef active = desk.view.selection.active();
  if (active == state.seen) return;
  state.seen = active;
  if (active.kind == Kind::channel && state.part != due && state.part != coverage)
    state.part = channels;
  if (active.kind == Kind::conversation) state.part = log;
}

void draw_topic_filter(const Desk& desk, CommunicationState& state) {
  const auto option = draw_choice(
      desk.look,
      {.id = "topic",
       .name = desk.say(Word::coverage_topic),
       .current = state.topic.empty() ? desk.say(Word::coverage_all_topics)
                                      : std::string_view(state.topic),
       .width = 170},
      state.choice, [&] {
        return Options{
            .count = static_cast<int>(state.topics.size()) + 1, .at = [&](int i) {
              const std::string& topic =
                  i == 0 ? state.topic : state.topics[static_cast<std::size_t>(i - 1)];
              return Option{
                  .text = i == 0 ? std::string(desk.say(Word::coverage_all_topics)) : topic,
                  .chosen = i == 0 ? state.topic.empty() : topic == state.topic};
            }};
      });
  if (option)
    state.topic =
        *option == 0 ? std::string() : state.topics[static_cast<std::size_t>(*option - 1)];
}

AnyRef create_channel(const Desk& desk) {
  NewRecord made = add_record(desk.open(), desk.session.random(), Kind::channel,
                              std::string(desk.say(Word::new_channel)), desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

void draw_communication_head(const Desk& desk, CommunicationState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float right = left + ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::communication_due), desk.say(Word::communication_channels),
                         desk.say(Word::communication_coverage),
                         desk.say(Word::communication_rules), desk.say(Word::communication_log)};
  state.part = draw_segments(look, "part", desk.say(Word::communication_title), parts, state.part);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top);
  if (state.part == due) {
    draw_record_filter(desk, Word::talks_of_all, state.department, state.choice);
    ImGui::SameLine(0, 8);
    draw_record_filter(desk, Word::talks_of_anyone, state.person, state.choice, 120);
    ImGui::SameLine(0, 14);
    ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2);
    draw_label(look, desk.say(Word::talks_held, {std::to_string(state.held)}),
               {.type = Type::table, .colour = look.colours().second_text});
  }
  if (state.part == coverage) draw_topic_filter(desk, state);
  if (state.part == channels || state.part == coverage)
    if (draw_record_buttons(desk, {Kind::channel, Word::channel_add}, right, top)) {
      state.part = channels;
      state.channels.created = create_channel(desk);
    }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

void draw_channel_table(const Desk& desk, const TaskFacts& facts, CommunicationState& state,
                        const ImRect& area) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  if (state.all_channels.empty()) {
    if (draw_empty_state(desk.look, area, Icon::talk, desk.say(Word::channels_empty),
                         {.id = "first", .label = desk.say(Word::channel_add), .icon = Icon::plus}))
      state.channels.created = create_channel(desk);
    return;
  }
  RecordRows rows(desk, Kind::channel, facts.problems, state.all_channels,
                  {kChannelFields.begin(), kChannelFields.end()});
  const std::vector<GridColumn> columns = rows.columns();
  if (draw_record_grid(desk, rows, columns, "channels", desk.say(Word::communication_channels),
                       area, state.channels))
    state.channels.created = create_channel(desk);
}

void draw_conversation_table(const Desk& desk, const TaskFacts& facts, CommunicationState& state,
                             const ImRect& area) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  if (state.conversations.empty()) {
    if (draw_empty_state(desk.look, area, Icon::check, desk.say(Word::conversations_empty),
                         {.id = "due", .label = desk.say(Word::communication_due)}))
      state.part = due;
    return;
  }
  RecordRows rows(desk, Kind::conversation, facts.problems, state.conversations,
                  {kConversationFields.begin(), kConversationFields.end()});
  const std::vector<GridColumn> columns = rows.columns();
  draw_record_grid(desk, rows, columns, "log", desk.say(Word::communication_log), area, state.log);
}

}  // namespace

Tone tone_of(Degree degree) {
  if (degree == Degree::high) return Tone::critical;
  return degree == Degree::middle ? Tone::warning : Tone::neutral;
}

Icon icon_of(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::face_to_face: return Icon::people;
    case ChannelKind::meeting: return Icon::calendar;
    case ChannelKind::video: return Icon::video;
    case ChannelKind::telephone: return Icon::telephone;
    case ChannelKind::chat: return Icon::talk;
    case ChannelKind::mailbox: return Icon::mail;
    case ChannelKind::board: return Icon::flag;
  }
  return Icon::none;
}

void draw_communication_page(const Desk& desk, const TaskFacts& facts, CommunicationState& state) {
  follow_communication(desk, state);
  refresh_communication(desk, state);
  draw_page_parts(desk);
  draw_communication_head(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  switch (state.part) {
    case channels: draw_channel_table(desk, facts, state, area); break;
    case coverage: draw_coverage(desk, state, area); break;
    case rules: draw_cadence_rules(desk, state, area); break;
    case log: draw_conversation_table(desk, facts, state, area); break;
    default: draw_due_talks(desk, state, area); break;
  }
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
