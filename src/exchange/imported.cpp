#include "exchange/imported.h"

#include <algorithm>

namespace tongzhou {
namespace {

// An example stands inside a sentence: long ones are cut at a character's border.
std::string cut_short(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return std::string(text);
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

void Notices::add(Word sentence, std::string_view example) {
  auto kind = std::ranges::find(kinds_, sentence, &Kind::sentence);
  if (kind == kinds_.end()) kind = kinds_.insert(kind, {sentence, 0, {}, false});
  ++kind->count;
  if (example.empty()) return;
  std::string text = cut_short(example);
  if (std::ranges::find(kind->examples, text) != kind->examples.end()) return;
  if (kind->examples.size() < kExamples)
    kind->examples.push_back(std::move(text));
  else
    kind->more = true;
}

std::vector<Message> Notices::take() && {
  std::vector<Message> messages;
  for (Kind& kind : kinds_) {
    std::string examples;
    for (const std::string& example : kind.examples) {
      if (!examples.empty()) examples += " / ";
      examples += example;
    }
    if (kind.more) examples += " / …";
    if (examples.empty()) examples = "—";
    messages.push_back({kind.sentence, {std::to_string(kind.count), std::move(examples)}});
  }
  return messages;
}

}  // namespace tongzhou
