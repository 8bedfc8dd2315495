#include <fmt/format.h>

#include "app/sharing.h"
#include "cli/reports.h"
#include "cli/reports_inside.h"
#include "documents/value_words.h"
#include "exchange/json_writer.h"
#include "insight/information.h"

namespace tongzhou {
namespace {

std::string_view name_of(InformationFinding::Kind kind) {
  switch (kind) {
    case InformationFinding::Kind::wide: return "wide";
    case InformationFinding::Kind::unused: return "unused";
    case InformationFinding::Kind::ownerless: return "ownerless";
    case InformationFinding::Kind::doubled: return "doubled";
    case InformationFinding::Kind::depends: return "depends";
  }
  return {};
}

std::string information_json(const Plan& plan, const InformationReport& report) {
  JsonWriter json;
  json.begin_object();
  json.key("entries");
  json.begin_array();
  for (const InformationFacts& facts : report.facts) {
    const Entry<Information>& entry = plan.table<Information>()[facts.information];
    json.begin_object();
    json.member("id", hex(entry.id.any()));
    json.member("name", entry.record.name);
    json.member("department", plan.name_of(ref(entry.record.department)));
    json.key("audience");
    json.begin_array();
    for (const AnyRef reader : readers_of(entry.record)) json.value(plan.name_of(reader));
    json.end_array();
    json.member("secrecy", key_of(kSecrecies[static_cast<std::size_t>(entry.record.secrecy)]));
    json.member("updated", to_iso(entry.record.updated));
    json.member("next", to_iso(facts.next));
    json.member("freshness", key_of(word_of(facts.freshness)));
    json.member("late", facts.late);
    json.end_object();
  }
  json.end_array();
  json.key("findings");
  json.begin_array();
  for (const InformationFinding& finding : report.findings) {
    json.begin_object();
    json.member("kind", name_of(finding.kind));
    json.member("information", plan.name_of(ref(finding.information)));
    json.member("department", plan.name_of(ref(finding.department)));
    json.member("other", plan.name_of(ref(finding.other)));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return std::move(json).take();
}

}  // namespace

std::string report_information(const OpenPlan& open, Day today, ReportOptions options) {
  const Plan& plan = open.plan();
  const InformationReport report = find_information(plan, today);
  if (options.output == Output::json) return information_json(plan, report);
  std::string text;
  for (const InformationFacts& facts : report.facts) {
    const Information& entry = plan.table<Information>()[facts.information].record;
    text += fmt::format("{}  [{}{}]  {} → {}  ({})\n", entry.name,
                        say(options.language, word_of(facts.freshness)),
                        facts.late > 0 ? fmt::format(" {}", facts.late) : std::string(),
                        plan.name_of(ref(entry.department)),
                        reader_names(plan, readers_of(entry), options.language),
                        say(options.language, kSecrecies[static_cast<std::size_t>(entry.secrecy)]));
  }
  for (const InformationFinding& finding : report.findings)
    text += "! " + say(options.language, sentence_of(plan, finding)) + "\n";
  return text;
}

std::string report_copy(const Plan& plan, const AudienceCopy& copy, ReportOptions options) {
  std::size_t goes = 0, stays = 0, fields = 0;
  for (const CopyFacts::OfKind& of : copy.facts.kinds) {
    goes += of.goes;
    stays += of.stays;
    fields += of.fields;
  }
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    json.member("goes", goes);
    json.member("stays", stays);
    json.member("fields", fields);
    json.member("references", copy.facts.references);
    json.key("classes");
    json.begin_object();
    for (std::size_t i = 0; i < copy.facts.classes.size(); ++i)
      json.member(key_of(kSecrecies[i]), copy.facts.classes[i]);
    json.end_object();
    json.key("departments");
    json.begin_object();
    for (const auto& [department, count] : copy.facts.departments)
      json.member(plan.name_of(ref(department)), count);
    json.end_object();
    json.key("withheld");
    json.begin_array();
    for (const AnyRef record : copy.facts.withheld) json.value(plan.name_of(record));
    json.end_array();
    json.key("moved");
    json.begin_array();
    for (const Id<Task> task : copy.facts.moved) json.value(plan.name_of(ref(task)));
    json.end_array();
    json.end_object();
    return std::move(json).take();
  }
  std::string text = say(options.language, Word::copy_counts,
                         {std::to_string(goes), std::to_string(stays), std::to_string(fields)}) +
                     "\n";
  for (const AnyRef record : copy.facts.withheld) text += "- " + plan.name_of(record) + "\n";
  return text;
}

}  // namespace tongzhou
