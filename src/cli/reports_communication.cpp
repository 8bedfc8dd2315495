#include <algorithm>

#include <fmt/format.h>

#include "cli/reports.h"
#include "cli/reports_inside.h"
#include "exchange/json_writer.h"
#include "insight/channels.h"
#include "insight/suggestions.h"

namespace tongzhou {

std::string report_due(const OpenPlan& open, Id<Department> department, Id<Person> person,
                       Day today, ReportOptions options) {
  const Plan& plan = open.plan();
  const std::vector<Matter> matters =
      find_matters(plan, open.outline(), open.schedule(), open.calendars(), open.goals(), today);
  std::vector<Talk> talks = find_talks(plan, matters);
  keep_talks_of(talks, department, person);
  const auto word = [&](Word of) {
    return options.output == Output::json ? key_of(of) : say(options.language, of);
  };
  const auto rhythm = [&](const Talk& talk) {
    return word(kRhythms[static_cast<std::size_t>(talk.cadence.rhythm)]);
  };
  const auto mode = [&](const Talk& talk) {
    return word(kChannelKinds[static_cast<std::size_t>(talk.cadence.mode)]);
  };
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_array();
    for (const Talk& talk : talks) {
      json.begin_object();
      json.key("departments");
      json.begin_array();
      for (const Id<Department> id : talk.departments) json.value(plan.name_of(ref(id)));
      json.end_array();
      json.member("due", to_iso(talk.due));
      json.member("last", to_iso(talk.last));
      json.member("rhythm", rhythm(talk));
      json.member("mode", mode(talk));
      json.member("channel", plan.name_of(ref(talk.channel)));
      json.key("matters");
      json.begin_array();
      for (const std::uint32_t place : talk.matters) {
        const Matter& matter = matters[place];
        json.begin_object();
        json.member("kind", kind_name(matter.of.kind));
        json.member("id", hex(matter.of.id));
        json.member("name", plan.name_of(matter.of));
        json.member("urgency", key_of(kDegrees[static_cast<std::size_t>(matter.urgency.degree)]));
        json.member("importance",
                    key_of(kDegrees[static_cast<std::size_t>(matter.importance.degree)]));
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
    json.end_array();
    return std::move(json).take();
  }
  std::string text;
  for (const Talk& talk : talks) {
    text += fmt::format("{:10}  {}  [{}, {}]\n",
                        talk.due.is_set() ? to_iso(talk.due) : std::string("–"),
                        department_names(plan, talk.departments, ", "), rhythm(talk), mode(talk));
    for (const std::uint32_t place : talk.matters) {
      const Matter& matter = matters[place];
      const std::string name = matter.of.kind == Kind::plan
                                   ? std::string(say(options.language, Word::whole_plan))
                                   : plan.name_of(matter.of);
      text +=
          fmt::format("            {} ({}; {})\n", name, why_text(matter.urgency, options.language),
                      why_text(matter.importance, options.language));
    }
  }
  if (text.empty()) text = std::string(say(options.language, Word::talks_none)) + "\n";
  return text;
}

std::string report_suggestions(const OpenPlan& open, Day today, ReportOptions options) {
  const Plan& plan = open.plan();
  std::vector<std::string_view> texts;
  JsonWriter json;
  json.begin_object();
  json.key("suggestions");
  json.begin_array();
  std::string text;
  for (const SuggestionFacts& facts : find_suggestions(plan, today)) {
    const auto& entry = plan.table<Suggestion>()[facts.slot];
    const Suggestion& suggestion = entry.record;
    texts.push_back(suggestion.text);
    json.begin_object();
    json.member("id", hex(entry.id.any()));
    json.member("title", suggestion.title);
    json.member("text", suggestion.text);
    json.member("topic", suggestion.topic);
    json.member("department", plan.name_of(ref(suggestion.department)));
    json.member("sender", suggestion.sender);
    json.member("received", to_iso(suggestion.received));
    json.member("stage", key_of(word_of(facts.stage)));
    json.member("days", facts.age);
    json.end_object();
    text += fmt::format("{:10}  {} [{}, {}]\n", to_iso(suggestion.received), suggestion.title,
                        say(options.language, word_of(facts.stage)),
                        say(options.language, Word::suggestion_days, {std::to_string(facts.age)}));
  }
  json.end_array();
  json.key("themes");
  json.begin_array();
  constexpr std::size_t kMostPhrases = 12;
  for (const Phrase& phrase : find_phrases(texts, kMostPhrases)) {
    json.begin_object();
    json.member("text", phrase.text);
    json.member("suggestions", phrase.texts);
    json.end_object();
    text += fmt::format("{:>10}  {}\n", phrase.texts, phrase.text);
  }
  json.end_array();
  json.end_object();
  return options.output == Output::json ? std::move(json).take() : text;
}

}  // namespace tongzhou
