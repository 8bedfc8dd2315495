#include "insight/channels.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "core/sorting.h"
#include "model/in_order.h"

namespace tongzhou {
namespace {

constexpr std::array<std::string_view, 6> kTopicBreaks{",", ";", "、", "，", "；", "\n"};

bool is_about(const Channel& channel, std::string_view topic) {
  if (topic.empty()) return true;
  const std::vector<std::string> topics = topics_of(channel);
  return std::ranges::find(topics, topic) != topics.end();
}

// Whether all of them hang on one person: its owner, and no way round when the person is away.
Id<Person> only_owner(const Plan& plan, std::span<const Id<Channel>> channels) {
  Id<Person> owner;
  for (const Id<Channel> id : channels) {
    const Channel* channel = plan.find(id);
    if (channel == nullptr || !channel->owner || plan.find(channel->backup) != nullptr) return {};
    if (owner && owner != channel->owner) return {};
    owner = channel->owner;
  }
  return owner;
}

}  // namespace

std::vector<std::string> topics_of(const Channel& channel) {
  std::vector<std::string> topics;
  std::string_view rest = channel.topics;
  while (!rest.empty()) {
    std::size_t end = rest.size(), next = rest.size();
    for (const std::string_view by : kTopicBreaks)
      if (const std::size_t at = rest.find(by); at < end) {
        end = at;
        next = at + by.size();
      }
    std::string_view topic = rest.substr(0, end);
    while (topic.starts_with(' ')) topic.remove_prefix(1);
    while (topic.ends_with(' ')) topic.remove_suffix(1);
    if (!topic.empty()) topics.emplace_back(topic);
    rest.remove_prefix(next);
  }
  return topics;
}

std::vector<std::string> all_topics(const Plan& plan) {
  std::vector<std::string> all;
  for (const Slot slot : channels_in_order(plan))
    for (std::string& topic : topics_of(plan.table<Channel>()[slot].record))
      if (std::ranges::find(all, topic) == all.end()) all.push_back(std::move(topic));
  return all;
}

std::vector<Slot> channels_in_order(const Plan& plan) {
  return slots_in_order(plan.table<Channel>());
}

std::vector<Id<Department>> departments_of(const Plan& plan, const Channel& channel) {
  std::vector<Id<Department>> found(channel.departments.ids);
  for (const Id<Person> id : channel.people.ids)
    if (const Person* person = plan.find(id)) found.push_back(person->department);
  std::erase_if(found, [&](Id<Department> id) { return plan.find(id) == nullptr; });
  sort_stably(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

std::string department_names(const Plan& plan, std::span<const Id<Department>> departments,
                             std::string_view between) {
  std::vector<const Entry<Department>*> entries;
  const Table<Department>& table = plan.table<Department>();
  for (const Id<Department> id : departments)
    if (const Slot slot = table.find_slot(id); slot != kNoSlot && !table[slot].deleted)
      entries.push_back(&table[slot]);
  sort_stably(entries, {}, [](const Entry<Department>* entry) {
    return std::tie(entry->record.order, entry->id);
  });
  std::string names;
  for (const Entry<Department>* entry : entries) {
    if (!names.empty()) names += between;
    names += entry->record.name;
  }
  return names;
}

Coverage find_coverage(const Plan& plan, std::span<const Matter> matters, std::string_view topic) {
  Coverage coverage;
  const Table<Department>& departments = plan.table<Department>();
  const std::vector<Slot> order = slots_in_order(departments);
  std::vector<std::uint32_t> place(departments.slot_count(), 0);
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    coverage.departments.push_back(departments[order[i]].id);
    for (std::uint32_t above = 0; above < i; ++above) coverage.pairs.push_back({above, i});
  }

  // Calls `visit` for every two of the departments.
  const auto pair_of = [&](Id<Department> a, Id<Department> b) -> Coverage::Pair& {
    const std::uint32_t x = place[departments.find_slot(a)], y = place[departments.find_slot(b)];
    return coverage.pairs[std::max(x, y) * (std::max(x, y) - 1) / 2 + std::min(x, y)];
  };
  const auto for_each_pair = [&](std::span<const Id<Department>> of, auto&& visit) {
    for (std::size_t a = 0; a < of.size(); ++a)
      for (std::size_t b = a + 1; b < of.size(); ++b) visit(of[a], of[b]);
  };
  for (const Slot slot : channels_in_order(plan)) {
    const Entry<Channel>& entry = plan.table<Channel>()[slot];
    if (is_about(entry.record, topic))
      for_each_pair(departments_of(plan, entry.record), [&](Id<Department> a, Id<Department> b) {
        pair_of(a, b).channels.push_back(entry.id);
      });
  }
  for (const Matter& matter : matters)
    if (matter.of.kind != Kind::plan)
      for_each_pair(matter.departments, [&](Id<Department> a, Id<Department> b) {
        if (std::ranges::binary_search(matter.working, a) ||
            std::ranges::binary_search(matter.working, b))
          ++pair_of(a, b).matters;
      });
  for (Coverage::Pair& pair : coverage.pairs) {
    const auto kind = [&](Id<Channel> id) { return plan.find(id)->kind; };
    pair.one_mode =
        !pair.channels.empty() && std::ranges::all_of(pair.channels, [&](Id<Channel> id) {
          return kind(id) == kind(pair.channels.front());
        });
    pair.one_person = only_owner(plan, pair.channels);
  }
  return coverage;
}

}  // namespace tongzhou
