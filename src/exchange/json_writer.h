// Results as JSON, written as they come.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongzhou {

// Two spaces a level, one member a line. The caller opens and closes in order.
class JsonWriter {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool flag) { raw(flag ? "true" : "false"); }
  template <std::integral Number>
  void value(Number number) {
    raw(std::to_string(number));
  }
  // Without an exponent where it can be; what is missing is null.
  void value(double number);
  void value(std::optional<double> number) { number ? value(*number) : raw("null"); }
  template <class Value>
  void member(std::string_view name, const Value& content) {
    key(name);
    value(content);
  }

  // With a line end.
  std::string take() &&;

 private:
  void begin(char bracket);
  void end(char bracket);
  void raw(std::string_view text);
  void begin_item();

  std::string text_;
  int depth_ = 0;
  bool first_ = true;  // nothing in the innermost bracket yet
  bool after_key_ = false;
};

}  // namespace tongzhou
