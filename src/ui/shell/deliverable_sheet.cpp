#include "ui/shell/deliverable_sheet.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/goal_edits.h"
#include "app/value_reading.h"
#include "ui/goal_words.h"
#include "ui/pages.h"
#include "ui/record_options.h"
#include "ui/shell/attached.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kFoundWidth = 84;

Act act_of(const Desk& desk) {
  return {find_person(desk.plan(), desk.session.preferences().person), desk.session.now()};
}

// The next steps as buttons, one below the other where they do not fit beside.
class ActButtons {
 public:
  explicit ActButtons(const Desk& desk)
      : desk_(desk), right_(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x) {}

  bool draw(const char* id, Word word, ButtonKind kind, bool enabled = true) {
    const ButtonSpec spec{.id = id, .label = desk_.say(word), .kind = kind, .enabled = enabled};
    const float width = button_width(desk_.look, spec);
    if (last_ > 0 && last_ + 6 + width <= right_) ImGui::SameLine(0, 6);
    const float left = ImGui::GetCursorPosX();
    const bool pressed = draw_button(desk_.look, spec);
    last_ = left + width;
    return pressed;
  }

 private:
  const Desk& desk_;
  float right_, last_ = 0;
};

void draw_decisions(const Desk& desk, Id<Deliverable> id, const DeliverableFacts& facts,
                    DeliverableSheetState& state) {
  Random& random = desk.session.random();
  const OpenPlan& open = desk.open();
  draw_note_field(desk.look,
                  {.id = "reason",
                   .name = desk.say(Word::decision_reason),
                   .hint = desk.say(Word::reason_hint)},
                  56, state.reason);
  ImGui::Dummy({0, 4});
  ActButtons buttons(desk);
  if (facts.state == DeliverableState::handed_over &&
      buttons.draw("review", Word::act_begin_review, ButtonKind::prominent))
    desk.edit(begin_review(open, random, id, act_of(desk)));
  const auto decision = [&](const char* name, Word word, Decision decision, ButtonKind kind) {
    if (!buttons.draw(name, word, kind)) return;
    Result<Draft> draft = decide(open, random, id, decision, state.reason, act_of(desk));
    if (draft) state.reason.clear();
    desk.edit(std::move(draft));
  };
  const bool is_good = may_decide(desk.plan(), facts, Decision::accepted).has_value();
  decision("accept", Word::act_accept, Decision::accepted,
           is_good ? ButtonKind::prominent : ButtonKind::secondary);
  decision("reserve", Word::act_accept_with_reservations, Decision::with_reservations,
           ButtonKind::secondary);
  decision("reject", Word::act_reject, Decision::rejected, ButtonKind::secondary);
  ImGui::Dummy({0, kFormGap});
}

// What was found of a criterion: typed where values are, chosen where it is yes or no.
void draw_found(const Desk& desk, Id<Criterion> id, const CriterionFacts& facts, bool may_edit,
                FormState& form) {
  const Criterion& criterion = *desk.plan().find(id);
  std::optional<double> value;
  if (facts.finding != kNoSlot) value = desk.plan().table<Finding>()[facts.finding].record.value;
  const auto note = [&](std::optional<double> found) {
    desk.edit(note_finding(desk.open(), desk.session.random(), id, found, act_of(desk)));
  };
  if (criterion.comparison == Comparison::yes_no) {
    static constexpr std::array kAnswers{Word::verdict_not_tested, Word::yes, Word::no};
    const std::size_t current = !value ? 0 : *value >= 1 ? 1 : 2;
    const auto chosen = draw_choice(
        desk.look,
        {.id = "found",
         .name = fmt::format("{} {}", criterion.measure, desk.say(Word::criterion_hint)),
         .current = desk.say(kAnswers[current]),
         .width = kFoundWidth,
         .enabled = may_edit},
        form.choice, [&] { return word_options(desk.look, kAnswers, std::int64_t(current)); });
    if (chosen) note(*chosen == 0 ? std::nullopt : std::optional(*chosen == 1 ? 1.0 : 0.0));
    return;
  }
  std::string text = value ? number_text(*value) : std::string();
  const std::string before = text;
  const FieldEvent event =
      draw_field(desk.look,
                 {.id = "found",
                  .name = fmt::format("{} {}", criterion.measure, desk.say(Word::criterion_hint)),
                  .hint = desk.say(Word::criterion_hint),
                  .width = kFoundWidth,
                  .enabled = may_edit,
                  .invalid = facts.verdict == Verdict::failed},
                 text);
  if (event != FieldEvent::committed || text == before) return;
  const FieldInfo& field = field_at(Kind::finding, field_number<&Finding::value>());
  const auto read = read_value(desk.look.today, desk.plan(), {}, field, text);
  if (!read) {
    desk.tell_trouble(desk.say(Word::cannot_read, {text, criterion.measure}));
    return;
  }
  const double found = std::get<double>(*read);
  note(found == kNoAmount ? std::nullopt : std::optional(found));
}

