#include "documents/agenda.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/sorting.h"
#include "documents/reports_inside.h"
#include "insight/overview.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostOfSection = 8;
constexpr int kStep = 5;  // minutes

class AgendaMaker {
 public:
  AgendaMaker(const ReportSources& from, std::span<const Matter> matters, const Occurrence& one,
              std::size_t conflicts)
      : from_(from),
        plan_(from.plan),
        matters_(matters),
        one_(one),
        conflicts_(conflicts),
        meeting_(*from.plan.find(one.meeting)) {
    departments_ = meeting_.departments.ids;
    for (const Id<Person> id : people_required(plan_, meeting_))
      if (const Person* person = plan_.find(id)) departments_.push_back(person->department);
    sort_stably(departments_);
    departments_.erase(std::ranges::unique(departments_).begin(), departments_.end());
  }

  Document make() {
    add_standing();
    add_actions();
    add_overdue();
    add_issues();
    add_matters();
    add_milestones();
    if (conflicts_ > 0)
      section(Word::page_conflicts)
          .items.push_back(
              {say(from_.language, Word::agenda_conflicts, {fmt::format("{}", conflicts_)}),
               {},
               Emphasis::watch});
    return write();
  }

 private:
  struct Line {
    std::string text;
    AnyRef record;
    Emphasis emphasis = Emphasis::none;
  };
  struct Section {
    Word title;
    std::vector<Line> items;
    std::size_t more = 0;  // that found no room
  };

  std::string words(Word word) const { return std::string(say(from_.language, word)); }
  Section& section(Word title) {
    if (sections_.empty() || sections_.back().title != title) sections_.push_back({title, {}});
    return sections_.back();
  }
  void add(Word title, Line line) {
    Section& into = section(title);
    if (into.items.size() < kMostOfSection)
      into.items.push_back(std::move(line));
    else
      ++into.more;
  }
  bool is_here(Id<Department> department) const {
    return department && std::ranges::binary_search(departments_, department);
  }
  // "（李伟，8月30日到期）".
  std::string owner_and_day(Id<Person> owner, Day due) const {
    std::string told = plan_.name_of(ref(owner));
    if (due.is_set()) {
      if (!told.empty()) told += from_.language == Language::chinese ? "，" : ", ";
      told += say(from_.language, Word::agenda_due, {day_words(from_, due)});
    }
    if (told.empty()) return told;
    return from_.language == Language::chinese ? "（" + told + "）" : " (" + told + ")";
  }

  void add_standing() {
    std::string_view rest = meeting_.agenda;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) add(Word::agenda_standing, {std::string(rest.substr(0, end)), {}});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  // Agreed at an earlier meeting of the series and not done.
  void add_actions() {
    for (const auto& entry : plan_.table<Action>().live()) {
      const Action& action = entry.record;
      const MeetingNotes* notes = plan_.find(action.meeting_notes);
      if (notes == nullptr || notes->meeting != one_.meeting || action.done.is_set() ||
          notes->held >= one_.start)
        continue;
      const bool late = action.due.is_set() && action.due < day_of(one_.start);
      add(Word::agenda_actions, {action.title + owner_and_day(action.owner, action.due),
                                 ref(entry.id), late ? Emphasis::act : Emphasis::none});
    }
  }

  void add_overdue() {
    for (const Slot slot :
         owed_deliverables(plan_, from_.deliverables, day_of(one_.start), /*days=*/0)) {
      const auto& entry = plan_.table<Deliverable>()[slot];
      if (!is_here(entry.record.giver) &&
          std::ranges::none_of(entry.record.receivers.ids,
                               [&](Id<Department> id) { return is_here(id); }))
        continue;
      add(Word::agenda_overdue,
          {fmt::format("{} · {}", entry.record.title, owed_words(from_, slot)), ref(entry.id),
           Emphasis::act});
    }
  }

