// Keys that this machine knows: its own, and those of others that its person compared with them.
//
// What a plan says about keys proves nothing, as whoever merges into it may write that; only what
// was compared here counts, and only for the same holder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/edits.h"
#include "exchange/plan_file.h"
#include "exchange/signing.h"
#include "insight/secrecy.h"
#include "store/port.h"

namespace tongzhou {

struct ComparedKey {
  PublicKey key;
  AnyId registered;    // the record in a plan that it was compared for
  std::string holder;  // as that called them
};

struct KeyRing {
  std::optional<SigningKey> own;
  std::vector<SigningKey> former;  // own ones: what was sealed for them still opens
  std::vector<ComparedKey> compared;
  bool unreadable = false;  // it stands in storage in a way that this version does not know
};

enum class KeyStanding : std::uint8_t {
  own,
  compared,
  unknown,
  changed,  // another key was compared for the same holder
};
KeyStanding standing_of(const Plan& plan, const KeyRing& ring, Id<RegisteredKey> key);

// The record that registers it; null: none.
const Entry<RegisteredKey>* find_registered(const Plan& plan, const PublicKey& key);

// How a file's signature is told.
struct Signer {
  KeyStanding standing = KeyStanding::unknown;
  Id<RegisteredKey> registered;  // unset: the plan does not know the key
};
Signer signer_of(const Plan& plan, const KeyRing& ring, const PublicKey& key);

// Whether the file is signed with a key that a compared one is trusted in place of, or is said to
// be by somebody whose key was compared and is not signed with one that was.
bool is_suspect(const Plan& plan, const KeyRing& ring, const PlanFile& file);

// The keys of these departments, and those held in the names of these people, that are this
// machine's or were compared.
std::vector<PublicKey> keys_to_seal_for(const Plan& plan, const KeyRing& ring,
                                        const Audience& readers);

NewRecord register_key(const OpenPlan& open, Random& random, const PublicKey& key,
                       std::string holder, std::string_view department, Day today);
// From now on it is believed; what was compared for the same holder is not any more.
void compare_key(KeyRing& ring, const Plan& plan, Id<RegisteredKey> key);
void forget_key(KeyRing& ring, const PublicKey& key);

KeyRing load_key_ring(const QuickLane& lane);
// False where it could not be kept; what is unreadable is never written over.
bool save_key_ring(QuickLane& lane, const KeyRing& ring);

// The machine's key as the content of a file, which is to be sealed; and back.
std::vector<std::byte> key_file_content(const SigningKey& key);
std::optional<SigningKey> read_key_file(std::span<const std::byte> content);

}  // namespace tongzhou
