// Passphrases: entered twice for what is sealed, once for what is opened.
#pragma once

#include <optional>
#include <string>

#include "ui/desk.h"

namespace tongzhou {

// A new one, which nobody must mistype.
struct NewPassphrase {
  std::string first, again;
  static constexpr std::size_t kShortest = 8;  // characters
};
// Two fields and what is wrong with them, else the warning; true where it can be used.
bool draw_new_passphrase(const Desk& desk, NewPassphrase& passphrase, bool take_focus,
                         Word warning = Word::seal_lost);
void wipe(NewPassphrase& passphrase);

struct PassphraseState {
  NewPassphrase fresh;
  std::string known;
  std::optional<SecretUse> use;  // while a sheet is open
  bool begun = false;            // the keyboard moves into it in the next frame
};

// The sheets that ask for one: when a command asks (View::ask_passphrase), and for a sealed file or
// a locked plan that waits (Session::waiting_seal).
void draw_passphrase_sheets(const Desk& desk, PassphraseState& state);

}  // namespace tongzhou
