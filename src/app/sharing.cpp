#include "app/sharing.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

#include "app/file_forms.h"
#include "exchange/returned_copy.h"

namespace tongzhou {
namespace {

Draft create_named(const OpenPlan& open, Random& random, auto record, std::string name,
                   AnyRef& made) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {std::move(name)}));
  made = ref(builder.create(std::move(record)));
  return std::move(builder).take();
}

std::vector<Id<Marking>> markings_of(const Plan& plan, AnyRef record, FieldNumber field) {
  std::vector<Id<Marking>> found;
  for (const auto& entry : plan.table<Marking>().live())
    if (entry.record.kind == static_cast<std::int32_t>(record.kind) &&
        entry.record.record.any() == record.id && entry.record.field == field)
      found.push_back(entry.id);
  return found;
}

template <class Record>
void toggle(RefSet<Record>& set, Id<Record> one) {
  const auto at = std::ranges::lower_bound(set.ids, one);
  if (at != set.ids.end() && *at == one)
    set.ids.erase(at);
  else
    set.ids.insert(at, one);
}

template <class Record>
void toggle_any(RefSet<Record>& set, AnyRef one) {
  if (one.kind == Description<Record>::kind) toggle(set, Id<Record>{one.id.value});
}

std::vector<AnyRef> readers_in(const RefSet<Department>& departments, const RefSet<Person>& people,
                               const RefSet<Group>& groups) {
  std::vector<AnyRef> readers;
  for (const Id<Department> one : departments.ids) readers.push_back(ref(one));
  for (const Id<Person> one : people.ids) readers.push_back(ref(one));
  for (const Id<Group> one : groups.ids) readers.push_back(ref(one));
  return readers;
}

void put(RefSet<Department>& set, Id<Department> department, bool in) {
  if (std::ranges::binary_search(set.ids, department) != in) toggle(set, department);
}

CopyOrder order_of(const OpenPlan& open, const CopyWish& wish, CopyKey key, Day today) {
  CopyOrder order{.audience = wish.audience,
                  .audience_name = {},
                  .key = key,
                  .dates = wish.dates,
                  .for_reading = wish.for_reading,
                  .today = today,
                  .schedule = &open.schedule()};
  order.audience_name = audience_words(open.plan(), wish, language_of(open.plan()));
  return order;
}

bool is_for(const HandedCopy& handed, const CopyWish& wish) {
  return wish.group || handed.group ? handed.group == wish.group
                                    : audience_of(handed) == wish.audience;
}

}  // namespace

// --- The register --------------------------------------------------------------------------------

NewRecord add_information(const OpenPlan& open, Random& random, std::string name,
                          Id<Department> department, RefSet<Department> audience) {
  NewRecord made;
  made.draft =
      create_named(open, random,
                   Information{.name = name,
                               .department = department,
                               .audience = std::move(audience),
                               .order = last_order(open.plan(), random, Kind::information)},
                   name, made.record);
  return made;
}

Draft refresh_information(const OpenPlan& open, Random& random, Id<Information> information,
                          Day today) {
  ChangeBuilder builder(
      open.plan(), random,
      make_label(Word::did_refresh_information, {open.plan().name_of(ref(information))}));
  builder.set<&Information::updated>(information, today);
  const Information* held = open.plan().find(information);
  if (held != nullptr && held->valid_until.is_set() && held->valid_until < today)
    builder.set<&Information::valid_until>(information, Day{});
  return std::move(builder).take();
}

Draft set_right(const OpenPlan& open, Random& random, Id<Information> information,
                Id<Department> department, bool gets, bool may_ask) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_set_right, {plan.name_of(ref(department)),
                                                         plan.name_of(ref(information))}));
  Information held = *plan.find(information);
  put(held.audience, department, gets);
  put(held.on_request, department, may_ask);
  builder.set<&Information::audience>(information, std::move(held.audience));
  builder.set<&Information::on_request>(information, std::move(held.on_request));
  return std::move(builder).take();
}

NewRecord add_request(const OpenPlan& open, Random& random, std::string title,
                      Id<Department> asked_by, Day today) {
  NewRecord made;
  made.draft = create_named(
      open, random,
      InformationRequest{.title = title, .asked_by = asked_by, .asked = today, .needed = today + 7},
      title, made.record);
  return made;
}

