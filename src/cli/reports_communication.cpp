#include <algorithm>

#include <fmt/format.h>

#include "cli/json_writer.h"
#include "cli/reports.h"
#include "cli/reports_inside.h"
#include "insight/channels.h"

namespace tongzhou {

std::string report_due(const OpenPlan& open, Id<Department> department, Day today,
                       ReportOptions options) {
  const Plan& plan = open.plan();
  const std::vector<Matter> matters =
      find_matters(plan, open.outline(), open.schedule(), open.calendars(), open.goals(), today);
  std::vector<Talk> talks = find_talks(plan, matters);
  if (department)
    std::erase_if(talks, [&](const Talk& talk) {
      return !std::ranges::binary_search(talk.departments, department);
    });
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

}  // namespace tongzhou
