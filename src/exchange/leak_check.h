// Looks through finished bytes for what must not be in them.
//
// What is withheld and at least 8 bytes long is looked for as UTF-8, as UTF-16 of both byte orders,
// escaped as in JSON, in hexadecimal digits and in base64 (RFC 4648), ids as their eight bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/plan_file.h"

namespace tongzhou {

class LeakCheck {
 public:
  static constexpr std::size_t kShortest = 8;

  // May be in the bytes, so that nothing is looked for that is a part of it. Before the withheld.
  void allow(std::string_view text);
  void withhold(std::string_view text);
  void withhold(std::uint64_t id);
  // To be called once all is said.
  void prepare();

  // The withheld text found, or the id in digits; nothing: none.
  std::vector<std::string> find_in(std::span<const std::byte> bytes) const;

 private:
  struct Needle {
    std::uint64_t tail;  // its last eight bytes: names that are numbered begin alike
    std::uint32_t place, size;
    std::uint32_t of;
    std::uint32_t next;  // in its bucket; kNone: the last
  };
  void add_needle(std::string_view bytes, std::uint32_t of);
  void fill_buckets();
  // Of each that is withheld, texts first.
  std::vector<bool> find_needles(std::string_view bytes) const;

  std::string allowed_;
  std::vector<std::string> withheld_;  // texts
  std::vector<std::string> ids_;       // their bytes
  std::string pool_;
  std::vector<Needle> needles_;
  std::vector<std::uint32_t> buckets_;  // a power of two of them: the first needle of each
  std::vector<std::uint64_t> filter_;   // bits of tails that there may be; it stays in the cache
};

// All texts of the plan and its history that are not in the copy, and all ids that it has.
LeakCheck make_leak_check(const Plan& plan, std::span<const Change> history, const Plan& copy);
// Looks through a plan file, its sections unpacked.
std::vector<std::string> find_leaks(const LeakCheck& check, std::span<const std::byte> plan_file);

}  // namespace tongzhou