Draft answer_request(const OpenPlan& open, Random& random, Id<InformationRequest> request,
                     RequestState state, Day today) {
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_answer_request, {open.plan().name_of(ref(request))}));
  builder.set<&InformationRequest::state>(request, state);
  builder.set<&InformationRequest::answered>(request, state == RequestState::open ? Day{} : today);
  return std::move(builder).take();
}

NewRecord add_group(const OpenPlan& open, Random& random, std::string name) {
  NewRecord made;
  made.draft = create_named(
      open, random, Group{.name = name, .order = last_order(open.plan(), random, Kind::group)},
      name, made.record);
  return made;
}

// --- Secrecy -------------------------------------------------------------------------------------

Draft mark_secrecy(const OpenPlan& open, Random& random, AnyRef record, FieldNumber field,
                   std::optional<Secrecy> secrecy) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_mark, {plan.name_of(record)}));
  const std::vector<Id<Marking>> there = markings_of(plan, record, field);
  for (std::size_t i = 0; i < there.size(); ++i) {
    if (secrecy && i == 0)
      builder.set<&Marking::secrecy>(there[i], *secrecy);
    else
      builder.remove(ref(there[i]));
  }
  if (secrecy && there.empty())
    builder.create(Marking{.kind = static_cast<std::int32_t>(record.kind),
                           .record = {record.id.value},
                           .field = field,
                           .secrecy = *secrecy,
                           .audience = {},
                           .until = {},
                           .reason = {},
                           .people = {},
                           .groups = {}});
  return std::move(builder).take();
}

Draft toggle_reader(const OpenPlan& open, Random& random, AnyRef record, FieldNumber field,
                    AnyRef reader) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_mark, {plan.name_of(record)}));
  for (const Id<Marking> id : markings_of(plan, record, field)) {
    Marking held = *plan.find(id);
    toggle_any(held.audience, reader);
    toggle_any(held.people, reader);
    toggle_any(held.groups, reader);
    builder.set<&Marking::audience>(id, std::move(held.audience));
    builder.set<&Marking::people>(id, std::move(held.people));
    builder.set<&Marking::groups>(id, std::move(held.groups));
  }
  return std::move(builder).take();
}

std::vector<AnyRef> readers_of(const Marking& marking) {
  return readers_in(marking.audience, marking.people, marking.groups);
}
std::vector<AnyRef> readers_of(const Information& information) {
  return readers_in(information.audience, information.people, information.groups);
}

std::string reader_names(const Plan& plan, std::span<const AnyRef> readers, Language language) {
  std::string names;
  for (const AnyRef reader : readers) {
    if (!names.empty()) names += say(language, Word::list_separator);
    names += plan.name_of(reader);
  }
  return names;
}

// --- Copies --------------------------------------------------------------------------------------

CopyWish wish_for(const Plan& plan, AnyRef reader) {
  CopyWish wish{.audience = audience_of(plan, reader), .group = {}, .passphrase = {}};
  if (reader.kind == Kind::group) wish.group = {reader.id.value};
  return wish;
}

std::string audience_words(const Plan& plan, const CopyWish& wish, Language language) {
  if (wish.group) return plan.name_of(ref(wish.group));
  if (wish.audience.is_outside()) return std::string(say(language, Word::audience_outside));
  return reader_names(plan, readers_in({wish.audience.departments}, {wish.audience.people}, {}),
                      language);
}

AudienceCopy preview_copy(const OpenPlan& open, const CopyWish& wish, Day today) {
  return make_audience_copy(open.plan(), order_of(open, wish, {}, today));
}

