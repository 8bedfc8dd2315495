// Calls whose answers come later: each gets a number, under which its continuation waits.
#pragma once

#include <map>
#include <optional>
#include <utility>

namespace tongzhou {

template <class Done>
class Requests {
 public:
  int add(Done done) {
    waiting_.emplace(++last_, std::move(done));
    return last_;
  }
  // Nothing when it was answered already.
  std::optional<Done> take(int request) {
    auto found = waiting_.find(request);
    if (found == waiting_.end()) return std::nullopt;
    std::optional<Done> done(std::move(found->second));
    waiting_.erase(found);
    return done;
  }

 private:
  int last_ = 0;
  std::map<int, Done> waiting_;
};

}  // namespace tongzhou
