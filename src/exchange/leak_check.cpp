#include "exchange/leak_check.h"

#include <bit>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base64.h"
#include "exchange/envelope.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// The bucket of eight bytes among a power of two of them: by the highest bits, on which all bytes
// have a say.
std::size_t bucket_of(std::uint64_t bytes, std::size_t count) {
  return static_cast<std::size_t>((bytes * 0x9e3779b97f4a7c15U) >> (64 - std::countr_zero(count)));
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  char32_t character = size == 1 ? first : first & (0xffU >> (size + 1));
  for (std::size_t i = 1; i < size && at + i < text.size(); ++i)
    character = character << 6 | (byte(at + i) & 0x3fU);
  at += size;
  return character;
}

template <class Visit>
void for_each_unit(std::string_view text, Visit&& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (character < 0x10000) {
      visit(static_cast<std::uint16_t>(character));
    } else {
      visit(static_cast<std::uint16_t>(0xd800 + ((character - 0x10000) >> 10)));
      visit(static_cast<std::uint16_t>(0xdc00 + ((character - 0x10000) & 0x3ff)));
    }
  }
}

std::string as_utf16(std::string_view text, bool is_big_endian) {
  std::string bytes;
  for_each_unit(text, [&](std::uint16_t unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
    bytes += is_big_endian ? high : low;
    bytes += is_big_endian ? low : high;
  });
  return bytes;
}

std::string as_escapes(std::string_view text) {
  std::string escaped;
  for_each_unit(text, [&](std::uint16_t unit) {
    if (unit >= 0x20 && unit < 0x7f)
      escaped += static_cast<char>(unit);
    else
      escaped += fmt::format("\\u{:04x}", unit);
  });
  return escaped;
}

std::string as_hex(std::string_view text, bool upper) {
  const std::string_view all = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string digits;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    digits += all[byte >> 4];
    digits += all[byte & 15];
  }
  return digits;
}

// The digits that do not depend on what stands before and after, where the text begins at that
// place of three bytes.
std::string as_base64(std::string_view text, std::size_t place) {
  const std::string led = std::string(place, '\0') + std::string(text);
  const std::string digits = encode_base64(std::as_bytes(std::span(led)));
  const std::size_t first = place == 0 ? 0 : place + 1;
  const std::size_t last = led.size() / 3 * 4 + led.size() % 3;
  return digits.substr(first, last - first);
}

void visit_texts(const Value& value, auto&& visit) {
  if (const auto* text = std::get_if<std::string>(&value)) visit(*text);
}

}  // namespace

void LeakCheck::allow(std::string_view text) {
  allowed_ += text;
  allowed_ += '\0';
}

void LeakCheck::withhold(std::string_view text) {
  if (text.size() >= kShortest) withheld_.emplace_back(text);
}

void LeakCheck::withhold(std::uint64_t id) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(id >> (8 * i));
  ids_.emplace_back(bytes, sizeof bytes);
}

void LeakCheck::add_needle(std::string_view bytes, std::uint32_t of) {
  if (bytes.size() < kShortest) return;
  needles_.push_back({eight_bytes(bytes.data() + bytes.size() - kShortest),
                      static_cast<std::uint32_t>(pool_.size()),
                      static_cast<std::uint32_t>(bytes.size()), of, kNone});
  pool_ += bytes;
}

void LeakCheck::fill_buckets() {
  std::size_t count = 1024;
  while (count < needles_.size() * 4) count *= 2;
  buckets_.assign(count, kNone);
  filter_.assign(count / 64 * 4, 0);
  for (const Needle& needle : needles_) {
    const std::size_t bit = bucket_of(needle.tail, filter_.size() * 64);
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  for (std::size_t i = 0; i < needles_.size(); ++i)
    needles_[i].next =
        std::exchange(buckets_[bucket_of(needles_[i].tail, count)], static_cast<std::uint32_t>(i));
}

std::vector<bool> LeakCheck::find_needles(std::string_view bytes) const {
  std::vector<bool> found(withheld_.size() + ids_.size(), false);
  if (needles_.empty() || bytes.size() < kShortest) return found;
  for (std::size_t end = kShortest; end <= bytes.size(); ++end) {
    const std::uint64_t tail = eight_bytes(bytes.data() + end - kShortest);
    const std::size_t bit = bucket_of(tail, filter_.size() * 64);
    if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) continue;
    for (std::uint32_t i = buckets_[bucket_of(tail, buckets_.size())]; i != kNone;
         i = needles_[i].next) {
      const Needle& needle = needles_[i];
      if (needle.tail == tail &&
          bytes.substr(0, end).ends_with(std::string_view(pool_).substr(needle.place, needle.size)))
        found[needle.of] = true;
    }
  }
  return found;
}

