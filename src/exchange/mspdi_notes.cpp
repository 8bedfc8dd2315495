// Notes of tasks: plain text, or the RTF that older versions of Project kept.
#include <array>
#include <charconv>

#include "exchange/mspdi_import.h"
#include "exchange/text_encoding.h"

namespace tongzhou {
namespace {

// Groups whose text is no part of the note.
constexpr auto kSilent =
    std::to_array<std::string_view>({"fonttbl", "colortbl", "stylesheet", "info", "pict", "object",
                                     "generator", "header", "footer"});

// Follows the groups of RTF 1.9 as far as running text needs it.
class RtfReader {
 public:
  RtfReader(std::string_view rtf, const TextCodec* codec) : rest_(rtf), codec_(codec) {}

  std::string read() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '{') {
        silent_.push_back(is_silent());
      } else if (c == '}') {
        if (!silent_.empty()) silent_.pop_back();
      } else if (c == '\\') {
        read_control();
      } else if (c != '\n' && c != '\r') {
        write(c);
      }
    }
    flush();
    return std::move(text_);
  }

 private:
  bool is_silent() const { return !silent_.empty() && silent_.back(); }

  void write(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    if (!is_silent() && !control) legacy_ += c;
  }

  void read_control() {
    if (rest_.empty()) return;
    const char c = rest_.front();
    if (c == '\'') {
      read_byte();
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      read_word();
    } else {
      rest_.remove_prefix(1);
      if (c == '*') {
        if (!silent_.empty()) silent_.back() = true;
      } else if (c == '~') {
        write(' ');
      } else if (c == '\n' || c == '\r') {
        write('\n');
      } else if (c == '\\' || c == '{' || c == '}') {
        write(c);
      }
    }
  }

  // \'b2 is one byte of the document's code page.
  void read_byte() {
    unsigned byte = 0;
    const char* digits = rest_.data() + 1;
    const std::size_t length = std::min<std::size_t>(2, rest_.size() - 1);
    const auto [end, error] = std::from_chars(digits, digits + length, byte, 16);
    rest_.remove_prefix(error == std::errc{} ? static_cast<std::size_t>(end - rest_.data()) : 1);
    if (error == std::errc{}) write(static_cast<char>(byte));
  }

  void read_word() {
    std::size_t end = 0;
    while (end < rest_.size() && ((rest_[end] | 0x20) >= 'a' && (rest_[end] | 0x20) <= 'z')) ++end;
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    int number = 0;
    const auto [after, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    const bool numbered = error == std::errc{};
    if (numbered) rest_.remove_prefix(static_cast<std::size_t>(after - rest_.data()));
    if (rest_.starts_with(' ')) rest_.remove_prefix(1);
    if (numbered || word != "u") obey(word, number);
  }

  void obey(std::string_view word, int number) {
    if (word == "par" || word == "line") {
      write('\n');
    } else if (word == "tab") {
      write('\t');
    } else if (word == "uc") {
      after_unicode_ = number >= 0 && number < 8 ? number : 1;
    } else if (word == "u") {
      write_unicode(number);
    } else if (std::ranges::find(kSilent, word) != kSilent.end() && !silent_.empty()) {
      silent_.back() = true;
    }
  }

  // \u8364? : a UTF-16 unit as a signed number, and characters for readers that do not know it.
  void write_unicode(int number) {
    if (is_silent() || (number >= 0 && number < 0x20)) return;
    flush();
    const auto unit = static_cast<std::uint32_t>(number < 0 ? number + 65536 : number);
    skip_ = after_unicode_;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000 && high_ != 0) {
      append_utf8(text_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
      high_ = 0;
    } else {
      append_utf8(text_, unit);
    }
  }

  // Bytes collected so far, in the old encoding of the document.
  void flush() {
    if (is_valid_utf8(legacy_)) {
      text_ += legacy_;
    } else if (const auto decoded =
                   codec_ == nullptr ? std::nullopt : codec_->decode_gb18030(bytes_of(legacy_))) {
      text_ += *decoded;
    } else {
      for (const char c : legacy_)
        if (static_cast<unsigned char>(c) < 0x80) text_ += c;
    }
    legacy_.clear();
  }

  std::string_view rest_;
  const TextCodec* codec_;
  std::string text_;
  std::string legacy_;
  std::vector<bool> silent_;
  int after_unicode_ = 1;
  int skip_ = 0;
  std::uint32_t high_ = 0;
};

}  // namespace

std::string plain_note(std::string_view note, const TextCodec* codec) {
  note = trimmed(note);
  if (!note.starts_with("{\\rtf")) return std::string(note);
  const std::string text = RtfReader(note, codec).read();
  return std::string(trimmed(text));
}

}  // namespace tongzhou
