#include <algorithm>
#include <array>
#include <cctype>

#include "exchange/mspdi_import.h"
#include "exchange/text_encoding.h"

namespace tongzhou {
namespace {

std::size_t count_elements(std::string_view xml) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < xml.size(); ++i)
    if (xml[i] == '<' && xml[i + 1] != '/') ++count;
  return count;
}

// What the declaration says, in small letters; empty without one. UTF-16 declares nothing readable
// here and needs nothing.
std::string declared_encoding(std::span<const std::byte> bytes) {
  std::string head(reinterpret_cast<const char*>(bytes.data()),
                   std::min<std::size_t>(bytes.size(), 200));
  std::ranges::transform(head, head.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t at = head.find("encoding=");
  if (at == std::string::npos || at + 10 > head.size() || at > head.find("?>")) return {};
  const std::size_t end = head.find(head[at + 9], at + 10);
  return head.substr(at + 10, end == std::string::npos ? end : end - at - 10);
}

// Why this document cannot be Project's, if it cannot.
std::optional<std::string> foreign_root(const pugi::xml_node& root) {
  const std::string_view space = root.attribute("xmlns").value();
  const bool projects = std::string_view(root.name()) == "Project" &&
                        (space == "http://schemas.microsoft.com/project" ||
                         (space.empty() && (root.child("Tasks") || root.child("Calendars"))));
  if (projects) return std::nullopt;
  return std::string(root.name());
}

std::size_t line_of(std::string_view text, std::ptrdiff_t offset) {
  const auto end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + end, '\n'));
}

struct MspdiProject : MspdiRecord {
  std::string name, title;
  bool from_start = true;
  Instant start, finish, status;
  std::int64_t calendar = -1;
  std::int64_t minutes_per_day = 480;
};

using ProjectElement = MspdiElement<MspdiProject>;
constexpr ProjectElement section(std::string_view name) { return {name, nullptr, Word::none, "*"}; }
constexpr ProjectElement option(std::string_view name, std::string_view usual) {
  return {name, nullptr, Word::notice_project_options, usual};
}
constexpr ProjectElement property(std::string_view name) {
  return {name, nullptr, Word::notice_project_properties, {}};
}

constexpr ProjectElement kProjectElements[] = {
    section("SaveVersion"),
    section("BuildNumber"),
    section("UID"),
    section("GUID"),
    {"Name", read_member<&MspdiProject::name>},
    {"Title", read_member<&MspdiProject::title>},
    property("Subject"),
    property("Category"),
    property("Company"),
    property("Manager"),
    property("Author"),
    section("CreationDate"),
    section("Revision"),
    section("LastSaved"),
    {"ScheduleFromStart", read_member<&MspdiProject::from_start>},
    {"StartDate", read_member<&MspdiProject::start>},
    {"FinishDate", read_member<&MspdiProject::finish>},
    section("FYStartDate"),
    option("CriticalSlackLimit", "0"),
    section("CurrencyDigits"),
    section("CurrencySymbol"),
    section("CurrencyCode"),
    section("CurrencySymbolPosition"),
    {"CalendarUID", read_member<&MspdiProject::calendar>},
    section("DefaultStartTime"),
    section("DefaultFinishTime"),
    {"MinutesPerDay", read_member<&MspdiProject::minutes_per_day>},
    section("MinutesPerWeek"),
    section("DaysPerMonth"),
    section("DefaultTaskType"),
    section("DefaultFixedCostAccrual"),
    section("DefaultStandardRate"),
    section("DefaultOvertimeRate"),
    section("DurationFormat"),
    section("WorkFormat"),
    section("EditableActualCosts"),
    section("HonorConstraints"),
    section("EarnedValueMethod"),
    section("InsertedProjectsLikeSummary"),
    option("MultipleCriticalPaths", "0"),
    section("NewTasksEffortDriven"),
    section("NewTasksEstimated"),
    section("SplitsInProgressTasks"),
    section("SpreadActualCost"),
    section("SpreadPercentComplete"),
    section("TaskUpdatesResource"),
    section("FiscalYearStart"),
    section("WeekStartDay"),
    section("MoveCompletedEndsBack"),
    section("MoveRemainingStartsBack"),
    section("MoveRemainingStartsForward"),
    section("MoveCompletedEndsForward"),
    section("BaselineForEarnedValue"),
    section("AutoAddNewResourcesAndTasks"),
    {"StatusDate", read_member<&MspdiProject::status>},
    section("CurrentDate"),
    section("MicrosoftProjectServerURL"),
    section("Autolink"),
    section("NewTaskStartDate"),
    section("NewTasksAreManual"),
    section("DefaultTaskEVMethod"),
    section("ProjectExternallyEdited"),
    section("ExtendedCreationDate"),
    section("ActualsInSync"),
    section("RemoveFileProperties"),
    section("AdminProject"),
    section("UpdateManuallyScheduledTasksWhenEditingLinks"),
    section("KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled"),
    section("Views"),
    section("Filters"),
    section("Groups"),
    section("Tables"),
    section("Maps"),
    section("Reports"),
    section("Drawings"),
    section("DataLinks"),
    section("VBAProjects"),
    section("OutlineCodes"),
    section("WBSMasks"),
    section("ExtendedAttributes"),
    section("Calendars"),
    section("Tasks"),
    section("Resources"),
    section("Assignments"),
};