void LeakCheck::prepare() {
  for (std::size_t i = 0; i < withheld_.size(); ++i)
    add_needle(withheld_[i], static_cast<std::uint32_t>(i));
  fill_buckets();
  const std::vector<bool> known = find_needles(allowed_);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < withheld_.size(); ++i) {
    if (known[i]) continue;
    if (kept != i) withheld_[kept] = std::move(withheld_[i]);
    ++kept;
  }
  withheld_.resize(kept);

  needles_.clear();
  pool_.clear();
  for (std::size_t i = 0; i < withheld_.size(); ++i) {
    const auto of = static_cast<std::uint32_t>(i);
    const std::string& text = withheld_[i];
    add_needle(text, of);
    add_needle(as_utf16(text, false), of);
    add_needle(as_utf16(text, true), of);
    if (const std::string escaped = as_escapes(text); escaped != text) add_needle(escaped, of);
    add_needle(as_hex(text, false), of);
    add_needle(as_hex(text, true), of);
    for (std::size_t place = 0; place < 3; ++place) add_needle(as_base64(text, place), of);
  }
  for (std::size_t i = 0; i < ids_.size(); ++i)
    add_needle(ids_[i], static_cast<std::uint32_t>(withheld_.size() + i));
  fill_buckets();
}

std::vector<std::string> LeakCheck::find_in(std::span<const std::byte> bytes) const {
  const std::vector<bool> found =
      find_needles({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::vector<std::string> leaks;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i])
      leaks.push_back(i < withheld_.size() ? withheld_[i]
                                           : as_hex(ids_[i - withheld_.size()], false));
  return leaks;
}

namespace {

// Reads all texts that a plan shows, of deleted records too where asked for.
void visit_plan_texts(const Plan& plan, auto&& visit) {
  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& table = *plan.table(kind.kind);
    for (const FieldInfo& field : kind.fields) {
      if (field.type != ValueType::text || field.role == Role::order) continue;
      for (Slot slot = 0; slot < table.slot_count(); ++slot) visit(*field.text(table.row(slot)));
    }
  }
}

}  // namespace

LeakCheck make_leak_check(const Plan& plan, std::span<const Change> history, const Plan& copy) {
  LeakCheck check;
  visit_plan_texts(copy, [&](const std::string& text) { check.allow(text); });
  const auto withhold = [&](const std::string& text) { check.withhold(text); };
  visit_plan_texts(plan, withhold);
  for (const auto& [record, values] : plan.kept_values())
    for (const KeptValue& kept : values) visit_texts(kept.value, withhold);
  for (const Change& change : history) {
    for (const std::string& argument : change.label.arguments) check.withhold(argument);
    for (const Edit& edit : change.edits) {
      visit_texts(edit.before, withhold);
      visit_texts(edit.after, withhold);
    }
  }
  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& table = *plan.table(kind.kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot) check.withhold(table.id(slot).value);
  }
  for (const Plan::Seen& seen : plan.version()) check.withhold(seen.replica.value);
  check.withhold(plan.id().value);
  check.prepare();
  return check;
}

std::vector<std::string> find_leaks(const LeakCheck& check, std::span<const std::byte> plan_file) {
  std::vector<std::string> leaks = check.find_in(plan_file);
  EnvelopeReader reader(FileType::plan, plan_file);
  while (const auto section = reader.next())
    for (std::string& leak : check.find_in(section->content)) leaks.push_back(std::move(leak));
  return leaks;
}

}  // namespace tongzhou
