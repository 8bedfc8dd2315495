// Who may know what: the information that departments share, what they ask of each other, how
// secret records are, the groups that may know them, and the copies made for some readers alone.
#pragma once

#include <array>
#include <string>

#include "model/records/feedback.h"

namespace tongzhou {

template <>
inline constexpr int kChoiceCount<Secrecy> = 4;
inline constexpr std::array kSecrecies{Word::secrecy_open, Word::secrecy_internal,
                                       Word::secrecy_department, Word::secrecy_confidential};
template <>
inline constexpr std::span<const Word> kChoices<Secrecy>{kSecrecies};

// Departments and people who may know something together, under one name.
struct Group {
  std::string name;
  RefSet<Department> departments;  // with all their people
  RefSet<Person> people;
  std::string purpose;
  std::string order;
};
template <>
struct Description<Group> {
  static constexpr Kind kind = Kind::group;
  static constexpr std::string_view name = "group";
  static constexpr Word label = Word::group;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &Group::name, Role::name, Word::group},
      Field{2, "departments", &Group::departments, Role::references, Word::departments},
      Field{3, "people", &Group::people, Role::references, Word::persons},
      Field{4, "purpose", &Group::purpose, Role::text, Word::channel_purpose},
      Field{5, "order", &Group::order, Role::order, Word::order},
  };
};

// An entry of the sharing register.
struct Information {
  std::string name;
  std::string contents;
  std::string format;
  std::string source;         // a page of this plan, a file, a link, a system
  Id<Department> department;  // whose it is
  Id<Person> owner;
  RefSet<Department> audience;  // who gets it
  RefSet<Department> on_request;
  Rhythm rhythm = Rhythm::weekly;  // in which it is brought up to date
  Day updated;                     // last; unset: never
  Day valid_until;                 // unset: until the next update
  Secrecy secrecy = Secrecy::internal;
  Day secret_until;     // then it is internal; unset: for good
  Id<Channel> channel;  // by which it is handed over
  std::string purpose;
  std::string order;
  RefSet<Person> people;  // who get it by name
  RefSet<Group> groups;
};
template <>
struct Description<Information> {
  static constexpr Kind kind = Kind::information;
  static constexpr std::string_view name = "information";
  static constexpr Word label = Word::information;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &Information::name, Role::name, Word::information},
      Field{2, "contents", &Information::contents, Role::note, Word::information_contents},
      Field{3, "format", &Information::format, Role::text, Word::information_format},
      Field{4, "source", &Information::source, Role::text, Word::information_source},
      Field{5, "department", &Information::department, Role::reference,
            Word::information_department},
      Field{6, "owner", &Information::owner, Role::reference, Word::goal_owner},
      Field{7, "audience", &Information::audience, Role::references, Word::information_audience},
      Field{8, "on_request", &Information::on_request, Role::references,
            Word::information_on_request},
      Field{9, "rhythm", &Information::rhythm, Role::choice, Word::information_rhythm},
      Field{10, "updated", &Information::updated, Role::day, Word::information_updated},
      Field{11, "valid_until", &Information::valid_until, Role::day, Word::information_valid_until},
      Field{12, "secrecy", &Information::secrecy, Role::choice, Word::secrecy},
      Field{13, "secret_until", &Information::secret_until, Role::day, Word::secret_until},
      Field{14, "channel", &Information::channel, Role::reference, Word::information_channel},
      Field{15, "purpose", &Information::purpose, Role::text, Word::channel_purpose},
      Field{16, "order", &Information::order, Role::order, Word::order},
      Field{17, "people", &Information::people, Role::references, Word::audience_people},
      Field{18, "groups", &Information::groups, Role::references, Word::audience_groups},
  };
};

enum class RequestState : std::uint8_t { open, answered, refused };
template <>
inline constexpr int kChoiceCount<RequestState> = 3;
inline constexpr std::array kRequestStates{Word::request_open, Word::request_answered,
                                           Word::request_refused};
template <>
inline constexpr std::span<const Word> kChoices<RequestState>{kRequestStates};

// A department asks another for something.
struct InformationRequest {
  std::string title;
  Id<Information> information;  // of the register, where it stands there
  Id<Department> asked_by;
  Id<Department> asked_of;
  Day asked;
  Day needed;
  std::string purpose;
  RequestState state = RequestState::open;
  std::string answer;  // or why it was refused
  Day answered;
};
template <>
struct Description<InformationRequest> {
  static constexpr Kind kind = Kind::information_request;
  static constexpr std::string_view name = "information_request";
  static constexpr Word label = Word::information_request;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &InformationRequest::title, Role::name, Word::request_title},
      Field{2, "information", &InformationRequest::information, Role::reference, Word::information},
      Field{3, "asked_by", &InformationRequest::asked_by, Role::reference, Word::request_asked_by},
      Field{4, "asked_of", &InformationRequest::asked_of, Role::reference, Word::request_asked_of},
      Field{5, "asked", &InformationRequest::asked, Role::day, Word::request_asked},
      Field{6, "needed", &InformationRequest::needed, Role::day, Word::request_needed},
      Field{7, "purpose", &InformationRequest::purpose, Role::text, Word::channel_purpose},
      Field{8, "state", &InformationRequest::state, Role::choice, Word::suggestion_state},
      Field{9, "answer", &InformationRequest::answer, Role::note, Word::request_answer},
      Field{10, "answered", &InformationRequest::answered, Role::day, Word::request_answered_on},
  };
};