// File names make poor titles with their endings.
std::string without_extension(std::string name) {
  for (const std::string_view ending : {".xml", ".mpp", ".mpt"})
    if (name.size() > ending.size() && name.ends_with(ending))
      name.resize(name.size() - ending.size());
  return name;
}

void import_project(MspdiImport& import, const pugi::xml_node& node) {
  const auto project = read_record(node, kProjectElements);
  for (const Word word : project.lost)
    for (const ProjectElement& element : kProjectElements) {
      const pugi::xml_node child = node.child(element.name.data());
      if (element.lost == word && !says_nothing(child, element.usual))
        import.notices.add(word, element.name);
    }
  MspdiRecord rest = project;
  rest.lost.clear();
  tell(import.notices, rest, project.title);

  PlanInfo& info = import.info;
  const std::string title(trimmed(project.title));
  info.title = title.empty() ? without_extension(project.name) : title;
  info.start = project.start;
  info.status_date = project.status;
  if (project.minutes_per_day >= 1 && project.minutes_per_day <= kMinutesPerDay)
    info.minutes_per_day = static_cast<std::int32_t>(project.minutes_per_day);
  info.calendar = import.calendar(project.calendar);
  if (!info.calendar) {
    if (import.calendars.empty())
      import.calendars.emplace_back(mint<Id<Calendar>>(import.random), Calendar{});
    info.calendar = import.calendars.front().first;
  }
  if (!project.from_start) {
    info.finish = project.finish;
    import.notices.add(Word::notice_from_finish, to_iso(day_of(project.finish)));
  }
}

constexpr auto kCustomTitles = std::to_array<std::pair<std::string_view, MspdiCustom>>({
    {"部门", MspdiCustom::department},
    {"责任部门", MspdiCustom::department},
    {"负责部门", MspdiCustom::department},
    {"department", MspdiCustom::department},
    {"责任人", MspdiCustom::responsible},
    {"负责人", MspdiCustom::responsible},
    {"responsible", MspdiCustom::responsible},
    {"参与部门", MspdiCustom::participants},
    {"配合部门", MspdiCustom::participants},
    {"协办部门", MspdiCustom::participants},
    {"taking part", MspdiCustom::participants},
    {"岗位", MspdiCustom::position},
    {"职务", MspdiCustom::position},
    {"position", MspdiCustom::position},
});

