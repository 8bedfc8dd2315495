// Keys: this machine's, and whom to believe of those that the plan names.
#pragma once

#include <string>
#include <vector>

#include "app/key_ring.h"
#include "exchange/plan_file.h"
#include "ui/desk.h"

namespace tongzhou {

struct KeysState {
  // Made when the plan or the keys of this machine change.
  std::uint64_t open_number = 0, revision = 0, keys_revision = ~std::uint64_t{0};
  Language language = Language::chinese;
  std::string own;  // its fingerprint
  bool own_registered = false;
  struct Line {
    Id<RegisteredKey> key;
    KeyStanding standing = KeyStanding::unknown;
    std::string fingerprint;
  };
  std::vector<Line> lines;  // but this machine's
};

// Fills the rest of the current window.
void draw_keys_page(const Desk& desk, KeysState& state);

// "Signed by Wang Fang (Sales)" and how far that is to be believed. That nothing is signed is worth
// a warning where the file names somebody whose key was compared.
struct SignedWords {
  std::string text;
  Word standing = Word::signed_none;
  Tone tone = Tone::neutral;
};
SignedWords signed_words(const Desk& desk, const PlanFile& file);

}  // namespace tongzhou
