// Ways of libraries that a page never takes, in place of their own by page.cmake: with them go
// reading and writing by pattern, angles beyond a million turns, and files of an operating system.
#include <algorithm>
#include <charconv>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "core/numbers.h"

namespace {

// What Dear ImGui writes by pattern: names with numbers in them. Longer texts are cut as vsnprintf
// cuts them.
class PatternWriter {
 public:
  PatternWriter(char* out, std::size_t room) : out_(out), room_(room) {}

  int write(const char* pattern, va_list& values) {
    while (*pattern != '\0') {
      if (*pattern != '%') {
        add({pattern++, 1});
        continue;
      }
      pattern = write_value(pattern + 1, values);
    }
    if (room_ > 0) out_[std::min(size_, room_ - 1)] = '\0';
    return static_cast<int>(size_);
  }

 private:
  static int read_count(const char*& pattern, va_list& values) {
    if (*pattern == '*') {
      ++pattern;
      return va_arg(values, int);
    }
    int count = 0;
    while (*pattern >= '0' && *pattern <= '9') count = count * 10 + (*pattern++ - '0');
    return count;
  }

  const char* write_value(const char* pattern, va_list& values) {
    const bool zeros = *pattern == '0';
    const bool at_left = *pattern == '-';
    if (at_left) ++pattern;
    const int width = read_count(pattern, values);
    int precision = -1;
    if (*pattern == '.') precision = read_count(++pattern, values);
    int longs = 0;
    for (; *pattern == 'l' || *pattern == 'z' || *pattern == 'h'; ++pattern)
      if (*pattern == 'l') ++longs;
    const char kind = *pattern++;
    char digits[24];
    switch (kind) {
      case 's': {
        const char* text = va_arg(values, const char*);
        if (text == nullptr) text = "(null)";
        const auto most = static_cast<std::size_t>(precision);
        pad(precision < 0 ? std::string_view(text) : std::string_view(text, strnlen(text, most)),
            width, ' ', at_left);
        break;
      }
      case 'd':
      case 'i': {
        const std::int64_t number = longs > 1 ? va_arg(values, std::int64_t) : va_arg(values, int);
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        pad({digits, end}, width, zeros ? '0' : ' ', at_left);
        break;
      }
      case 'u':
      case 'x':
      case 'X':
      case 'p': {
        const std::uint64_t number =
            longs > 1 ? va_arg(values, std::uint64_t) : va_arg(values, unsigned);
        char* end =
            std::to_chars(digits, digits + sizeof digits, number, kind == 'u' ? 10 : 16).ptr;
        if (kind == 'X')
          for (char* at = digits; at < end; ++at)
            if (*at >= 'a') *at = static_cast<char>(*at - 'a' + 'A');
        pad({digits, end}, width, zeros ? '0' : ' ', at_left);
        break;
      }
      case 'f':
        pad(tongzhou::fixed_text(va_arg(values, double), precision < 0 ? 6 : precision), width, ' ',
            at_left);
        break;
      case 'c': {
        const char c = static_cast<char>(va_arg(values, int));
        pad({&c, 1}, width, ' ', at_left);
        break;
      }
      case '\0': return pattern - 1;
      default: add({&kind, 1});
    }
    return pattern;
  }

  void pad(std::string_view text, int width, char with, bool at_left) {
    const auto wide = static_cast<std::size_t>(std::max(0, width));
    std::size_t missing = wide > text.size() ? wide - text.size() : 0;
    if (at_left) add(text);
    for (; missing > 0; --missing) add({&with, 1});
    if (!at_left) add(text);
  }

  void add(std::string_view text) {
    if (size_ + 1 < room_)
      std::memcpy(out_ + size_, text.data(), std::min(text.size(), room_ - 1 - size_));
    size_ += text.size();
  }

  char* out_;
  std::size_t room_, size_ = 0;
};

}  // namespace

extern "C" {

// Of minizip, for archives in files; ours are in memory.
void __wrap_fill_fopen64_filefunc(void*) {}

// Of sine and cosine; the first 20 bits of turns are counted without it.
int __wrap___rem_pio2_large(double*, double* rest, int, int, int) {
  rest[0] = rest[1] = 0;
  return 0;
}

int __wrap_vsnprintf(char* out, std::size_t room, const char* pattern, va_list values) {
  va_list copy;
  va_copy(copy, values);
  const int size = PatternWriter(out, room).write(pattern, copy);
  va_end(copy);
  return size;
}

// What SDL and others say before they give up.
int __wrap_fiprintf(std::FILE* into, const char* pattern, ...) {
  char text[512];
  va_list values;
  va_start(values, pattern);
  const int size = PatternWriter(text, sizeof text).write(pattern, values);
  va_end(values);
  std::fputs(text, into);
  return size;
}

// Of settings that nobody makes.
double __wrap_strtod(const char* text, char** end) {
  std::string_view rest(text);
  const double number = tongzhou::take_decimal(rest).value_or(0);
  if (end != nullptr) *end = const_cast<char*>(rest.data());
  return number;
}

// Of short texts: no tables are made for them.
char* __wrap_strstr(const char* text, const char* part) {
  const std::size_t at = std::string_view(text).find(part);
  return at == std::string_view::npos ? nullptr : const_cast<char*>(text + at);
}

// Of a few windows and glyphs: Shell's sort.
void __wrap_qsort(void* base, std::size_t count, std::size_t size,
                  int (*compare)(const void*, const void*)) {
  char* const bytes = static_cast<char*>(base);
  for (std::size_t gap = count / 2; gap > 0; gap /= 2)
    for (std::size_t i = gap; i < count; ++i)
      for (std::size_t j = i; j >= gap; j -= gap) {
        char *const before = bytes + (j - gap) * size, *const after = bytes + j * size;
        if (compare(before, after) <= 0) break;
        std::swap_ranges(before, before + size, after);
      }
}

// Dear ImGui reads by it which shaders we chose; what else it would read it is not given.
int __wrap_sscanf(const char* text, const char* pattern, ...) {
  constexpr char kVersion[] = "#version %d";
  constexpr std::size_t kHead = sizeof kVersion - 3;  // without the %d
  if (std::strcmp(pattern, kVersion) != 0 || std::strncmp(text, pattern, kHead) != 0) return 0;
  va_list into;
  va_start(into, pattern);
  *va_arg(into, int*) = std::atoi(text + kHead);
  va_end(into);
  return 1;
}

}  // extern "C"
