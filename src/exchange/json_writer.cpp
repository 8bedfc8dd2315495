#include "exchange/json_writer.h"

#include "core/numbers.h"

#include <fmt/format.h>

namespace tongzhou {

void JsonWriter::begin_item() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) text_ += ',';
  text_ += '\n';
  text_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  first_ = false;
}

void JsonWriter::begin(char bracket) {
  begin_item();
  text_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!first_) {
    text_ += '\n';
    text_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  }
  text_ += bracket;
  first_ = false;
}

void JsonWriter::value(double number) { raw(shortest_text(number)); }

void JsonWriter::key(std::string_view name) {
  value(name);
  text_ += ": ";
  after_key_ = true;
}

void JsonWriter::value(std::string_view content) {
  begin_item();
  text_ += '"';
  for (char c : content) {
    if (c == '"' || c == '\\')
      text_ += '\\';
    else if (static_cast<unsigned char>(c) < 0x20) {
      text_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
      continue;
    }
    text_ += c;
  }
  text_ += '"';
}

void JsonWriter::raw(std::string_view content) {
  begin_item();
  text_ += content;
}

std::string JsonWriter::take() && {
  text_ += '\n';
  return std::move(text_);
}

}  // namespace tongzhou
