#include <algorithm>
#include <span>
#include <utility>

#include "app/key_ring.h"
#include "cli/run.h"
#include "exchange/json_writer.h"
#include "exchange/plan_file.h"
#include "exchange/sealing.h"

namespace tongzhou {

std::optional<SigningKey> Run::read_key(const std::string& name) {
  auto bytes = read_file_bytes(name);
  if (!bytes) return std::nullopt;
  auto key = read_key_file(*bytes);
  wipe(*bytes);
  if (!key) fail(Word::cli_cannot_read, name);
  return key;
}

std::optional<std::string> Run::read_passphrase(const std::string& name) {
  auto text = read_bytes(name);
  if (!text) {
    fail(Word::cli_cannot_read, name);
    return std::nullopt;
  }
  std::string first = text->substr(0, text->find('\n'));
  if (first.ends_with('\r')) first.pop_back();
  wipe(*text);
  return first;
}

int Run::seal() {
  const auto content = read_file_bytes(request_.inputs[0]);
  if (!content) return kBadInput;
  SealFor readers{.passphrase = {}, .readers = {}, .effort = {}};
  std::string passphrase;
  if (!request_.passphrase_file.empty()) {
    auto read = read_passphrase(request_.passphrase_file);
    if (!read) return kBadInput;
    passphrase = std::move(*read);
    readers.passphrase = passphrase;
  }
  for (const std::string& text : request_.keys) {
    const auto key = parse_public_key(text);
    if (!key) return fail(Error{{Word::cli_cannot_read, {text}}, {}, {}});
    readers.readers.push_back(*key);
  }
  if (readers.readers.size() > kMostReaders || (passphrase.empty() && readers.readers.empty()))
    return fail(Error{{Word::error_seal_other_key, {}}, {}, {Word::todo_seal_passphrase, {}}});
  const auto sealed = tongzhou::seal(*content, readers, console_.random);
  wipe(passphrase);
  return write_output(sealed, request_.output) ? kFine : kBadInput;
}

int Run::open() {
  const auto sealed = read_file_bytes(request_.inputs[0]);
  if (!sealed) return kBadInput;
  Result<std::vector<std::byte>> opened;
  if (!request_.key_file.empty()) {
    const auto key = read_key(request_.key_file);
    if (!key) return kBadInput;
    opened = open_sealed(*sealed, *key);
  } else {
    auto passphrase = read_passphrase(request_.passphrase_file);
    if (!passphrase) return kBadInput;
    opened = open_sealed(*sealed, *passphrase);
    wipe(*passphrase);
  }
  if (!opened) return fail(opened.error());
  return write_output(*opened, request_.output) ? kFine : kBadInput;
}

int Run::sign() {
  const auto file = read_file_bytes(request_.inputs[0]);
  if (!file) return kBadInput;
  if (const auto decoded = decode_plan_file(*file); !decoded) return fail(decoded.error());
  const auto key = read_key(request_.key_file);
  if (!key) return kBadInput;
  return write_output(sign_plan_file(unsigned_part(*file), *key), request_.output) ? kFine
                                                                                   : kBadInput;
}

int Run::verify() {
  const auto file = read_file_bytes(request_.inputs[0]);
  if (!file) return kBadInput;
  const auto decoded = decode_plan_file(*file);
  if (!decoded) return fail(decoded.error());
  const Signature& signature = decoded->signature;
  const bool is_signed = signature.standing == Signature::Standing::valid;
  const std::string key = is_signed ? to_text(signature.key) : std::string();
  const bool is_wanted =
      is_signed &&
      (request_.keys.empty() || std::ranges::find(request_.keys, key) != request_.keys.end());
  if (request_.json) {
    JsonWriter json;
    json.begin_object();
    json.member("signed", is_signed);
    json.member("key", key);
    json.member("fingerprint",
                is_signed ? fingerprint(signature.key, options_.language) : std::string());
    json.member("wanted", is_wanted);
    json.end_object();
    console_.out << std::move(json).take();
  } else if (is_signed) {
    console_.out << say(options_.language, Word::signed_by, {key}) << "\n"
                 << fingerprint(signature.key, options_.language) << "\n";
  } else {
    console_.out << say(options_.language, Word::signed_none) << "\n";
  }
  return is_wanted ? kFine : kPlanHasProblems;
}

int Run::key() {
  std::optional<SigningKey> key;
  if (request_.output.empty()) {
    key = read_key(request_.key_file);
    if (!key) return kBadInput;
  } else {
    key = SigningKey::make(console_.random);
    if (!write_output(key_file_content(*key), request_.output, For::owner)) return kBadInput;
  }
  const PublicKey& half = key->public_key();
  if (request_.json) {
    JsonWriter json;
    json.begin_object();
    json.member("key", to_text(half));
    json.member("fingerprint", fingerprint(half, options_.language));
    json.end_object();
    console_.out << std::move(json).take();
  } else {
    console_.out << to_text(half) << "\n" << fingerprint(half, options_.language) << "\n";
  }
  return kFine;
}

}  // namespace tongzhou
