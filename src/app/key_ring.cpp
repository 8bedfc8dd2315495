#include "app/key_ring.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/hex.h"
#include "core/utf8.h"
#include "store/ascii.h"
#include "store/keys.h"

namespace tongzhou {
namespace {

constexpr std::string_view kKeyFileHead = "tongzhou key 1\n";

bool is_compared(const KeyRing& ring, const PublicKey& key) {
  return std::ranges::find(ring.compared, key, &ComparedKey::key) != ring.compared.end();
}

// Whether what was compared was another key of whom this record names.
bool is_same_holder(const ComparedKey& compared, Id<RegisteredKey> id, const RegisteredKey& now) {
  return compared.registered == id.any() || compared.holder == one_line(now.holder);
}

std::string seed_text(const SigningKey& key) {
  return to_hex({key.seed().data(), key.seed().size()});
}

std::optional<SigningKey> parse_seed(std::string_view text) {
  Secret<32> seed;
  if (!parse_hex(text, {seed.data(), seed.size()})) return std::nullopt;
  return SigningKey(seed);
}

// "compared KEY RECORD HOLDER"
std::optional<ComparedKey> parse_compared(std::string_view rest) {
  constexpr std::size_t kKey = 64, kRecord = 16;
  if (rest.size() < kKey + 1 + kRecord + 1) return std::nullopt;
  const auto key = parse_public_key(rest.substr(0, kKey));
  if (!key) return std::nullopt;
  ComparedKey compared{.key = *key, .registered = {}, .holder = {}};
  for (const char digit : rest.substr(kKey + 1, kRecord)) {
    const std::size_t value = std::string_view("0123456789abcdef").find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    compared.registered.value = compared.registered.value << 4 | value;
  }
  compared.holder = from_ascii(rest.substr(kKey + 1 + kRecord + 1));
  return compared;
}

void read_key_line(std::string_view line, KeyRing& ring) {
  const std::size_t space = line.find(' ');
  const std::string_view name = line.substr(0, space);
  const std::string_view rest = space == std::string_view::npos ? "" : line.substr(space + 1);
  if (name == "own") {
    ring.own = parse_seed(rest);
    ring.unreadable |= !ring.own;
  } else if (name == "former") {
    const auto former = parse_seed(rest);
    if (former) ring.former.push_back(*former);
    ring.unreadable |= !former;
  } else if (name == "compared") {
    const auto compared = parse_compared(rest);
    if (compared) ring.compared.push_back(*compared);
    ring.unreadable |= !compared;
  } else {
    ring.unreadable = true;
  }
}

}  // namespace

KeyStanding standing_of(const Plan& plan, const KeyRing& ring, Id<RegisteredKey> id) {
  const RegisteredKey* registered = plan.find(id);
  const auto key = registered != nullptr ? parse_public_key(registered->key) : std::nullopt;
  if (!key) return KeyStanding::unknown;
  if (ring.own && ring.own->public_key() == *key) return KeyStanding::own;
  if (is_compared(ring, *key)) return KeyStanding::compared;
  for (const ComparedKey& compared : ring.compared)
    if (is_same_holder(compared, id, *registered)) return KeyStanding::changed;
  return KeyStanding::unknown;
}

const Entry<RegisteredKey>* find_registered(const Plan& plan, const PublicKey& key) {
  const std::string text = to_text(key);
  for (const Entry<RegisteredKey>& entry : plan.table<RegisteredKey>().live())
    if (entry.record.key == text) return &entry;
  return nullptr;
}

Signer signer_of(const Plan& plan, const KeyRing& ring, const PublicKey& key) {
  const Entry<RegisteredKey>* registered = find_registered(plan, key);
  if (registered != nullptr) return {standing_of(plan, ring, registered->id), registered->id};
  if (ring.own && ring.own->public_key() == key) return {KeyStanding::own, {}};
  return {is_compared(ring, key) ? KeyStanding::compared : KeyStanding::unknown, {}};
}

bool is_suspect(const Plan& plan, const KeyRing& ring, const PlanFile& file) {
  KeyStanding standing = KeyStanding::unknown;
  if (file.signature.standing == Signature::Standing::valid)
    standing = signer_of(plan, ring, file.signature.key).standing;
  if (standing != KeyStanding::unknown) return standing == KeyStanding::changed;
  return std::ranges::find(ring.compared, file.saved.person, &ComparedKey::holder) !=
         ring.compared.end();
}

std::vector<PublicKey> keys_to_seal_for(const Plan& plan, const KeyRing& ring,
                                        const Audience& readers) {
  const auto is_of_reader = [&](const RegisteredKey& key) {
    return std::ranges::binary_search(readers.departments, key.department) ||
           std::ranges::any_of(readers.people, [&](Id<Person> one) {
             const Person* person = plan.find(one);
             return person != nullptr && person->name == key.holder &&
                    person->department == key.department;
           });
  };
  std::vector<PublicKey> keys;
  for (const Entry<RegisteredKey>& entry : plan.table<RegisteredKey>().live()) {
    if (!is_of_reader(entry.record)) continue;
    const KeyStanding standing = standing_of(plan, ring, entry.id);
    const auto key = parse_public_key(entry.record.key);
    if (standing != KeyStanding::own && standing != KeyStanding::compared) continue;
    if (std::ranges::find(keys, *key) == keys.end()) keys.push_back(*key);
  }
  return keys;
}

NewRecord register_key(const OpenPlan& open, Random& random, const PublicKey& key,
                       std::string holder, std::string_view department, Day today) {
  const Plan& plan = open.plan();
  Id<Department> of;
  for (const auto& entry : plan.table<Department>().live())
    if (entry.record.name == department) of = entry.id;
  ChangeBuilder builder(plan, random, make_label(Word::did_add_key, {holder}));
  const Id<RegisteredKey> made = builder.create(RegisteredKey{
      .holder = std::move(holder), .department = of, .key = to_text(key), .added = today});
  return {std::move(builder).take(), ref(made)};
}

void compare_key(KeyRing& ring, const Plan& plan, Id<RegisteredKey> id) {
  const RegisteredKey* registered = plan.find(id);
  const auto key = registered != nullptr ? parse_public_key(registered->key) : std::nullopt;
  if (!key) return;
  std::erase_if(ring.compared, [&](const ComparedKey& compared) {
    return compared.key == *key || is_same_holder(compared, id, *registered);
  });
  ring.compared.push_back({*key, id.any(), one_line(registered->holder)});
}

void forget_key(KeyRing& ring, const PublicKey& key) {
  std::erase_if(ring.compared, [&](const ComparedKey& compared) { return compared.key == key; });
}

KeyRing load_key_ring(const QuickLane& lane) {
  KeyRing ring;
  auto stored = lane.read(std::string(keys::kKeyRing));
  if (!stored) ring.unreadable = true;
  if (!stored || !*stored) return ring;
  for (std::string_view rest = **stored; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.empty()) read_key_line(line, ring);
  }
  wipe(**stored);
  return ring;
}