Result<MadeCopy> make_copy(const OpenPlan& open, Random& random, const CopyWish& wish,
                           const Author& author, Instant now) {
  const Plan& plan = open.plan();
  const CopyKey key = make_copy_key(random);
  const CopyOrder order = order_of(open, wish, key, day_of(now));
  auto bytes =
      encode_audience_copy(plan, open.history(), make_audience_copy(plan, order), note_of(author));
  if (!bytes) return std::unexpected(bytes.error());

  ChangeBuilder builder(plan, random, make_label(Word::did_hand_copy, {order.audience_name}));
  for (const auto& entry : plan.table<HandedCopy>().live())
    if (is_for(entry.record, wish)) builder.set<&HandedCopy::version>(entry.id, {});
  const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(bytes->data()), bytes->size());
  builder.create(HandedCopy{.audience = {wish.audience.departments},
                            .people = {wish.audience.people},
                            .group = wish.group,
                            .made = now,
                            .key = to_text(key),
                            .version = version_text(plan),
                            .checksum = fmt::format("{:08x}", sum),
                            .dates = wish.dates,
                            .in_page = wish.in_page,
                            .seal = wish.seal,
                            .received = {},
                            .returned = {}});
  const std::string name = plan.info().title + " - " + order.audience_name;
  return MadeCopy{{file_name(name, info_of(FileForm::plan_file).ending), std::move(*bytes)},
                  std::move(builder).take()};
}

const Entry<HandedCopy>* last_copy(const Plan& plan, const CopyWish& wish) {
  // Of two within a minute the newer one is the one whose version was not taken away.
  const auto time = [](const HandedCopy& one) { return std::pair(one.made, !one.version.empty()); };
  const Entry<HandedCopy>* last = nullptr;
  for (const Entry<HandedCopy>& entry : plan.table<HandedCopy>().live())
    if (is_for(entry.record, wish) && (last == nullptr || time(entry.record) > time(last->record)))
      last = &entry;
  return last;
}

std::optional<Result<IncomingCopy>> returned_copy(const OpenPlan& open, const PlanFile& file,
                                                  Day today) {
  const Entry<HandedCopy>* handed = find_handed_copy(open.plan(), file.plan.id());
  if (handed == nullptr) return std::nullopt;
  auto returned = read_returned_copy(open.plan(), handed->record, file, today);
  if (!returned) return std::unexpected(returned.error());
  IncomingCopy copy{.contents = {.saved = file.saved,
                                 .plan = open.plan(),
                                 .history = {},
                                 .signature = file.signature},
                    .records = {}};
  copy.handed = handed->id;
  copy.returned = version_text(file.plan);
  copy.proposals = std::move(returned->proposals);
  if (!returned->change.edits.empty()) {
    if (auto applied = copy.contents.plan.apply(returned->change); !applied)
      return std::unexpected(applied.error());
    copy.contents.history.push_back(std::move(returned->change));
  }
  return copy;
}

NamedBytes make_receipt(const OpenPlan& open, const Author& author, const SigningKey& key,
                        Language language) {
  const PlanInfo& info = open.plan().info();
  const std::string text =
      sign_receipt(write_receipt({.copy = open.plan().id(),
                                  .version = version_text(open.plan()),
                                  .person = author.person,
                                  .department = author.department,
                                  .unix_milliseconds = author.unix_milliseconds}),
                   key);
  const auto bytes = std::as_bytes(std::span(text));
  return {file_name(std::string(say(language, Word::receipt_file)) + " - " + info.title, ".txt"),
          {bytes.begin(), bytes.end()}};
}

Result<Draft> note_receipt(const OpenPlan& open, Random& random, const Receipt& receipt,
                           Day today) {
  const Entry<HandedCopy>* handed = find_handed_copy(open.plan(), receipt.copy);
  if (handed == nullptr)
    return refusal({Word::error_receipt_unknown, {}}, {Word::todo_receipt_unknown, {}});
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_note_receipt));
  if (!handed->record.received.is_set()) builder.set<&HandedCopy::received>(handed->id, today);
  return std::move(builder).take();
}

int days_without_word(const HandedCopy& handed, Day today) {
  if (handed.received.is_set()) return 0;
  return std::max(0, today - day_of(handed.made));
}

Draft note_return(const OpenPlan& open, Random& random, const IncomingCopy& copy, Day today) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_note_return));
  builder.set<&HandedCopy::received>(copy.handed, today);
  builder.set<&HandedCopy::returned>(copy.handed, copy.returned);
  return std::move(builder).take();
}

}  // namespace tongzhou
