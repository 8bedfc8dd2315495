// Keys, signatures, sealed files and receipts, as people at several machines meet them.
#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "app/file_forms.h"
#include "app/key_ring.h"
#include "app/sharing.h"
#include "exchange/sealing.h"
#include "support/memory_desk.h"
#include "support/task_named.h"

namespace tongzhou::test {
namespace {

// Somebody's machine.
struct TrustOffice {
  MemoryDisk disk;
  MemoryDesk desk;
  explicit TrustOffice(std::uint64_t seed, std::string person, std::string department)
      : desk(disk, seed) {
    Preferences preferences = desk.session.preferences();
    preferences.person = std::move(person);
    preferences.department = std::move(department);
    desk.session.set_preferences(std::move(preferences));
  }
  NamedBytes saved_plan() {
    desk.run("export_plan_file");
    return handed();
  }
  NamedBytes handed() {
    REQUIRE_FALSE(desk.files.saved.empty());
    return desk.files.saved.back();
  }
  void open(NamedBytes file) {
    file.origin = 0;
    desk.session.open_file(std::move(file));
    desk.settle();
  }
  void use(SecretUse use, std::string passphrase) {
    desk.session.use_passphrase(use, std::move(passphrase));
    desk.settle();
  }
  void hand(const CopyWish& wish) {
    desk.session.hand_copy(wish);
    desk.settle();
  }
  Word trouble() {
    const auto& notices = desk.session.notices();
    return notices.empty() || !notices.back().error ? Word::none : notices.back().error->what.word;
  }
  Id<RegisteredKey> key_of(std::string_view holder) {
    for (const auto& entry : desk.plan().table<RegisteredKey>().live())
      if (entry.record.holder == holder) return entry.id;
    return {};
  }
  KeyStanding standing(std::string_view holder) {
    return standing_of(desk.plan(), desk.session.keys(), key_of(holder));
  }
  Id<Department> department(std::string_view name) {
    for (const auto& entry : desk.plan().table<Department>().live())
      if (entry.record.name == name) return entry.id;
    return {};
  }
};

NamedBytes as_file(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {"r.txt", {bytes.begin(), bytes.end()}};
}

NamedBytes first_plan() { return plan_file_of("prices 3d dept A; print 1d dept B after prices"); }

TEST_CASE("plan files that leave are signed with the machine's key, made once and kept") {
  TrustOffice office(1, "Li", "A");
  office.open(first_plan());
  const Signature first = decode_plan_file(office.saved_plan().bytes)->signature;
  CHECK(first.standing == Signature::Standing::valid);
  office.hand({.audience = {.departments = {office.department("B")}}, .passphrase = {}});
  CHECK(decode_plan_file(office.handed().bytes)->signature == first);
  const KeyRing kept = load_key_ring(office.desk.store.quick);
  REQUIRE(kept.own.has_value());
  CHECK(kept.own->public_key() == first.key);
}

TEST_CASE("a key is believed only after it was compared, and never when it changes") {
  TrustOffice ours(1, "Li", "A"), theirs(2, "Wang", "B");
  ours.open(first_plan());
  theirs.open(first_plan());
  theirs.desk.run("key_register");
  CHECK(theirs.standing("Wang") == KeyStanding::own);
  ours.open(theirs.saved_plan());
  ours.desk.session.accept_incoming({});
  REQUIRE(ours.key_of("Wang"));
  CHECK(ours.standing("Wang") == KeyStanding::unknown);
  const Audience for_b{.departments = {ours.department("B")}};
  CHECK(keys_to_seal_for(ours.desk.plan(), ours.desk.session.keys(), for_b).empty());

  ours.desk.run("key_compare", ours.key_of("Wang").any());
  CHECK(ours.standing("Wang") == KeyStanding::compared);
  CHECK(load_key_ring(ours.desk.store.quick).compared.size() == 1);
  CHECK(keys_to_seal_for(ours.desk.plan(), ours.desk.session.keys(), for_b) ==
        std::vector{theirs.desk.session.keys().own->public_key()});
  // Of a person, the key that is held in that name, by the same department.
  const auto keys_of = [&](const char* name, const char* department) {
    SeededRandom random(98);
    ChangeBuilder builder(ours.desk.plan(), random, {});
    const Id<Person> one =
        builder.create(Person{.name = name, .department = ours.department(department)});
    ours.desk.edit(std::move(builder).take());
    const auto keys =
        keys_to_seal_for(ours.desk.plan(), ours.desk.session.keys(), {.people = {one}});
    ours.desk.run("undo");
    return keys.size();
  };
  CHECK(keys_of("Wang", "B") == 1);
  CHECK(keys_of("Wang", "A") == 0);
  CHECK(keys_of("Zhao", "B") == 0);

  // Somebody writes another key into the record, or adds one under the same name.
  SeededRandom random(99);
  const PublicKey forged = SigningKey::make(random).public_key();
  ChangeBuilder builder(ours.desk.plan(), random, {});
  builder.set<&RegisteredKey::key>(ours.key_of("Wang"), to_text(forged));
  ours.desk.edit(std::move(builder).take());
  CHECK(ours.standing("Wang") == KeyStanding::changed);
  CHECK(keys_to_seal_for(ours.desk.plan(), ours.desk.session.keys(), for_b).empty());
  ours.desk.run("undo");
  CHECK(ours.standing("Wang") == KeyStanding::compared);
  auto added = register_key(ours.desk.open_plan(), random, forged, "Wang", "B", Day{});
  const Id<RegisteredKey> impostor{added.record.id.value};
  ours.desk.edit(std::move(added.draft));
  CHECK(standing_of(ours.desk.plan(), ours.desk.session.keys(), impostor) == KeyStanding::changed);

  ours.desk.run("key_forget", ours.key_of("Wang").any());
  CHECK(ours.standing("Wang") == KeyStanding::unknown);
  CHECK(load_key_ring(ours.desk.store.quick).compared.empty());
}

TEST_CASE("a holder's name cannot write into the keys of the machine") {
  TrustOffice office(1, "Li", "A");
  office.open(first_plan());
  SeededRandom random(5);
  const std::string seed(64, 'a');
  auto added = register_key(office.desk.open_plan(), random, SigningKey::make(random).public_key(),
                            "x\nown " + seed, "A", Day{});
  const AnyId record = added.record.id;
  office.desk.edit(std::move(added.draft));
  office.desk.run("key_compare", record);
  const KeyRing kept = load_key_ring(office.desk.store.quick);
  CHECK_FALSE(kept.own.has_value());
  CHECK(kept.compared.size() == 1);
  CHECK_FALSE(kept.unreadable);
}

TEST_CASE("keys that this version cannot read are left as they are") {
  TrustOffice office(1, "Li", "A");
  REQUIRE(office.desk.store.quick.write("tongzhou/keys", "own later-version\n").has_value());
  KeyRing ring = load_key_ring(office.desk.store.quick);
  CHECK(ring.unreadable);
  SeededRandom random(5);
  ring.own = SigningKey::make(random);
  CHECK_FALSE(save_key_ring(office.desk.store.quick, ring));
  CHECK(**office.desk.store.quick.read("tongzhou/keys") == "own later-version\n");
}

TEST_CASE("a plan sealed with a passphrase waits for it, and opens with no other") {
  TrustOffice ours(1, "Li", "A"), theirs(2, "Wang", "B");
  ours.open(first_plan());
  ours.use(SecretUse::save_sealed, "in one boat");
  const NamedBytes sealed = ours.handed();
  CHECK(is_sealed(sealed.bytes));
  theirs.open(sealed);
  CHECK(theirs.desk.session.open() == nullptr);
  REQUIRE(theirs.desk.session.waiting_seal() != nullptr);
  theirs.use(SecretUse::open_sealed, "in two boats");
  REQUIRE(theirs.desk.session.waiting_seal() != nullptr);
  CHECK(theirs.desk.session.waiting_seal()->error->what.word == Word::error_seal_passphrase);
  theirs.use(SecretUse::open_sealed, "in one boat");
  CHECK(theirs.desk.session.waiting_seal() == nullptr);
  REQUIRE(theirs.desk.session.open() != nullptr);
  CHECK(id_named(theirs.desk.plan(), "prices"));
  theirs.open(sealed);
  theirs.desk.run("unseal_dismiss");
  CHECK(theirs.desk.session.waiting_seal() == nullptr);
}

// Both have the first plan, and ours has compared the key that Wang registered at theirs.
void open_and_compare(TrustOffice& ours, TrustOffice& theirs) {
  theirs.open(first_plan());
  theirs.desk.run("key_register");
  ours.open(first_plan());
  ours.open(theirs.saved_plan());
  ours.desk.session.accept_incoming({});
  ours.desk.run("key_compare", ours.key_of("Wang").any());
}

TEST_CASE("a copy sealed for a department opens at its machine by itself, and nowhere else") {
  TrustOffice ours(1, "Li", "A"), theirs(2, "Wang", "B"), other(3, "Chen", "C");
  open_and_compare(ours, theirs);
  ours.hand({.audience = {.departments = {ours.department("B")}},
             .seal = SealHow::keys,
             .passphrase = {}});
  const NamedBytes sealed = ours.handed();
  CHECK(is_sealed(sealed.bytes));

  other.open(sealed);
  CHECK(other.trouble() == Word::error_seal_other_key);
  CHECK(other.desk.session.open() == nullptr);
  theirs.desk.session.close();
  theirs.open(sealed);
  REQUIRE(theirs.desk.session.open() != nullptr);
  CHECK(theirs.desk.plan().info().audience == "B");

  // The receipt tells the sender.
  theirs.desk.run("receipt_send");
  const NamedBytes receipt = theirs.handed();
  CHECK(last_copy(ours.desk.plan(), wish_for(ours.desk.plan(), ref(ours.department("B"))))
            ->record.received == Day{});
  ours.open(receipt);
  CHECK(last_copy(ours.desk.plan(), wish_for(ours.desk.plan(), ref(ours.department("B"))))
            ->record.received == day_of(ours.desk.clock.now));
  // Another plan's receipt is none of ours.
  Receipt foreign{.copy = {77}, .version = {}, .person = {}, .department = {}};
  const std::string text = write_receipt(foreign);
  ours.open(as_file(text));
  CHECK(ours.trouble() == Word::error_receipt_unknown);
}

TEST_CASE(
    "a receipt is signed: what was changed, or by a key that was not compared, is not taken") {
  TrustOffice ours(1, "Li", "A"), theirs(2, "Wang", "B"), another(3, "Wang", "B");
  open_and_compare(ours, theirs);
  ours.hand({.audience = {.departments = {ours.department("B")}}});
  const NamedBytes copy = ours.handed();
  const auto is_received = [&] {
    return last_copy(ours.desk.plan(), wish_for(ours.desk.plan(), ref(ours.department("B"))))
               ->record.received != Day{};
  };
  theirs.desk.session.close();
  theirs.open(copy);
  theirs.desk.run("receipt_send");
  const NamedBytes receipt = theirs.handed();
  const std::string text(reinterpret_cast<const char*>(receipt.bytes.data()), receipt.bytes.size());
  const PublicKey key = theirs.desk.session.own_key().public_key();
  CHECK(receipt_signature(text) == Signature{Signature::Standing::valid, key});

  std::string changed = text;
  changed[changed.find("Wang")] = 'T';
  CHECK(receipt_signature(changed).standing == Signature::Standing::broken);
  ours.open(as_file(changed));
  CHECK(ours.trouble() == Word::error_signature_broken);
  std::string cut = text.substr(0, text.size() - 9);
  CHECK(receipt_signature(cut).standing == Signature::Standing::broken);
  // Somebody who calls himself by her name, with a key of his own in the plan.
  another.open(first_plan());
  another.desk.run("key_register");
  ours.open(another.saved_plan());
  ours.desk.session.accept_incoming({});
  const std::string plain = text.substr(0, text.rfind("signature"));
  ours.open(as_file(sign_receipt(plain, another.desk.session.own_key())));
  CHECK(ours.trouble() == Word::keys_changed_warning);
  CHECK_FALSE(is_received());

  // Carriage returns come by mail.
  std::string mailed;
  for (const char c : text) mailed += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(receipt_signature(mailed).standing == Signature::Standing::valid);
  CHECK(read_receipt(mailed) == read_receipt(text));
  ours.open(as_file(mailed));
  CHECK(is_received());
  CHECK(receipt_signature(plain) == Signature{});
}

TEST_CASE("a sealed file within a sealed file is refused") {
  TrustOffice office(1, "Li", "A");
  const std::vector<PublicKey> readers{office.desk.session.own_key().public_key()};
  SeededRandom random(4);
  const SealFor who{.passphrase = {}, .readers = readers, .effort = {}};
  office.open({"t.tongzhou", seal(seal(first_plan().bytes, who, random), who, random)});
  CHECK(office.trouble() == Word::error_seal_broken);
  CHECK(office.desk.session.open() == nullptr);
  office.open({"t.tongzhou", seal(first_plan().bytes, who, random)});
  CHECK(office.desk.session.open() != nullptr);
}

TEST_CASE("nothing leaves sealed for a department that has no key that was compared") {
  TrustOffice ours(1, "Li", "A");
  ours.open(first_plan());
  const std::size_t before = ours.desk.files.saved.size();
  ours.hand({.audience = {.departments = {ours.department("B")}},
             .seal = SealHow::keys,
             .passphrase = {}});
  CHECK(ours.desk.files.saved.size() == before);
  ours.hand({.audience = {.departments = {ours.department("B")}},
             .seal = SealHow::passphrase,
             .passphrase = {}});
  CHECK(ours.desk.files.saved.size() == before);
}

TEST_CASE("a machine's key goes to another machine, and files for the one before still open") {
  TrustOffice home(1, "Li", "A"), work(2, "Li", "A");
  home.use(SecretUse::export_key, "carried by hand");
  const PublicKey at_home = home.desk.session.keys().own->public_key();
  const PublicKey at_work = work.desk.session.own_key().public_key();
  CHECK(at_home != at_work);
  SeededRandom random(4);
  const NamedBytes for_work{
      "w.tongzhou",
      seal(first_plan().bytes, {.passphrase = {}, .readers = {at_work}, .effort = {}}, random)};
  work.open(home.handed());
  work.use(SecretUse::open_sealed, "carried by hand");
  CHECK(work.desk.session.keys().own->public_key() == at_home);
  const KeyRing kept = load_key_ring(work.desk.store.quick);
  CHECK(kept.own->public_key() == at_home);
  REQUIRE(kept.former.size() == 1);
  work.open(for_work);
  CHECK(work.desk.session.open() != nullptr);
}

TEST_CASE("a plan file that was changed after it was signed is not opened") {
  TrustOffice office(1, "Li", "A");
  office.open(first_plan());
  NamedBytes file = office.saved_plan();
  office.desk.session.close();
  file.bytes[file.bytes.size() / 2] ^= std::byte{1};
  office.open(file);
  CHECK(office.desk.session.open() == nullptr);
  CHECK(office.trouble() == Word::error_signature_broken);
}

TEST_CASE("receipts are read as they were written, and anything else is none") {
  const Receipt receipt{.copy = {0x1234'5678'9abc'def0},
                        .version = "a:1 b:2",
                        .person = "王 芳\n伪造",
                        .department = "采购",
                        .unix_milliseconds = 17};
  const auto read = read_receipt(write_receipt(receipt));
  REQUIRE(read.has_value());
  CHECK(read->copy == receipt.copy);
  CHECK(read->version == receipt.version);
  CHECK(read->person == "王 芳 伪造");
  CHECK(read->unix_milliseconds == 17);
  const auto odd = read_receipt("tongzhou receipt 1\ncopy 1\nperson a\x01z\r\r\n");
  REQUIRE(odd.has_value());
  CHECK(odd->person == "a z ");  // in one line, and so it stays
  CHECK(read_receipt(write_receipt(*odd)) == odd);
  CHECK_FALSE(read_receipt("").has_value());
  CHECK_FALSE(read_receipt("tongzhou receipt 2\ncopy 1\n").has_value());
  CHECK_FALSE(read_receipt("tongzhou receipt 1\n").has_value());
  CHECK_FALSE(read_receipt("tongzhou receipt 1\ncopy xyz\n").has_value());
}

}  // namespace
}  // namespace tongzhou::test