// How secret a record is, or one field of it (insight/secrecy.h). Of several for the same the
// strictest holds. Never leaves with a copy for an audience.
struct Marking {
  std::int32_t kind = 0;  // of the record
  Id<AnyRecord> record;
  std::int32_t field = 0;  // 0: all of it
  Secrecy secrecy = Secrecy::internal;
  RefSet<Department> audience;  // who may know it all the same
  Day until;                    // then it is as if not marked; unset: for good
  std::string reason;
  RefSet<Person> people;  // who may, by name
  RefSet<Group> groups;
};
template <>
struct Description<Marking> {
  static constexpr Kind kind = Kind::marking;
  static constexpr std::string_view name = "marking";
  static constexpr Word label = Word::marking;
  static constexpr bool stays_here = true;
  static constexpr auto fields = FieldList{
      Field{1, "kind", &Marking::kind, Role::machine, Word::marking_kind},
      Field{2, "record", &Marking::record, Role::machine, Word::marking_record},
      Field{3, "field", &Marking::field, Role::machine, Word::marking_field},
      Field{4, "secrecy", &Marking::secrecy, Role::choice, Word::secrecy},
      Field{5, "audience", &Marking::audience, Role::references, Word::information_audience},
      Field{6, "until", &Marking::until, Role::day, Word::secret_until},
      Field{7, "reason", &Marking::reason, Role::text, Word::meeting_change_reason},
      Field{8, "people", &Marking::people, Role::references, Word::audience_people},
      Field{9, "groups", &Marking::groups, Role::references, Word::audience_groups},
  };
};

// Dates of tasks that something withheld moves.
enum class CopyDates : std::uint8_t {
  exact,       // as they are
  weeks,       // on the next Monday
  recomputed,  // as if it were not there
};
template <>
inline constexpr int kChoiceCount<CopyDates> = 3;
inline constexpr std::array kCopyDates{Word::copy_dates_exact, Word::copy_dates_weeks,
                                       Word::copy_dates_recomputed};
template <>
inline constexpr std::span<const Word> kChoices<CopyDates>{kCopyDates};

// By what the content of a file can be read.
enum class SealHow : std::uint8_t { none, passphrase, keys };
template <>
inline constexpr int kChoiceCount<SealHow> = 3;
inline constexpr std::array kSealWays{Word::seal_none, Word::seal_passphrase, Word::seal_keys};
template <>
inline constexpr std::span<const Word> kChoices<SealHow>{kSealWays};

// A copy of the plan was made for some readers alone. What brings its ids back
// (exchange/copy_ids.h); so it never leaves with one.
struct HandedCopy {
  RefSet<Department> audience;
  RefSet<Person> people;
  Id<Group> group;  // whose members those were then; unset: of none
  Instant made;
  std::string key;  // of its ids, 32 hexadecimal digits
  std::string
      version;  // what the plan held (exchange/returned_copy.h); empty once a newer one went
  std::string checksum;
  CopyDates dates = CopyDates::exact;
  bool in_page = false;  // it went as a page that opens itself, else as a plan file
  SealHow seal = SealHow::none;
  Day received;          // they said so, or it came back
  std::string returned;  // what the copy held when it last came back
};
template <>
struct Description<HandedCopy> {
  static constexpr Kind kind = Kind::handed_copy;
  static constexpr std::string_view name = "handed_copy";
  static constexpr Word label = Word::handed_copy;
  static constexpr bool stays_here = true;
  static constexpr auto fields = FieldList{
      Field{1, "audience", &HandedCopy::audience, Role::references, Word::information_audience},
      Field{2, "made", &HandedCopy::made, Role::instant, Word::handed_copy_made},
      Field{3, "key", &HandedCopy::key, Role::machine, Word::handed_copy_key},
      Field{4, "version", &HandedCopy::version, Role::machine, Word::handed_copy_version},
      Field{5, "checksum", &HandedCopy::checksum, Role::machine, Word::handed_copy_checksum},
      Field{6, "dates", &HandedCopy::dates, Role::choice, Word::copy_dates},
      Field{7, "received", &HandedCopy::received, Role::day, Word::handed_copy_received},
      Field{8, "returned", &HandedCopy::returned, Role::machine, Word::handed_copy_returned},
      Field{9, "people", &HandedCopy::people, Role::references, Word::audience_people},
      Field{10, "group", &HandedCopy::group, Role::reference, Word::group},
      Field{11, "in_page", &HandedCopy::in_page, Role::flag, Word::copy_form_page},
      Field{12, "seal", &HandedCopy::seal, Role::choice, Word::seal_how},
  };
};

// The public half of a key by which somebody signs and is sealed for (exchange/signing.h). That it
// stands here proves nothing: whom to believe each machine keeps for itself (app/key_ring.h).
struct RegisteredKey {
  std::string holder;  // a person or a machine
  Id<Department> department;
  std::string key;  // 64 hexadecimal digits
  Day added;
};
template <>
struct Description<RegisteredKey> {
  static constexpr Kind kind = Kind::public_key;
  static constexpr std::string_view name = "public_key";
  static constexpr Word label = Word::public_key;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "holder", &RegisteredKey::holder, Role::name, Word::public_key_holder},
      Field{2, "department", &RegisteredKey::department, Role::reference, Word::department},
      Field{3, "key", &RegisteredKey::key, Role::machine, Word::public_key_text},
      Field{4, "added", &RegisteredKey::added, Role::day, Word::public_key_added},
  };
};

}  // namespace tongzhou
