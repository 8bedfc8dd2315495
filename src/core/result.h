// What a function returns when the outside world may fail it.
#pragma once

#include <expected>

#include "core/words.h"

namespace tongzhou {

// Outside trouble, told to a person: what happened, what is safe, what to do.
struct Error {
  Message what;
  Message safe;
  Message todo;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> failure(Message what, Message safe, Message todo) {
  return std::unexpected(Error{std::move(what), std::move(safe), std::move(todo)});
}

// What was asked is not done, and nothing was changed.
inline std::unexpected<Error> refusal(Message what, Message todo = {}) {
  return failure(std::move(what), {Word::safe_nothing_changed, {}}, std::move(todo));
}

}  // namespace tongzhou