  void add_issues() {
    for (const auto& entry : plan_.table<Issue>().live()) {
      const Issue& issue = entry.record;
      const Person* owner = plan_.find(issue.owner);
      if (issue.closed.is_set() ||
          !(is_here(issue.department) || (owner != nullptr && is_here(owner->department))))
        continue;
      const bool late = issue.due.is_set() && issue.due < day_of(one_.start);
      add(Word::agenda_issues, {issue.title + owner_and_day(issue.owner, issue.due), ref(entry.id),
                                late ? Emphasis::act : Emphasis::none});
    }
  }

  // What at least two of those who come have to do with, the weightiest first.
  void add_matters() {
    std::vector<const Matter*> here;
    for (const Matter& matter : matters_)
      if ((matter.of.kind == Kind::task || matter.of.kind == Kind::goal) &&
          std::ranges::count_if(matter.departments,
                                [&](Id<Department> id) { return is_here(id); }) >= 2)
        here.push_back(&matter);
    sort_stably(here, std::ranges::greater{}, [](const Matter* matter) {
      return static_cast<int>(matter->importance.degree) + static_cast<int>(matter->urgency.degree);
    });
    for (const Matter* matter : here)
      add(Word::agenda_matters,
          {fmt::format("{} · {}", plan_.name_of(matter->of),
                       why_text(matter->urgency, from_.language)),
           matter->of, matter->urgency.degree == Degree::high ? Emphasis::watch : Emphasis::none});
  }

  void add_milestones() {
    for (const Slot slot : next_milestones(plan_, from_.outline, from_.schedule, /*most=*/3)) {
      const auto& entry = plan_.table<Task>()[slot];
      add(Word::agenda_milestones,
          {fmt::format("{} · {}", day_words(from_, day_of(from_.schedule.tasks[slot].finish)),
                       entry.record.title),
           ref(entry.id)});
    }
  }

  // Each section gets time by how much stands in it, in steps of five minutes.
  Document write() const {
    Document document{.language = from_.language,
                      .title = say(from_.language, Word::agenda_title, {meeting_.title}),
                      .subtitle = {},
                      .blocks = {}};
    document.subtitle = instant_text(one_.start);
    if (!meeting_.place.empty()) document.subtitle += " · " + meeting_.place;
    std::size_t all = 0;
    for (const Section& section : sections_) all += section.items.size();
    Instant at = one_.start;
    int left = one_.length.count;
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      const Section& section = sections_[i];
      const int share = one_.length.count * static_cast<int>(section.items.size()) /
                        static_cast<int>(all) / kStep * kStep;
      const int minutes = i + 1 == sections_.size() ? left : std::min(left, std::max(kStep, share));
      document.heading(
          fmt::format("{} {} · {}", clock_text(at), words(section.title),
                      say(from_.language, Word::agenda_minutes, {fmt::format("{}", minutes)})));
      for (const Line& line : section.items) document.item(line.text, line.emphasis, line.record);
      if (section.more > 0)
        document.paragraph(
            say(from_.language, Word::calendar_more, {fmt::format("{}", section.more)}),
            Emphasis::quiet);
      at = at + Minutes{minutes};
      left -= minutes;
    }
    if (sections_.empty()) document.paragraph(words(Word::agenda_empty), Emphasis::quiet);
    return document;
  }

  static std::string clock_text(Instant at) {
    const std::int32_t minute = minute_of_day(at);
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
  }
  std::string instant_text(Instant at) const {
    return fmt::format("{} {}–{}", day_words(from_, day_of(at)), clock_text(at),
                       clock_text(at + one_.length));
  }

  const ReportSources& from_;
  const Plan& plan_;
  std::span<const Matter> matters_;
  const Occurrence& one_;
  std::size_t conflicts_;
  const Meeting& meeting_;
  std::vector<Id<Department>> departments_;
  std::vector<Section> sections_;
};

}  // namespace

Document make_agenda(const ReportSources& from, std::span<const Matter> matters,
                     const Occurrence& one, std::size_t conflicts) {
  return AgendaMaker(from, matters, one, conflicts).make();
}

}  // namespace tongzhou
