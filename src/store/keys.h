// Where in storage things stand: the same keys in both lanes.
//
//   tongzhou/preferences
//   tongzhou/keys                             the key of this machine, and those compared with
//   others (quick lane) tongzhou/about/PLAN                       what the list of plans tells (a
//   cache) tongzhou/view/PLAN                        where the person stood in it (quick lane)
//   tongzhou/file/PLAN                        when it was last handed out as a file (quick lane)
//   tongzhou/folder/PLAN                      the shared folder it meets others in (quick lane)
//   tongzhou/history/PLAN                     from where on its history is kept (quick lane)
//   tongzhou/typed/PLAN/REPLICA               what stands in a field being edited (quick lane)
//   tongzhou/lock/PLAN                        its key, sealed with a passphrase: all values under
//   its id are sealed then, but for this and the next
//   tongzhou/discarded/PLAN                   when the plan was thrown away
//   tongzhou/plan/PLAN/snapshot/COUNTER-REPLICA   the whole plan file
//   tongzhou/plan/PLAN/version/COUNTER-REPLICA    what that snapshot holds
//   tongzhou/plan/PLAN/edit/REPLICA/NUMBER        one change
//   tongzhou/plan/PLAN/mark/REPLICA               what the safe lane should hold (quick lane)
//   tongzhou/unreadable/PLAN/...              what could not be read, by its old name
//
// Ids are 16 hexadecimal digits; counters and numbers 10 decimal ones, so that keys sort.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"

namespace tongzhou::keys {

inline constexpr std::string_view kAbout = "tongzhou/about/";
inline constexpr std::string_view kDiscarded = "tongzhou/discarded/";
inline constexpr std::string_view kLock = "tongzhou/lock/";
inline constexpr std::string_view kPreferences = "tongzhou/preferences";
inline constexpr std::string_view kKeyRing = "tongzhou/keys";

// Names one snapshot: the larger counter has seen more.
struct SnapshotName {
  std::uint32_t counter = 0;
  ReplicaId author;
  auto operator<=>(const SnapshotName&) const = default;
};

std::string about(AnyId plan);
std::string lock(AnyId plan);
std::string discarded(AnyId plan);
std::string view(AnyId plan);
std::string file(AnyId plan);
std::string folder(AnyId plan);
std::string history(AnyId plan);
std::string typed(AnyId plan);  // prefix
std::string typed(AnyId plan, ReplicaId author);
std::string whole(AnyId plan);      // prefix of all that follow
std::string edits(AnyId plan);      // prefix
std::string snapshots(AnyId plan);  // prefix
std::string versions(AnyId plan);   // prefix
std::string marks(AnyId plan);      // prefix
std::string edit(AnyId plan, Dot dot);
std::string snapshot(AnyId plan, SnapshotName name);
std::string version(AnyId plan, SnapshotName name);
std::string mark(AnyId plan, ReplicaId author);
std::string unreadable(AnyId plan);  // prefix
// Where an unreadable value of that key is laid aside.
std::string unreadable(AnyId plan, std::string_view key);

// "REPLICA/NUMBER"
std::string text_of(Dot dot);

// The plan a key ends with, the dot or name at the end of a key. Nothing for any other text.
std::optional<AnyId> plan_of(std::string_view key);
std::optional<Dot> dot_of(std::string_view key);
std::optional<SnapshotName> snapshot_of(std::string_view key);
// The plan that a key or prefix stands under: "tongzhou/plan/PLAN/...". Nothing where it names
// none.
std::optional<AnyId> owner_of(std::string_view key);

}  // namespace tongzhou::keys
