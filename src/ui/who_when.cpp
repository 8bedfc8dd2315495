#include "ui/who_when.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace tongzhou {

std::string who_text(const Look& look, std::string_view person, std::string_view department) {
  if (person.empty() && department.empty()) return std::string(look.say(Word::who_unknown));
  if (person.empty()) return std::string(department);
  if (department.empty()) return std::string(person);
  return look.say(Word::who_and_department, {person, department});
}

std::string who_text(const Look& look, const Author& author) {
  return who_text(look, author.person, author.department);
}

std::string when_text(const Desk& desk, std::int64_t unix_milliseconds) {
  if (unix_milliseconds == 0) return {};
  const std::int64_t now = desk.session.ports().clock.unix_milliseconds();
  const std::int64_t minutes = (now - unix_milliseconds) / 60'000;
  const std::int64_t local = desk.session.now().value - minutes;
  const Instant at{static_cast<std::int32_t>(
      std::clamp<std::int64_t>(local, std::numeric_limits<std::int32_t>::min() + 1,
                               std::numeric_limits<std::int32_t>::max()))};
  if (!in_range(day_of(at))) return {};
  const std::int32_t minute = minute_of_day(at);
  return fmt::format("{} {:02}:{:02}",
                     day_text(day_of(at), desk.look.this_year(), desk.look.language), minute / 60,
                     minute % 60);
}

}  // namespace tongzhou
