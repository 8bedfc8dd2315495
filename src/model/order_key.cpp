#include "model/order_key.h"

namespace tongzhou {
namespace {

constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int kBase = 62;

int digit_at(std::string_view key, std::size_t i, int otherwise) {
  if (i >= key.size()) return otherwise;
  const auto place = kDigits.find(key[i]);
  return place == std::string_view::npos ? 0 : static_cast<int>(place);
}

char digit_of(int place) { return kDigits[static_cast<std::size_t>(place)]; }

// The shortest place strictly between; `after` may be empty (open).
std::string midpoint(std::string_view before, std::string_view after) {
  std::string key;
  bool open = after.empty();
  for (std::size_t i = 0;; ++i) {
    const int low = digit_at(before, i, 0);
    const int high = open ? kBase : digit_at(after, i, 0);
    if (high - low > 1) {
      // Appending at the end is the commonest act: step by one there, so that keys stay short.
      const int step = open && after.empty() && !before.empty() ? 1 : (high - low) / 2;
      return key + digit_of(low + step);
    }
    key += digit_of(low);
    if (high > low) open = true;  // already below `after`; only `before` binds from here
  }
}

// --- Numbers that compare as text ----------------------------------------------------------------
//
// Small ones are one digit around the middle of the digits. Larger ones begin with a digit further
// out that tells how many follow. No digit is 0, as a key that ends in 0 has no room below it.

constexpr int kZero = 31, kSmall = 20, kBaseOfMore = kBase - 1;

std::string number_text(int number) {
  if (number >= -kSmall && number <= kSmall) return {digit_of(kZero + number)};
  const bool negative = number < 0;
  int rest = (negative ? -number : number) - kSmall - 1;
  std::string digits;
  do {
    const int digit = rest % kBaseOfMore;
    digits.insert(digits.begin(), digit_of(1 + (negative ? kBaseOfMore - 1 - digit : digit)));
    rest /= kBaseOfMore;
  } while (rest > 0);
  const int length = static_cast<int>(digits.size());
  return digit_of(negative ? kZero - kSmall - length : kZero + kSmall + length) + digits;
}

struct Read {
  int number = 0;
  std::size_t length = 0;  // 0: no number begins there
};
Read read_number(std::string_view text) {
  constexpr int kMostDigits = 4;
  if (text.empty()) return {};
  const int head = digit_at(text, 0, 0) - kZero;
  if (head >= -kSmall && head <= kSmall) return {head, 1};
  const bool negative = head < 0;
  const int length = (negative ? -head : head) - kSmall;
  if (length > kMostDigits || text.size() < static_cast<std::size_t>(length) + 1) return {};
  int rest = 0;
  for (int i = 1; i <= length; ++i) {
    const int digit = digit_at(text, static_cast<std::size_t>(i), 0) - 1;
    if (digit < 0) return {};
    rest = rest * kBaseOfMore + (negative ? kBaseOfMore - 1 - digit : digit);
  }
  const int number = rest + kSmall + 1;
  return {negative ? -number : number, static_cast<std::size_t>(length) + 1};
}

// --- Marks ---------------------------------------------------------------------------------------

std::string mark_of(Random& random) {
  constexpr int kLength = 4;
  std::string mark;
  std::uint64_t bits = random.mark();
  for (int i = 0; i < kLength; ++i, bits /= kBaseOfMore)
    mark += digit_of(1 + static_cast<int>(bits % kBaseOfMore));
  return mark;
}

// Where the last number of a key begins that stands behind the mark; 0 for keys of others.
std::size_t last_number(std::string_view key, std::string_view mark) {
  const std::size_t marked = key.find(mark);
  if (marked == std::string_view::npos || marked == 0) return 0;
  std::size_t at = marked + mark.size(), last = 0;
  while (at < key.size()) {
    const std::size_t length = read_number(key.substr(at)).length;
    if (length == 0) return 0;
    last = at;
    at += length;
  }
  return last;
}

// The key with its last number moved by that much.
std::string step_from(std::string_view key, std::size_t last, int by) {
  return std::string(key.substr(0, last)) + number_text(read_number(key.substr(last)).number + by);
}

}  // namespace

std::string order_between(std::string_view before, std::string_view after, Random& random) {
  if (!after.empty() && before >= after) after = {};
  const auto fits = [&](std::string_view key) {
    return key > before && (after.empty() || key < after);
  };
  const std::string mark = mark_of(random);
  const std::size_t in_before = last_number(before, mark), in_after = last_number(after, mark);
  if (in_before != 0)
    if (std::string next = step_from(before, in_before, 1); fits(next)) return next;
  if (in_after != 0)
    if (std::string previous = step_from(after, in_after, -1); fits(previous)) return previous;
  if (in_before != 0)
    if (std::string below = std::string(before) + number_text(0); fits(below)) return below;
  return midpoint(before, after) + mark + number_text(0);
}

std::vector<std::string> order_sequence(std::size_t count) {
  std::size_t width = 1;
  for (std::size_t room = kBase; room < count + 2; room *= kBase) ++width;
  std::size_t room = 1;
  for (std::size_t i = 0; i < width; ++i) room *= kBase;
  std::vector<std::string> keys;
  keys.reserve(count);
  for (std::size_t i = 1; i <= count; ++i) {
    // i / (count + 1) of the way, without overflow on 32-bit machines.
    auto place = static_cast<std::uint64_t>(room) * i / (count + 1);
    std::string key(width, '0');
    for (std::size_t d = width; d-- > 0; place /= kBase) key[d] = kDigits[place % kBase];
    keys.push_back(key + "V");
  }
  return keys;
}

}  // namespace tongzhou
