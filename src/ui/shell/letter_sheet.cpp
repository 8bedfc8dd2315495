#include "ui/shell/letter_sheet.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/letter_edits.h"
#include "app/letters.h"
#include "insight/letters.h"
#include "ui/pages.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

// The fields of which a letter's kind chooses one.
constexpr std::array kSubjects{
    field_number<&Letter::tasks>(),   field_number<&Letter::deliverables>(),
    field_number<&Letter::goals>(),   field_number<&Letter::meeting>(),
    field_number<&Letter::minutes>(), field_number<&Letter::survey>(),
    field_number<&Letter::issue>(),   field_number<&Letter::request>(),
    field_number<&Letter::answers>()};

// What the page shows otherwise, or what comes by itself.
constexpr std::array kShownElsewhere{field_number<&Letter::title>(), field_number<&Letter::body>(),
                                     field_number<&Letter::sent_text>(),
                                     field_number<&Letter::state>(),
                                     field_number<&Letter::order>()};

// Buttons side by side as far as they fit.
class ActRow {
 public:
  explicit ActRow(const Desk& desk) : desk_(desk) {}
  bool draw(const char* id, Word label, ButtonKind kind = ButtonKind::secondary,
            Icon icon = Icon::none, Word tip = Word::none) {
    const ButtonSpec spec{.id = id,
                          .label = desk_.say(label),
                          .icon = icon,
                          .kind = kind,
                          .tip = tip == Word::none ? std::string_view() : desk_.say(tip)};
    if (!std::exchange(is_first_, false)) {
      ImGui::SameLine(0, 8);
      if (ImGui::GetContentRegionAvail().x < button_width(desk_.look, spec)) ImGui::NewLine();
    }
    return draw_button(desk_.look, spec);
  }

 private:
  const Desk& desk_;
  bool is_first_ = true;
};

void edit(const Desk& desk, Draft draft) { desk.edit(Result<Draft>(std::move(draft))); }

void make_and_choose(const Desk& desk, NewRecord made) {
  edit(desk, std::move(made.draft));
  show_record(desk, made.record);
}

void draw_sent_acts(const Desk& desk, Id<Letter> id, const Letter& letter, ActRow& row) {
  Random& random = desk.session.random();
  const bool is_closed = letter.state == LetterState::closed;
  if (letter.state != LetterState::answered && !is_closed &&
      row.draw("answer", Word::letter_answer, ButtonKind::primary, Icon::mail))
    make_and_choose(desk, answer_letter(desk.open(), random, id, desk.look.today));
  if (letter.state == LetterState::sent && row.draw("receive", Word::letter_receive))
    edit(desk, receive_letter(desk.open(), random, id));
  if (row.draw("task", Word::letter_make_task))
    make_and_choose(desk, make_letter_task(desk.open(), random, id));
  if (!is_closed && row.draw("close", Word::letter_close, ButtonKind::quiet))
    edit(desk, close_letter(desk.open(), random, id));
}

bool has_approvals(const Plan& plan, Id<Letter> letter) {
  return std::ranges::any_of(plan.table<Approval>().live(), [&](const Entry<Approval>& one) {
    return one.record.letter == letter;
  });
}

void draw_approval(const Desk& desk, const Entry<Approval>& entry, bool is_next, FormState& form) {
  const Look& look = desk.look;
  static constexpr std::array kTones{Tone::neutral, Tone::good, Tone::critical};
  const auto state = static_cast<std::size_t>(entry.record.state);
  ImGui::PushID(static_cast<int>(entry.id.value ^ (entry.id.value >> 32)));
  draw_label(look, desk.plan().name_of(ref(entry.record.person)), {.type = Type::table_strong});
  ImGui::SameLine(0, 8);
  draw_pill(look, kTones[state], desk.say(kApprovalStates[state]));
  draw_form_field(desk, ref(entry.id),
                  *find_field(Kind::approval, field_number<&Approval::remark>()), form);
  if (is_next) {
    ActRow row(desk);
    const auto decide = [&](ApprovalState to) {
      edit(desk, decide_letter(desk.open(), desk.session.random(), entry.id, to, desk.look.today));
    };
    if (row.draw("agree", Word::letter_agree, ButtonKind::prominent, Icon::check))
      decide(ApprovalState::agreed);
    if (row.draw("return", Word::letter_return)) decide(ApprovalState::returned);
  }
  ImGui::Dummy({0, 6});
  ImGui::PopID();
}

}  // namespace

