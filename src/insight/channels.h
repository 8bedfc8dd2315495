// Which channels connect which departments, and where one is missing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/cadence.h"

namespace tongzhou {

// The topics of a channel: what stands between commas, semicolons or 、, without blanks around it.
std::vector<std::string> topics_of(const Channel& channel);
// Of all channels, each once, in the order of channels.
std::vector<std::string> all_topics(const Plan& plan);

// By order key, then id.
std::vector<Slot> channels_in_order(const Plan& plan);

// The departments that a channel connects: those it names and those of its people, in the order of
// their ids, each once. Departments that are no more are left out.
std::vector<Id<Department>> departments_of(const Plan& plan, const Channel& channel);

// Their names in the order of departments.
std::string department_names(const Plan& plan, std::span<const Id<Department>> departments,
                             std::string_view between);

struct Coverage {
  // Two departments, `first` above `second` in the order of departments.
  struct Pair {
    std::uint32_t first, second;        // places in `departments`
    std::vector<Id<Channel>> channels;  // in order
    std::uint32_t matters = 0;          // of both, that at least one of them works on
    bool one_mode = false;              // all of its channels are of one kind, or there is one only
    Id<Person> one_person;  // who alone owns all of them, where none has a backup; else unset

    // They have something to talk about and nowhere to.
    bool is_gap() const { return matters > 0 && channels.empty(); }
    bool is_thin() const { return matters > 0 && !channels.empty() && (one_mode || one_person); }
  };
  std::vector<Id<Department>> departments;  // in order
  std::vector<Pair> pairs;                  // all: (0,1), (0,2), (1,2), (0,3), ...

  const Pair& pair(std::size_t a, std::size_t b) const {
    const std::size_t low = a < b ? a : b, high = a < b ? b : a;
    return pairs[high * (high - 1) / 2 + low];
  }
};

// Of the channels that name the topic; of all where it is empty.
Coverage find_coverage(const Plan& plan, std::span<const Matter> matters, std::string_view topic);

}  // namespace tongzhou
