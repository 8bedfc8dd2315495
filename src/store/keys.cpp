#include "store/keys.h"

#include <fmt/format.h>

#include <charconv>

namespace tongzhou::keys {
namespace {

constexpr std::size_t kHexDigits = 16;
constexpr std::size_t kDecimalDigits = 10;

// The last `count` characters, if there are so many.
std::optional<std::string_view> tail(std::string_view text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  return text.substr(text.size() - count);
}

template <class Number>
std::optional<Number> parse(std::string_view digits, int base) {
  Number number{};
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string of_plan(AnyId plan, std::string_view rest) {
  return fmt::format("tongzhou/plan/{:016x}/{}", plan.value, rest);
}
std::string name_text(SnapshotName name) {
  return fmt::format("{:010}-{:016x}", name.counter, name.author.value);
}

}  // namespace

std::string about(AnyId plan) { return fmt::format("{}{:016x}", kAbout, plan.value); }
std::string lock(AnyId plan) { return fmt::format("{}{:016x}", kLock, plan.value); }
std::string discarded(AnyId plan) { return fmt::format("{}{:016x}", kDiscarded, plan.value); }
std::string view(AnyId plan) { return fmt::format("tongzhou/view/{:016x}", plan.value); }
std::string file(AnyId plan) { return fmt::format("tongzhou/file/{:016x}", plan.value); }
std::string folder(AnyId plan) { return fmt::format("tongzhou/folder/{:016x}", plan.value); }
std::string history(AnyId plan) { return fmt::format("tongzhou/history/{:016x}", plan.value); }
std::string typed(AnyId plan) { return fmt::format("tongzhou/typed/{:016x}/", plan.value); }
std::string typed(AnyId plan, ReplicaId author) {
  return typed(plan) + fmt::format("{:016x}", author.value);
}
std::string whole(AnyId plan) { return of_plan(plan, ""); }
std::string edits(AnyId plan) { return of_plan(plan, "edit/"); }
std::string snapshots(AnyId plan) { return of_plan(plan, "snapshot/"); }
std::string versions(AnyId plan) { return of_plan(plan, "version/"); }
std::string marks(AnyId plan) { return of_plan(plan, "mark/"); }

std::string text_of(Dot dot) {
  return fmt::format("{:016x}/{:010}", dot.replica.value, dot.number);
}
std::string edit(AnyId plan, Dot dot) { return edits(plan) + text_of(dot); }
std::string snapshot(AnyId plan, SnapshotName name) { return snapshots(plan) + name_text(name); }
std::string version(AnyId plan, SnapshotName name) { return versions(plan) + name_text(name); }

std::string mark(AnyId plan, ReplicaId author) {
  return marks(plan) + fmt::format("{:016x}", author.value);
}

std::string unreadable(AnyId plan) {
  return fmt::format("tongzhou/unreadable/{:016x}/", plan.value);
}
std::string unreadable(AnyId plan, std::string_view key) {
  const std::string prefix = whole(plan);
  if (key.starts_with(prefix)) key.remove_prefix(prefix.size());
  return unreadable(plan) + std::string(key);
}

std::optional<AnyId> plan_of(std::string_view key) {
  const auto digits = tail(key, kHexDigits);
  const auto id = digits ? parse<std::uint64_t>(*digits, 16) : std::nullopt;
  if (!id || *id == 0) return std::nullopt;
  return AnyId{*id};
}

std::optional<Dot> dot_of(std::string_view key) {
  const auto text = tail(key, kHexDigits + 1 + kDecimalDigits);
  if (!text || (*text)[kHexDigits] != '/') return std::nullopt;
  const auto replica = parse<std::uint64_t>(text->substr(0, kHexDigits), 16);
  const auto number = parse<std::uint32_t>(text->substr(kHexDigits + 1), 10);
  if (!replica || !number || *replica == 0 || *number == 0) return std::nullopt;
  return Dot{{*replica}, *number};
}

std::optional<SnapshotName> snapshot_of(std::string_view key) {
  const auto text = tail(key, kDecimalDigits + 1 + kHexDigits);
  if (!text || (*text)[kDecimalDigits] != '-') return std::nullopt;
  const auto counter = parse<std::uint32_t>(text->substr(0, kDecimalDigits), 10);
  const auto author = parse<std::uint64_t>(text->substr(kDecimalDigits + 1), 16);
  if (!counter || !author) return std::nullopt;
  return SnapshotName{*counter, {*author}};
}

std::optional<AnyId> owner_of(std::string_view key) {
  constexpr std::string_view kOurs = "tongzhou/";
  if (!key.starts_with(kOurs)) return std::nullopt;
  key.remove_prefix(kOurs.size());
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  key = key.substr(slash + 1, kHexDigits + 1);
  if (key.size() > kHexDigits && key.back() != '/') return std::nullopt;
  return plan_of(key.substr(0, kHexDigits));
}

}  // namespace tongzhou::keys