void draw_criterion(const Desk& desk, const CriterionFacts& facts, bool may_edit,
                    DeliverableSheetState& state, FormState& form) {
  const Look& look = desk.look;
  const Plan& plan = desk.plan();
  const Entry<Criterion>& entry = plan.table<Criterion>()[facts.criterion];
  const Criterion& criterion = entry.record;
  ImGui::PushID(static_cast<int>(facts.criterion));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  constexpr float kHeight = 46;
  const std::string wanted = wanted_text(desk.look.language, criterion);
  const std::string_view verdict = desk.say(word_of(facts.verdict));
  const ImRect words{at, at + ImVec2(width - kFoundWidth - 6, kHeight)};
  const Item item = add_item_at("criterion", words,
                                {.role = access::Role::button,
                                 .name = criterion.measure,
                                 .value = fmt::format("{} · {}", wanted, verdict)});
  if (item.pressed) desk.view.selection.choose(ref(entry.id));
  if (item.visible) {
    draw_veil(look, item, 6);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Tone tone = tone_of(facts.verdict);
    const ImU32 ink = tone == Tone::neutral ? look.colours().faint_text : look.theme.strong(tone);
    list.AddRectFilled({at.x, at.y + 6}, {at.x + 3, at.y + kHeight - 6}, ink, 2);
    draw_text_in(look, list, {{at.x + 10, at.y + 3}, {words.Max.x, at.y + 24}}, criterion.measure,
                 {.type = Type::table});
    std::string line = wanted;
    if (!criterion.must) line += " · " + std::string(desk.say(Word::criterion_should));
    const float verdict_width = text_width(look, Type::small_strong, verdict) + 8;
    draw_text_in(look, list,
                 {{at.x + 10, at.y + 22}, {words.Max.x - verdict_width, at.y + kHeight - 2}}, line,
                 {.type = Type::small, .colour = look.colours().second_text});
    draw_text_in(look, list,
                 {{words.Max.x - verdict_width, at.y + 22}, {words.Max.x - 4, at.y + kHeight - 2}},
                 verdict, {.type = Type::small_strong, .colour = ink, .align = Align::right});
    draw_focus_ring(look, item, 6);
  }
  ImGui::SetCursorScreenPos({at.x + width - kFoundWidth, at.y + (kHeight - kControlHeight) / 2});
  draw_found(desk, entry.id, facts, may_edit, form);
  ImGui::SetCursorScreenPos(at + ImVec2(0, kHeight + 2));
  ImGui::Dummy({0, 0});
  if (facts.verdict == Verdict::waived) {
    const Finding& finding = plan.table<Finding>()[facts.finding].record;
    draw_paragraph(look,
                   fmt::format("{} · {}", plan.name_of(ref(finding.waived_by)), finding.waiver),
                   {.type = Type::small, .colour = look.theme.strong(Tone::warning)});
  }
  const bool may_waive = facts.verdict == Verdict::failed,
             waived = facts.verdict == Verdict::waived;
  if (may_edit && (may_waive || waived) &&
      draw_button(look, {.id = "waive",
                         .label = desk.say(waived ? Word::act_unwaive : Word::act_waive),
                         .kind = ButtonKind::quiet,
                         .enabled = waived || !state.reason.empty()})) {
    Result<Draft> draft = waive(desk.open(), desk.session.random(), entry.id,
                                waived ? std::string() : state.reason, act_of(desk));
    if (draft && !waived) state.reason.clear();
    desk.edit(std::move(draft));
  }
  ImGui::PopID();
}

