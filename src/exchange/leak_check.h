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

// Made once for a plan, however many copies of it are searched.
class LeakCheck {
 public:
  static constexpr std::size_t kShortest = 8;

  void withhold(std::string_view text);
  void withhold(std::uint64_t id);
  // To be called once all is said.
  void prepare();

  // Of each text that is withheld, whether it is a part of what is allowed: then nothing is looked
  // for, as it may be there.
  using Allowed = std::vector<bool>;
  Allowed parts_of(std::string_view allowed) const;
  // The withheld texts found, and the ids in digits; nothing: none.
  std::vector<std::string> find_in(std::span<const std::byte> bytes, const Allowed& allowed) const;

 private:
  enum class Form : std::uint8_t { itself, encoded };
  struct Needle {
    std::uint64_t tail;  // its last eight bytes: names that are numbered begin alike
    std::uint32_t place, size;
    std::uint32_t of;    // texts first, then ids
    std::uint32_t next;  // in its bucket; kNone: the last
    Form form;
  };
  void add_needle(std::string_view bytes, std::uint32_t of, Form form = Form::encoded);
  void fill_buckets();
  // Of each that is withheld; of those as they are, or in any form.
  std::vector<bool> find_needles(std::string_view bytes, Form up_to) const;

  std::vector<std::string> withheld_;  // texts
  std::vector<std::string> ids_;       // their bytes
  std::string pool_;
  std::vector<Needle> needles_;
  std::vector<std::uint32_t> buckets_;  // a power of two of them: the first needle of each
  std::vector<std::uint64_t> filter_;   // bits of tails that there may be; it stays in the cache
};

// All texts of the plan and its history, and all ids that it has.
LeakCheck make_leak_check(const Plan& plan, std::span<const Change> history);
// Looks through a plan file that holds that copy, its sections unpacked, for what the copy does not
// hold.
std::vector<std::string> find_leaks(const LeakCheck& check, const Plan& copy,
                                    std::span<const std::byte> plan_file);

}  // namespace tongzhou
