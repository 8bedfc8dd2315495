// What reading somebody else's format gives: a plan, and a list of what it could not keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/words.h"
#include "model/plan.h"

namespace tongzhou {

struct Imported {
  Plan plan;
  std::vector<Message> notices;  // for a person to read, each kind of loss once
};

// Collects what an import could not keep. Every kind of loss is told once, with how often it
// occurred and a few examples: its sentence takes them as {0} and {1}.
class Notices {
 public:
  // The example is what a person would look for: the name of a task, a person, a field.
  void add(Word sentence, std::string_view example = {});

  // In the order in which the kinds first occurred.
  std::vector<Message> take() &&;

 private:
  static constexpr std::size_t kExamples = 3;

  struct Kind {
    Word sentence;
    std::size_t count = 0;
    std::vector<std::string> examples;
    bool more = false;
  };
  std::vector<Kind> kinds_;
};

}  // namespace tongzhou
