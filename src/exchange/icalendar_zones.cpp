#include "exchange/icalendar_zones.h"

#include <algorithm>

#include "core/sorting.h"
#include "schedule/recurrence.h"

namespace tongzhou {

std::string ical_upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

void IcalZones::begin_zone() { zones_.emplace_back(); }
void IcalZones::name_zone(std::string_view name) { zones_.back().name = name; }
void IcalZones::begin_part() {
  if (++parts_ <= kMostParts) zones_.back().parts.emplace_back();
}

void IcalZones::take(const IcalLine& line) {
  if (parts_ > kMostParts) return;
  Part& part = zones_.back().parts.back();
  if (line.name == "TZOFFSETFROM") part.from = parse_ical_offset(line.value);
  if (line.name == "TZOFFSETTO") part.to = parse_ical_offset(line.value);
  if (line.name == "RRULE") part.rule = line.value;
  if (line.name != "DTSTART" && line.name != "RDATE") return;
  for (std::string_view rest = line.value; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    // Outlook begins zones in 1601, from where plans look the same as from 1900.
    const bool ancient = text.size() >= 8 && text < "1900";
    std::string moved(text);
    if (ancient) moved.replace(0, 4, "1900");
    const auto time = parse_ical_time(moved);
    if (!time) continue;
    if (line.name == "DTSTART")
      part.start = time->at;
    else
      part.extra.push_back(time->at);
  }
}

CalendarZone IcalZones::worked_out(const Zone& zone) {
  CalendarZone result{zone.name, {}, {}};
  std::optional<Instant> earliest;
  constexpr std::size_t kMost = 1000;  // two a year, for the years of plans, take 600
  for (const Part& part : zone.parts) {
    if (!part.from || !part.to || !part.start) continue;
    if (!earliest || *part.start < *earliest) {
      earliest = part.start;
      result.offset = *part.from;
    }
    std::vector<Instant> starts{*part.start};
    if (auto rule = parse_recurrence(part.rule); rule && !check_recurrence(part.rule)) {
      if (rule->until) *rule->until += std::int64_t{part.from->count} * 60;  // it is in UTC
      std::ranges::copy(
          expand_recurrence(*rule, *part.start, {*part.start, start_of(kLastDay), kMost}),
          std::back_inserter(starts));
    }
    starts.insert(starts.end(), part.extra.begin(), part.extra.end());
    for (const Instant at : starts) result.changes.push_back({at - *part.from, *part.to});
  }
  sort_stably(result.changes);
  const auto repeated = std::ranges::unique(result.changes);
  result.changes.erase(repeated.begin(), repeated.end());
  return result;
}

const CalendarZone* IcalZones::find(std::string_view name) {
  if (index_.empty())
    for (std::size_t i = 0; i < zones_.size(); ++i) index_.emplace(zones_[i].name, i);
  const auto at = index_.find(name);
  if (at == index_.end()) return nullptr;
  const auto known = known_.find(at->second);
  if (known != known_.end()) return &known->second;
  const Zone& zone = zones_[at->second];
  const bool readable = std::ranges::any_of(
      zone.parts, [](const Part& part) { return part.from && part.to && part.start; });
  return readable ? &known_.emplace(at->second, worked_out(zone)).first->second : nullptr;
}

}  // namespace tongzhou