void draw_criteria(const Desk& desk, Id<Deliverable> id, const DeliverableFacts& facts,
                   DeliverableSheetState& state, FormState& form) {
  const Look& look = desk.look;
  draw_label(look, desk.say(Word::criteria_title), {.type = Type::table_strong});
  if (!facts.criteria.empty()) {
    ImGui::SameLine(0, 8);
    draw_label(look, desk.say(Word::score_told, {percent_text(facts.score)}),
               {.type = Type::small, .colour = look.colours().second_text});
  }
  ImGui::Dummy({0, 2});
  const bool may_edit = !facts.is_accepted() && facts.state != DeliverableState::rejected;
  for (const CriterionFacts& criterion : facts.criteria)
    draw_criterion(desk, criterion, may_edit, state, form);
  if (facts.is_accepted()) return;
  const std::string_view add = desk.say(Word::criterion_add);
  const auto chosen =
      draw_choice(look, {.id = "add", .name = add, .icon = Icon::plus, .hint = add}, form.choice,
                  [&] { return word_options(look, kCriterionKinds, -1); });
  if (chosen)
    desk.edit(
        add_criterion(desk.open(), desk.session.random(), id, static_cast<CriterionKind>(*chosen)));
  ImGui::Dummy({0, kFormGap});
}

}  // namespace

void draw_deliverable_pills(const Desk& desk, const DeliverableFacts& facts) {
  draw_pill(desk.look, tone_of(facts.state), desk.say(word_of(facts.state)));
  if (const std::string late = late_text(desk, facts); !late.empty()) {
    ImGui::SameLine(0, 6);
    draw_pill(desk.look, Tone::critical, late);
  }
}

void draw_deliverable_acts(const Desk& desk, Id<Deliverable> id, const DeliverableFacts& facts,
                           DeliverableSheetState& state, FormState& form) {
  if (state.of != id) state = {.of = id, .reason = {}};
  if (facts.contradicts) {
    draw_paragraph(desk.look, desk.say(Word::contradiction),
                   {.type = Type::table, .colour = desk.look.theme.strong(Tone::critical)});
    ImGui::Dummy({0, kFormGap});
  }
  ImGui::PushID("acceptance");
  if (facts.is_under_review()) {
    draw_decisions(desk, id, facts, state);
  } else if (!facts.is_accepted()) {
    if (draw_button(desk.look, {.id = "hand_over",
                                .label = desk.say(Word::act_hand_over),
                                .icon = Icon::exchange,
                                .kind = ButtonKind::prominent,
                                .width = ImGui::GetContentRegionAvail().x}))
      desk.edit(hand_over(desk.open(), desk.session.random(), id, act_of(desk)));
    ImGui::Dummy({0, kFormGap});
  }
  draw_criteria(desk, id, facts, state, form);
  ImGui::PopID();
}

void draw_rounds(const Desk& desk, const DeliverableFacts& facts) {
  const Look& look = desk.look;
  const Plan& plan = desk.plan();
  ImGui::Dummy({0, 4});
  draw_label(look, desk.say(Word::rounds_title), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
  const TextLook quiet{.type = Type::small, .colour = look.colours().second_text};
  if (facts.rounds.empty()) draw_paragraph(look, desk.say(Word::rounds_none), quiet);
  for (std::size_t i = facts.rounds.size(); i-- > 0;) {
    const Entry<HandOver>& entry = plan.table<HandOver>()[facts.rounds[i]];
    const HandOver& round = entry.record;
    ImGui::PushID(static_cast<int>(facts.rounds[i]));
    const Word word = round.decision != Decision::none
                          ? kDecisions[static_cast<std::size_t>(round.decision)]
                      : round.review_begun.is_set() ? Word::state_in_review
                                                    : Word::state_handed_over;
    draw_label(look, desk.say(Word::round_head, {fmt::format("{}", i + 1), desk.say(word)}),
               {.type = Type::table});
    std::string line = short_date_text(look, round.handed_over);
    const auto add = [&](std::string_view text) {
      if (!text.empty()) line += fmt::format(" · {}", text);
    };
    add(plan.name_of(ref(round.handed_by)));
    add(round.version);
    if (round.decided.is_set()) {
      line += " → " + short_date_text(look, round.decided);
      add(plan.name_of(ref(round.decided_by)));
    }
    draw_paragraph(look, line, quiet);
    if (!round.reason.empty()) draw_paragraph(look, round.reason, {.type = Type::table});
    if (plan.find(round.rework) != nullptr &&
        draw_text_link(look, "rework", plan.name_of(ref(round.rework))))
      show_record(desk, ref(round.rework));
    ImGui::Dummy({0, 6});
    ImGui::PopID();
  }
}

}  // namespace tongzhou
