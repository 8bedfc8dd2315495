// XML written element by element, in the order of calls. Private to the MSPDI export.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/numbers.h"
#include "model/outline.h"
#include "model/plan.h"
#include "schedule/schedule.h"
#include "schedule/working_time.h"

namespace tongzhou {

class XmlWriter {
 public:
  // An element that holds others: closed when the result goes.
  class Open {
   public:
    Open(XmlWriter& xml, std::string_view name) : xml_(xml), name_(name) { xml_.begin(name_); }
    ~Open() { xml_.end(name_); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;

   private:
    XmlWriter& xml_;
    std::string_view name_;
  };
  [[nodiscard]] Open open(std::string_view name) { return {*this, name}; }

  void text(std::string_view name, std::string_view value);
  // Nothing for an empty value.
  void text_if(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, std::int64_t value) { text(name, fmt::format("{}", value)); }
  void number(std::string_view name, double value) { text(name, shortest_text(value)); }
  void flag(std::string_view name, bool value) { text(name, value ? "1" : "0"); }
  void instant(std::string_view name, Instant value);  // nothing when unset
  void duration(std::string_view name, Minutes value);

  std::string take() && { return std::move(out_); }

 private:
  void begin(std::string_view name);
  void end(std::string_view name);
  void escape(std::string_view value);

  std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  int depth_ = 0;
};

// What the parts of the export share: who has which UID.
struct MspdiExport {
  const Plan& plan;
  const Schedule* schedule;
  Outline outline;
  WorkingTime time;  // of the plan's calendar
  XmlWriter xml;

  std::unordered_map<Id<Calendar>, std::int64_t> calendar_uid;
  std::int64_t standard_uid = 0;  // the plan's own calendar
  std::unordered_map<Id<Person>, std::int64_t> person_uid;
  std::unordered_map<Id<Person>, std::int64_t> person_calendar_uid;
  std::vector<const Entry<Person>*> people;  // in their order

  Language language() const {
    return plan.info().language == PlanLanguage::chinese ? Language::chinese : Language::english;
  }
  // 1 for the first row; 0 for what is no live task.
  std::int64_t task_uid(Id<Task> id) const;
};

// Gives the plan's calendars their UIDs.
void number_calendars(MspdiExport& out);
// After that: the calendars of the plan, then one for each person, as Project wants it.
void export_calendars(MspdiExport& out);

}  // namespace tongzhou