bool save_key_ring(QuickLane& lane, const KeyRing& ring) {
  if (ring.unreadable) return false;
  std::string text;
  if (ring.own) text += fmt::format("own {}\n", seed_text(*ring.own));
  for (const SigningKey& former : ring.former)
    text += fmt::format("former {}\n", seed_text(former));
  for (const ComparedKey& compared : ring.compared)
    text += fmt::format("compared {} {:016x} {}\n", to_text(compared.key),
                        compared.registered.value, to_ascii(one_line(compared.holder)));
  const bool kept = lane.write(std::string(keys::kKeyRing), text).has_value();
  wipe(text);
  return kept;
}

std::vector<std::byte> key_file_content(const SigningKey& key) {
  std::string text = std::string(kKeyFileHead) + seed_text(key) + "\n";
  const auto bytes = std::as_bytes(std::span(text));
  std::vector<std::byte> content(bytes.begin(), bytes.end());
  wipe(text);
  return content;
}

std::optional<SigningKey> read_key_file(std::span<const std::byte> content) {
  std::string_view text(reinterpret_cast<const char*>(content.data()), content.size());
  if (!text.starts_with(kKeyFileHead)) return std::nullopt;
  text.remove_prefix(kKeyFileHead.size());
  if (text.ends_with('\n')) text.remove_suffix(1);
  return parse_seed(text);
}

}  // namespace tongzhou
