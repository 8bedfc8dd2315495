#include <fmt/format.h>

#include "app/letters.h"
#include "cli/reports.h"
#include "cli/reports_inside.h"
#include "exchange/json_writer.h"
#include "insight/letters.h"

namespace tongzhou {

std::string report_letters(const OpenPlan& open, Day today, ReportOptions options) {
  const Plan& plan = open.plan();
  const LetterReport report = find_letters(plan, today);
  JsonWriter json;
  json.begin_array();
  std::string text;
  for (const LetterFacts& facts : report.letters) {
    const auto& entry = plan.table<Letter>()[facts.letter];
    const Letter& letter = entry.record;
    const Word state = kLetterStates[static_cast<std::size_t>(letter.state)];
    const std::string from = letter.from ? plan.name_of(ref(letter.from)) : letter.sender;
    json.begin_object();
    json.member("id", hex(entry.id.any()));
    json.member("number", letter.number);
    json.member("kind", file_name_of(letter.kind));
    json.member("title", letter.title);
    json.member("from", from);
    json.key("to");
    json.begin_array();
    for (const Id<Department> to : letter.to.ids) json.value(plan.name_of(ref(to)));
    json.end_array();
    json.member("date", to_iso(letter.date));
    json.member("state", key_of(state));
    json.member("reply_by", to_iso(letter.reply_by));
    json.member("days_overdue", facts.days_overdue);
    json.member("same_number", facts.same_number);
    json.end_object();
    text += fmt::format("{:10}  {}  {}  [{}]", to_iso(letter.date), letter.number, letter.title,
                        say(options.language, state));
    if (facts.days_overdue > 0)
      text +=
          "  " + say(options.language, Word::letter_overdue, {std::to_string(facts.days_overdue)});
    if (facts.same_number)
      text += "  " + say(options.language, Word::letter_number_twice, {letter.number});
    text += '\n';
  }
  json.end_array();
  return options.output == Output::json ? std::move(json).take() : text;
}

}  // namespace tongzhou
