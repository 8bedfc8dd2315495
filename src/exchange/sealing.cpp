#include "exchange/sealing.h"

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/crypto_box.h>
#include <sodium/crypto_generichash.h>
#include <sodium/crypto_pwhash.h>
#include <sodium/crypto_secretstream_xchacha20poly1305.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <algorithm>

#include "core/check.h"
#include "exchange/bounded_archive.h"
#include "exchange/sodium_random.h"

namespace tongzhou {
namespace {

using Bytes = std::vector<std::byte>;
using ByteSpan = std::span<const std::byte>;
using FileKey = Secret<crypto_secretstream_xchacha20poly1305_KEYBYTES>;

constexpr std::array<std::uint8_t, 8> kSealMagic{0x89, 'T', 'Z', 'S', '\r', '\n', 0x1a, '\n'};
constexpr std::array<std::uint8_t, 8> kValueMagic{0x89, 'T', 'Z', 'V', '\r', '\n', 0x1a, '\n'};
constexpr std::uint32_t kSealVersion = 1;
constexpr std::size_t kMostStanzas = kMostReaders + 1;
constexpr std::size_t kMac = 32;
constexpr std::size_t kStreamHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kChunkTag = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kSalt = crypto_pwhash_argon2id_SALTBYTES;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kValueHead = kValueMagic.size() + kNonce;
constexpr std::size_t kLockedKey = FileKey::size() + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kBoxedKey = FileKey::size() + crypto_box_SEALBYTES;

// Numbers stand in files.
enum class StanzaKind : std::uint8_t { passphrase = 1, reader = 2 };

const unsigned char* raw(ByteSpan bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
template <class Container>
ByteSpan bytes_of(const Container& container) {
  return std::as_bytes(std::span(container));
}

// What is made of the file's key for one use, so that no key has two.
FileKey key_for(const FileKey& file_key, std::string_view use) {
  FileKey key;
  crypto_generichash(key.data(), FileKey::size(),
                     reinterpret_cast<const unsigned char*>(use.data()), use.size(),
                     file_key.data(), FileKey::size());
  return key;
}

std::array<std::uint8_t, kMac> mac_of(ByteSpan head, const FileKey& file_key) {
  const FileKey key = key_for(file_key, "tongzhou sealed head");
  std::array<std::uint8_t, kMac> mac;
  crypto_generichash(mac.data(), mac.size(), raw(head), head.size(), key.data(), FileKey::size());
  return mac;
}

// Argon2 as libsodium has it fills the key with random bytes before it makes it, so that nobody
// uses one that failed; failure throws here.
struct Unneeded : Random {
  std::uint64_t bits() override { return 0; }
};

// Throws std::bad_alloc where the memory is not there.
FileKey stretch(std::string_view passphrase, const SealEffort& effort, const unsigned char* salt) {
  Unneeded unneeded;
  const SodiumRandom scope(unneeded);
  FileKey key;
  if (crypto_pwhash_argon2id(key.data(), FileKey::size(), passphrase.data(), passphrase.size(),
                             salt, effort.passes, std::size_t{effort.kibibytes} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return key;
}

struct PassphraseStanza {
  SealEffort effort;
  ByteSpan salt, nonce, locked;
  ByteSpan parameters;  // as they stand in the file: they are proven with the key
};
struct ReaderStanza {
  PublicKey key;
  ByteSpan boxed;
};
struct Head {
  std::optional<PassphraseStanza> passphrase;
  std::vector<ReaderStanza> readers;
  ByteSpan proven;  // what the mac is of
  ByteSpan mac;
  ByteSpan stream_header;
  ByteSpan chunks;
};

PassphraseStanza read_passphrase_stanza(ByteSpan bytes) {
  BoundedInputArchive in(bytes);
  PassphraseStanza stanza;
  stanza.effort.passes = in.number<std::uint32_t>();
  stanza.effort.kibibytes = in.number<std::uint32_t>();
  stanza.salt = in.take(kSalt);
  stanza.parameters = bytes.first(bytes.size() - static_cast<std::size_t>(in.left()));
  stanza.nonce = in.take(kNonce);
  stanza.locked = in.take(kLockedKey);
  in.expect_end();
  const SealEffort& effort = stanza.effort;
  require(
      effort.passes <= SealEffort::kMostPasses && effort.kibibytes <= SealEffort::kMostKibibytes,
      Flaw::too_large);
  require(effort.passes > 0 && effort.kibibytes >= SealEffort::kLeastKibibytes);
  return stanza;
}

ReaderStanza read_reader_stanza(ByteSpan bytes) {
  BoundedInputArchive in(bytes);
  ReaderStanza stanza;
  std::ranges::copy(in.take(stanza.key.bytes.size()),
                    std::as_writable_bytes(std::span(stanza.key.bytes)).begin());
  stanza.boxed = in.take(kBoxedKey);
  in.expect_end();
  return stanza;
}

Head read_head(ByteSpan sealed) {
  require(is_sealed(sealed), Flaw::foreign);
  BoundedInputArchive in(sealed.subspan(kSealMagic.size()));
  require(in.left() >= 6, Flaw::cut_short);
  const auto version = in.number<std::uint32_t>();
  require(version <= kSealVersion, Flaw::newer);
  require(version == kSealVersion);
  const auto count = in.number<std::uint16_t>();
  require(count > 0);
  require(count <= kMostStanzas, Flaw::too_large);
  Head head;
  for (int i = 0; i < count; ++i) {
    require(in.left() >= 3, Flaw::cut_short);
    const auto kind = in.number<std::uint8_t>();
    const auto size = in.number<std::uint16_t>();
    require(size <= in.left(), Flaw::cut_short);
    const ByteSpan bytes = in.take(size);
    switch (static_cast<StanzaKind>(kind)) {
      case StanzaKind::passphrase:
        require(!head.passphrase);  // each would be a guess for free
        head.passphrase = read_passphrase_stanza(bytes);
        continue;
      case StanzaKind::reader: head.readers.push_back(read_reader_stanza(bytes)); continue;
    }
    refuse(Flaw::newer);
  }
  head.proven = sealed.first(sealed.size() - static_cast<std::size_t>(in.left()));
  require(in.left() >= kMac + kStreamHeader + kChunkTag, Flaw::cut_short);
  head.mac = in.take(kMac);
  head.stream_header = in.take(kStreamHeader);
  head.chunks = in.take(in.left());
  return head;
}

void lock_key(BoundedOutputArchive& out, const FileKey& file_key, const SealFor& readers,
              Random& random) {
  BoundedOutputArchive parameters;
  parameters(readers.effort.passes, readers.effort.kibibytes);
  std::array<std::uint8_t, kSalt> salt;
  std::array<std::uint8_t, kNonce> nonce;
  fill_randomly(random, salt);
  fill_randomly(random, nonce);
  parameters.put(bytes_of(salt));
  const Bytes proven = std::move(parameters).take();
  const FileKey key = stretch(readers.passphrase, readers.effort, salt.data());
  std::array<std::uint8_t, kLockedKey> locked;
  crypto_aead_xchacha20poly1305_ietf_encrypt(locked.data(), nullptr, file_key.data(),
                                             FileKey::size(), raw(ByteSpan(proven)), proven.size(),
                                             nullptr, nonce.data(), key.data());
  out(static_cast<std::uint8_t>(StanzaKind::passphrase),
      static_cast<std::uint16_t>(proven.size() + kNonce + kLockedKey));
  out.put(proven);
  out.put(bytes_of(nonce));
  out.put(bytes_of(locked));
}

void box_key(BoundedOutputArchive& out, const FileKey& file_key, const PublicKey& reader) {
  std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> box_key;
  std::array<std::uint8_t, kBoxedKey> boxed{};
  // Of a key that is no point of the curve nobody has the secret half: nobody opens it.
  if (crypto_sign_ed25519_pk_to_curve25519(box_key.data(), reader.bytes.data()) == 0)
    crypto_box_seal(boxed.data(), file_key.data(), FileKey::size(), box_key.data());
  out(static_cast<std::uint8_t>(StanzaKind::reader),
      static_cast<std::uint16_t>(reader.bytes.size() + kBoxedKey));
  out.put(bytes_of(reader.bytes));
  out.put(bytes_of(boxed));
}

using StreamState = crypto_secretstream_xchacha20poly1305_state;

Bytes open_chunks(const Head& head, const FileKey& file_key) {
  const FileKey key = key_for(file_key, "tongzhou sealed content");
  StreamState state;
  crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(head.stream_header), key.data());
  // Every chunk has a tag, the last one too: else the others would hold more than there is room
  // for.
  const std::size_t whole = head.chunks.size() / (kChunk + kChunkTag);
  const std::size_t rest = head.chunks.size() % (kChunk + kChunkTag);
  require(rest == 0 || rest >= kChunkTag);
  Bytes content(whole * kChunk + (rest > 0 ? rest - kChunkTag : 0));
  std::size_t made = 0;
  bool proven = true;
  for (std::size_t at = 0; at < head.chunks.size() && proven; at += kChunk + kChunkTag) {
    const ByteSpan chunk =
        head.chunks.subspan(at, std::min(kChunk + kChunkTag, head.chunks.size() - at));
    const bool is_last = at + chunk.size() == head.chunks.size();
    const std::size_t size = chunk.size() - kChunkTag;
    check(size <= content.size() - made, "a chunk fits");
    unsigned char tag = 0;
    proven =
        crypto_secretstream_xchacha20poly1305_pull(&state, raw(content) + made, nullptr, &tag,
                                                   raw(chunk), chunk.size(), nullptr, 0) == 0 &&
        tag == (is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    made += size;
  }
  wipe(&state, sizeof state);
  if (!proven) {
    wipe(content);
    refuse(Flaw::damaged);
  }
  return content;
}

Bytes open_with(const Head& head, const FileKey& file_key) {
  const auto mac = mac_of(head.proven, file_key);
  require(sodium_memcmp(mac.data(), head.mac.data(), kMac) == 0);
  return open_chunks(head, file_key);
}

Error sealed_error(Word what, Word todo) {
  return {{what, {}}, {Word::safe_file_untouched, {}}, {todo, {}}};
}

Error error_of(Flaw flaw) {
  switch (flaw) {
    case Flaw::newer: return sealed_error(Word::error_file_newer, Word::todo_update_program);
    case Flaw::too_large: return sealed_error(Word::error_seal_costly, Word::todo_get_file_again);
    case Flaw::cut_short:
      return sealed_error(Word::error_file_cut_short, Word::todo_get_file_again);
    default: return sealed_error(Word::error_seal_broken, Word::todo_get_file_again);
  }
}

// Calls `open` and makes errors of what it throws.
template <class Open>
auto guard(Open&& open) -> Result<decltype(open())> {
  try {
    return open();
  } catch (const BadBytes& bad) {
    return std::unexpected(error_of(bad.flaw));
  } catch (const std::bad_alloc&) {
    return std::unexpected(error_of(Flaw::too_large));
  }
}

}  // namespace

Bytes seal(ByteSpan content, const SealFor& readers, Random& random) {
  check(!readers.passphrase.empty() || !readers.readers.empty(), "somebody can open it");
  check(readers.readers.size() <= kMostReaders, "at most kMostReaders");
  const SodiumRandom scope(random);
  FileKey file_key;
  fill_randomly(random, {file_key.data(), FileKey::size()});

  BoundedOutputArchive out;
  out.put(bytes_of(kSealMagic));
  out(kSealVersion,
      static_cast<std::uint16_t>(readers.readers.size() + (readers.passphrase.empty() ? 0 : 1)));
  if (!readers.passphrase.empty()) lock_key(out, file_key, readers, random);
  for (const PublicKey& reader : readers.readers) box_key(out, file_key, reader);
  Bytes sealed = std::move(out).take();
  const auto mac = mac_of(sealed, file_key);
  const auto append = [&](ByteSpan bytes) {
    sealed.insert(sealed.end(), bytes.begin(), bytes.end());
  };
  append(bytes_of(mac));

  const FileKey key = key_for(file_key, "tongzhou sealed content");
  StreamState state;
  std::array<std::uint8_t, kStreamHeader> header;
  crypto_secretstream_xchacha20poly1305_init_push(&state, header.data(), key.data());
  append(bytes_of(header));
  std::size_t at = 0;
  do {
    const ByteSpan chunk = content.subspan(at, std::min(kChunk, content.size() - at));
    at += chunk.size();
    const std::size_t end = sealed.size();
    sealed.resize(end + chunk.size() + kChunkTag);
    crypto_secretstream_xchacha20poly1305_push(
        &state, raw(sealed) + end, nullptr, raw(chunk), chunk.size(), nullptr, 0,
        at == content.size() ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  } while (at < content.size());
  wipe(&state, sizeof state);
  return sealed;
}

bool is_sealed(ByteSpan bytes) {
  return bytes.size() >= kSealMagic.size() &&
         std::ranges::equal(bytes.first(kSealMagic.size()), bytes_of(kSealMagic));
}

Result<SealedFor> read_seal(ByteSpan sealed) {
  return guard([&] {
    const Head head = read_head(sealed);
    SealedFor readers;
    if (head.passphrase) {
      readers.passphrase = true;
      readers.effort = head.passphrase->effort;
    }
    for (const ReaderStanza& stanza : head.readers) readers.readers.push_back(stanza.key);
    return readers;
  });
}

Result<Bytes> open_sealed(ByteSpan sealed, std::string_view passphrase) {
  bool is_right = true;
  auto opened = guard([&] {
    const Head head = read_head(sealed);
    is_right = head.passphrase.has_value();
    if (!is_right) return Bytes{};
    const PassphraseStanza& stanza = *head.passphrase;
    const FileKey key = stretch(passphrase, stanza.effort, raw(stanza.salt));
    FileKey file_key;
    is_right =
        crypto_aead_xchacha20poly1305_ietf_decrypt(
            file_key.data(), nullptr, nullptr, raw(stanza.locked), stanza.locked.size(),
            raw(stanza.parameters), stanza.parameters.size(), raw(stanza.nonce), key.data()) == 0;
    return is_right ? open_with(head, file_key) : Bytes{};
  });
  if (!is_right)
    return std::unexpected(sealed_error(Word::error_seal_passphrase, Word::todo_seal_passphrase));
  return opened;
}

Result<Bytes> open_sealed(ByteSpan sealed, const SigningKey& reader) {
  bool is_for = false;
  auto opened = guard([&] {
    const Head head = read_head(sealed);
    Secret<crypto_box_SECRETKEYBYTES> secret;
    std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> own;
    crypto_sign_ed25519_sk_to_curve25519(secret.data(), reader.secret().data());
    const bool has_own =
        crypto_sign_ed25519_pk_to_curve25519(own.data(), reader.public_key().bytes.data()) == 0;
    check(has_own, "a key that was made here is a point of the curve");
    for (const ReaderStanza& stanza : head.readers) {
      FileKey file_key;
      if (stanza.key != reader.public_key()) continue;
      is_for = true;
      require(crypto_box_seal_open(file_key.data(), raw(stanza.boxed), stanza.boxed.size(),
                                   own.data(), secret.data()) == 0);
      return open_with(head, file_key);
    }
    return Bytes{};
  });
  if (opened && !is_for)
    return std::unexpected(sealed_error(Word::error_seal_other_key, Word::todo_seal_other_key));
  return opened;
}

// --- Values --------------------------------------------------------------------------------------

ValueKey ValueKey::make(Random& random) {
  ValueKey made;
  fill_randomly(random, {made.key_.data(), kSize});
  return made;
}

std::optional<ValueKey> ValueKey::from(ByteSpan bytes) {
  if (bytes.size() != kSize) return std::nullopt;
  ValueKey made;
  std::ranges::copy(bytes, reinterpret_cast<std::byte*>(made.key_.data()));
  return made;
}

bool ValueKey::operator==(const ValueKey& other) const {
  return sodium_memcmp(key_.data(), other.key_.data(), kSize) == 0;
}

Bytes ValueKey::seal(ByteSpan value, std::string_view name, Random& random) const {
  std::array<std::uint8_t, kNonce> nonce;
  fill_randomly(random, nonce);
  Bytes sealed(kValueHead + value.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  std::ranges::copy(bytes_of(kValueMagic), sealed.begin());
  std::ranges::copy(bytes_of(nonce), sealed.begin() + kValueMagic.size());
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + kValueHead, nullptr, raw(value),
                                             value.size(), raw(bytes_of(name)), name.size(),
                                             nullptr, nonce.data(), key_.data());
  return sealed;
}

std::optional<Bytes> ValueKey::open(ByteSpan sealed, std::string_view name) const {
  constexpr std::size_t kLeast = kValueHead + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (!is_sealed_value(sealed) || sealed.size() < kLeast) return std::nullopt;
  Bytes value(sealed.size() - kLeast);
  const ByteSpan content = sealed.subspan(kValueHead);
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      raw(value), nullptr, nullptr, raw(content), content.size(), raw(bytes_of(name)), name.size(),
      raw(sealed) + kValueMagic.size(), key_.data());
  if (failed != 0) return std::nullopt;
  return value;
}

bool is_sealed_value(ByteSpan bytes) {
  return bytes.size() >= kValueMagic.size() &&
         std::ranges::equal(bytes.first(kValueMagic.size()), bytes_of(kValueMagic));
}

}  // namespace tongzhou