Tone tone_of(LetterState state) {
  switch (state) {
    case LetterState::draft: return Tone::neutral;
    case LetterState::in_review:
    case LetterState::approved:
    case LetterState::sent:
    case LetterState::received: return Tone::accent;
    case LetterState::answered:
    case LetterState::closed: return Tone::good;
  }
  return Tone::neutral;
}

bool is_of_use(const Letter& letter, FieldNumber field) {
  if (std::ranges::find(kShownElsewhere, field) != kShownElsewhere.end()) return false;
  if (field == field_number<&Letter::sender>()) return !letter.from;
  if (field == field_number<&Letter::answered>()) return letter.answered.is_set();
  if (std::ranges::find(kSubjects, field) == kSubjects.end()) return true;
  return field == subject_field(letter.kind) ||
         (field == field_number<&Letter::answers>() && letter.answers);
}

void draw_letter_acts(const Desk& desk, Id<Letter> id) {
  const Letter& letter = *desk.plan().find(id);
  Random& random = desk.session.random();
  draw_pill(desk.look, tone_of(letter.state),
            desk.say(kLetterStates[static_cast<std::size_t>(letter.state)]));
  ImGui::Dummy({0, 6});
  ActRow row(desk);
  const auto send = [&](ButtonKind kind) {
    if (row.draw("send", Word::letter_send, kind, Icon::mail, Word::letter_send_help))
      desk.edit(send_letter(desk.open(), random, id, desk.look.today));
  };
  switch (letter.state) {
    case LetterState::draft: {
      const bool asks = has_approvals(desk.plan(), id);
      if (!asks) send(ButtonKind::primary);
      if (asks && row.draw("submit", Word::letter_submit, ButtonKind::primary, Icon::people))
        edit(desk, submit_letter(desk.open(), random, id));
      break;
    }
    case LetterState::in_review:
      if (row.draw("reopen", Word::letter_reopen, ButtonKind::quiet))
        edit(desk, reopen_letter(desk.open(), random, id));
      break;
    case LetterState::approved:
      send(ButtonKind::primary);
      if (row.draw("reopen", Word::letter_reopen, ButtonKind::quiet))
        edit(desk, reopen_letter(desk.open(), random, id));
      break;
    default: draw_sent_acts(desk, id, letter, row);
  }
  if (row.draw("keep", Word::letter_use_as_template, ButtonKind::quiet))
    make_and_choose(desk, keep_template(desk.open(), random, letter.title, letter.kind,
                                        "title: " + letter.title + "\n\n" + letter.body));
  ImGui::Dummy({0, kFormGap});
}

void draw_approvals(const Desk& desk, Id<Letter> id, FormState& form) {
  const Plan& plan = desk.plan();
  const Letter& letter = *plan.find(id);
  if (is_sent(letter) && !has_approvals(plan, id)) return;
  ImGui::Dummy({0, 8});
  draw_heading(desk.look, desk.say(Word::approval), Type::table_strong, 3);
  ImGui::Dummy({0, 2});
  bool is_next = letter.state == LetterState::in_review;
  for (const AnyRef one : desk.open().in_order(Kind::approval)) {
    const auto& approvals = plan.table<Approval>();
    const auto& entry = approvals[approvals.find_slot(Id<Approval>{one.id.value})];
    if (entry.record.letter != id) continue;
    const bool waits = entry.record.state == ApprovalState::waiting;
    draw_approval(desk, entry, is_next && waits, form);
    if (waits) is_next = false;
  }
  if (is_sent(letter)) return;
  const auto option =
      draw_choice(desk.look,
                  {.id = "approver",
                   .name = desk.say(Word::letter_add_approver),
                   .icon = Icon::plus,
                   .hint = desk.say(Word::letter_add_approver),
                   .width = ImGui::GetContentRegionAvail().x},
                  form.choice, [&] { return references_options(desk, Kind::person, {}); });
  if (option)
    edit(desk, add_approver(desk.open(), desk.session.random(), id,
                            {toggled_reference(desk, Kind::person, *option).value}));
}

}  // namespace tongzhou
