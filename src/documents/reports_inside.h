// What reports share. For src/documents/*.cpp alone.
#pragma once

#include "documents/reports.h"

namespace tongzhou {

inline std::string day_words(const ReportSources& from, Day day) {
  return date_text(day, static_cast<int>(to_civil(from.today).year()), from.language);
}
inline Emphasis emphasis_of(Light light) {
  switch (light) {
    case Light::none: return Emphasis::quiet;
    case Light::good: return Emphasis::good;
    case Light::watch: return Emphasis::watch;
    case Light::act: return Emphasis::act;
  }
  return Emphasis::none;
}
Emphasis emphasis_of(Course course);
// "已交出 · 迟 3 天".
std::string owed_words(const ReportSources& from, Slot deliverable);

}  // namespace tongzhou
