#include "ui/shell/secrecy_sheet.h"

#include <array>
#include <vector>

#include "app/sharing.h"
#include "insight/secrecy.h"
#include "model/record_fields.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

using Why = SecrecyFacts::Why;

Tone tone_of(Secrecy secrecy) {
  static constexpr std::array kTones{Tone::good, Tone::neutral, Tone::warning, Tone::critical};
  return kTones[static_cast<std::size_t>(secrecy)];
}

std::string why_words(const Desk& desk, const SecrecyFacts& facts) {
  switch (facts.why) {
    case Why::parent:
      return desk.say(Word::secrecy_of_parent, {desk.plan().name_of(facts.because)});
    case Why::marking: return std::string(desk.say(Word::secrecy_marked));
    default: return std::string(desk.say(Word::secrecy_usual));
  }
}

// "As usual", then the classes. Nothing: no choice was made.
void draw_class_choice(const Desk& desk, AnyRef record, FieldNumber field,
                       const SecrecyFacts& facts, FormState& form) {
  const bool marked = facts.why == Why::marking;
  const auto words = [&] {
    std::array<Word, kSecrecies.size() + 1> all{Word::secrecy_as_usual};
    std::ranges::copy(kSecrecies, all.begin() + 1);
    return all;
  }();
  const std::int64_t current = marked ? static_cast<std::int64_t>(facts.secrecy) + 1 : 0;
  const auto option =
      draw_choice(desk.look,
                  {.id = "class",
                   .name = desk.say(Word::secrecy),
                   .current = desk.say(words[static_cast<std::size_t>(current)])},
                  form.choice, [&] { return word_options(desk.look, words, current); });
  if (!option) return;
  const auto secrecy =
      *option == 0 ? std::nullopt : std::optional(static_cast<Secrecy>(*option - 1));
  desk.edit(
      Result<Draft>(mark_secrecy(desk.open(), desk.session.random(), record, field, secrecy)));
}

void draw_readers(const Desk& desk, AnyRef record, FieldNumber field, const Marking& marking,
                  FormState& form) {
  const std::vector<AnyRef> chosen = readers_of(marking);
  const std::string names = reader_names(desk.plan(), chosen, desk.look.language);
  const auto option = draw_choice(desk.look,
                                  {.id = "readers",
                                   .name = desk.say(Word::secrecy_readers),
                                   .current = names,
                                   .hint = desk.say(Word::secrecy_readers),
                                   .several = true},
                                  form.choice, [&] { return readers_options(desk, chosen); });
  if (!option) return;
  const AnyRef reader = possible_readers(desk)[static_cast<std::size_t>(*option)];
  desk.edit(
      Result<Draft>(toggle_reader(desk.open(), desk.session.random(), record, field, reader)));
}

void draw_marked(const Desk& desk, AnyRef record, FieldNumber field, const SecrecyFacts& facts,
                 FormState& form) {
  draw_class_choice(desk, record, field, facts, form);
  ImGui::Dummy({0, 4});
  if (facts.why == Why::marking && facts.secrecy >= Secrecy::department && facts.marking != nullptr)
    draw_readers(desk, record, field, *facts.marking, form);
}

void draw_marked_fields(const Desk& desk, AnyRef record, const SecrecyTable& table,
                        FormState& form) {
  std::vector<const FieldInfo*> others;
  for (const FieldInfo& field : fields_of(record.kind)) {
    const SecrecyFacts facts = table.of(record, field.number);
    const bool marked = facts.why == Why::marking && facts.marking->field == field.number;
    if (!marked) {
      others.push_back(&field);
      continue;
    }
    ImGui::PushID(field.number);
    draw_label(desk.look, desk.say(field.label),
               {.type = Type::small, .colour = desk.look.colours().second_text});
    draw_marked(desk, record, field.number, facts, form);
    ImGui::PopID();
  }
  const std::string_view add = desk.say(Word::secrecy_add_field);
  const auto option = draw_choice(
      desk.look, {.id = "field", .name = add, .icon = Icon::plus, .hint = add}, form.choice, [&] {
        return Options{.count = static_cast<int>(others.size()), .at = [&](int i) {
                         return Option{.text = std::string(
                                           desk.say(others[static_cast<std::size_t>(i)]->label))};
                       }};
      });
  if (option)
    desk.edit(Result<Draft>(mark_secrecy(desk.open(), desk.session.random(), record,
                                         others[static_cast<std::size_t>(*option)]->number,
                                         Secrecy::confidential)));
}

}  // namespace

void draw_secrecy(const Desk& desk, AnyRef record, FormState& form) {
  const KindInfo* kind = find_kind(record.kind);
  if (kind == nullptr || kind->stays_here || record.kind == Kind::information) return;
  const SecrecyTable table(desk.plan(), desk.look.today);
  const SecrecyFacts facts = table.of(record);
  ImGui::PushID("secrecy");
  ImGui::Dummy({0, 8});
  draw_heading(desk.look, desk.say(Word::secrecy_title), Type::table_strong, 3);
  ImGui::Dummy({0, 4});
  draw_pill(desk.look, tone_of(facts.secrecy),
            desk.say(kSecrecies[static_cast<std::size_t>(facts.secrecy)]));
  ImGui::SameLine(0, 8);
  draw_label(desk.look, why_words(desk, facts),
             {.type = Type::small, .colour = desk.look.colours().second_text});
  ImGui::Dummy({0, 4});
  draw_marked(desk, record, 0, facts, form);
  draw_marked_fields(desk, record, table, form);
  ImGui::Dummy({0, kFormGap});
  ImGui::PopID();
}

void draw_information_acts(const Desk& desk, AnyRef record) {
  if (record.kind == Kind::information) {
    if (draw_button(desk.look, {.id = "updated",
                                .label = desk.say(Word::information_refresh),
                                .icon = Icon::check,
                                .kind = ButtonKind::prominent}))
      desk.edit(Result<Draft>(refresh_information(desk.open(), desk.session.random(),
                                                  {record.id.value}, desk.look.today)));
    ImGui::Dummy({0, kFormGap});
    return;
  }
  const Id<InformationRequest> id{record.id.value};
  const bool is_open = desk.plan().find(id)->state == RequestState::open;
  const auto answer = [&](const char* name, Word word, ButtonKind kind, RequestState state) {
    if (draw_button(desk.look, {.id = name, .label = desk.say(word), .kind = kind}))
      desk.edit(Result<Draft>(
          answer_request(desk.open(), desk.session.random(), id, state, desk.look.today)));
  };
  if (is_open) {
    answer("answer", Word::request_answer_it, ButtonKind::primary, RequestState::answered);
    ImGui::SameLine(0, 8);
    answer("refuse", Word::request_refuse, ButtonKind::secondary, RequestState::refused);
  } else {
    answer("reopen", Word::suggestion_reopen, ButtonKind::quiet, RequestState::open);
  }
  ImGui::Dummy({0, kFormGap});
}

}  // namespace tongzhou