void import_custom_fields(MspdiImport& import, const pugi::xml_node& project) {
  for (const pugi::xml_node field : project.child("ExtendedAttributes").children()) {
    std::string title(trimmed(field.child("Alias").child_value()));
    std::ranges::transform(title, title.begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    for (const auto& [known, which] : kCustomTitles)
      if (title == known && !import.has_custom(which))
        import.custom_of.emplace(trimmed(field.child("FieldID").child_value()), which);
  }
}

bool has_chinese(std::string_view text) {
  // UTF-8 of U+4E00 to U+9FFF begins with E4 B8 to E9 BF.
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

// Calendars made here are named in the language of the plan.
void name_own_calendars(MspdiImport& import) {
  const bool chinese = import.info.language == PlanLanguage::chinese;
  for (auto& [id, calendar] : import.calendars)
    if (calendar.name.empty())
      calendar.name = say(
          chinese ? Language::chinese : Language::english,
          id == import.round_the_clock ? Word::calendar_round_the_clock : Word::calendar_standard);
}

Plan finish(MspdiImport& import) {
  const auto plan_id = mint<Id<PlanInfo>>(import.random);
  PlanLoader loader(plan_id.any());
  const std::uint32_t replica = loader.add_replica(mint<ReplicaId>(import.random), 1);
  loader.note_counter(1);
  const PackedStamp stamp{1, replica, 1};
  const auto add_all = [&](auto& entries) {
    using Record = typename std::decay_t<decltype(entries)>::value_type::second_type;
    loader.reserve<Record>(entries.size());
    for (auto& [id, record] : entries)
      loader.add(Entry<Record>{id, false, std::move(record), FieldStamps(stamp)});
  };
  const auto add_nameless = [&](auto& records) {
    using Record = typename std::decay_t<decltype(records)>::value_type;
    loader.reserve<Record>(records.size());
    for (Record& record : records) loader.add_imported(std::move(record), import.random, stamp);
  };
  add_all(import.calendars);
  add_nameless(import.exceptions);
  add_all(import.departments);
  add_all(import.people);
  add_all(import.tasks);
  add_nameless(import.dependencies);
  add_nameless(import.assignments);
  add_nameless(import.baselines);
  add_nameless(import.pauses);
  std::vector<std::pair<Id<PlanInfo>, PlanInfo>> info;
  info.emplace_back(plan_id, std::move(import.info));
  add_all(info);
  return std::move(loader).take();
}

}  // namespace

bool MspdiImport::has_custom(MspdiCustom which) const {
  return std::ranges::any_of(custom_of, [&](const auto& entry) { return entry.second == which; });
}

Id<Department> MspdiImport::department_named(std::string_view name) {
  const std::string key(trimmed(name));
  if (key.empty()) return {};
  const auto [place, added] = department_of.try_emplace(key);
  if (added) {
    place->second = mint<Id<Department>>(random);
    Department department;
    department.name = key;
    department.colour = static_cast<std::int32_t>(departments.size() % 8);
    departments.emplace_back(place->second, std::move(department));
  }
  return place->second;
}

Id<Calendar> MspdiImport::calendar(std::int64_t uid) const {
  const auto found = calendar_of.find(uid);
  return found == calendar_of.end() ? Id<Calendar>{} : found->second;
}

bool read_attribute(const pugi::xml_node& node, std::vector<MspdiAttribute>& attributes) {
  attributes.push_back({std::string(trimmed(text_of(node.child("FieldID")))),
                        std::string(trimmed(text_of(node.child("Value"))))});
  return true;
}

Minutes whole_minutes(MspdiSeconds seconds, MspdiRecord& record) {
  if (seconds.count % 60 != 0) record.cut_seconds = true;
  return {static_cast<std::int32_t>((seconds.count + 30) / 60)};
}

Result<Imported> import_mspdi(std::span<const std::byte> bytes, Random& random,
                              const TextCodec* codec) {
  if (bytes.size() > kLargestMspdi)
    return refusal({Word::error_mspdi_too_large, {}}, {Word::todo_split_project, {}});
  const bool chinese = declared_encoding(bytes).starts_with("gb");
  auto text = decode_text(bytes, chinese ? codec : nullptr);
  if (!text) return std::unexpected(text.error());
  if (count_elements(*text) > kMostMspdiElements)
    return refusal({Word::error_mspdi_too_large, {}}, {Word::todo_split_project, {}});

  pugi::xml_document document;
  const auto parsed = document.load_buffer_inplace(text->data(), text->size(),
                                                   pugi::parse_default | pugi::parse_embed_pcdata,
                                                   pugi::encoding_utf8);
  if (!parsed)
    return refusal({Word::error_xml, {std::to_string(line_of(*text, parsed.offset))}},
                   {Word::todo_save_as_xml_again, {}});
  const pugi::xml_node project = document.document_element();
  if (const auto root = foreign_root(project))
    return refusal({Word::error_xml_foreign, {*root}}, {Word::todo_save_as_xml, {}});

  MspdiImport import{.random = random, .codec = codec};
  import_custom_fields(import, project);
  import_calendars(import, project);
  import_project(import, project);
  import_people(import, project);
  import_tasks(import, project);
  import_assignments(import, project);
  const bool any_chinese =
      has_chinese(import.info.title) ||
      std::ranges::any_of(import.tasks, has_chinese,
                          [](const auto& task) -> const std::string& { return task.second.title; });
  import.info.language = any_chinese ? PlanLanguage::chinese : PlanLanguage::english;
  name_own_calendars(import);

  Notices notices = std::move(import.notices);
  return Imported{finish(import), std::move(notices).take()};
}

}  // namespace tongzhou
