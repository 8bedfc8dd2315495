// The page of keys, passphrases, and what the page of merging says of signatures.
#include "app/key_ring.h"
#include "exchange/sealing.h"
#include "support/plan_text.h"
#include "support/sealing_effort.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

SigningKey key_from(std::uint64_t seed) {
  SeededRandom random(seed);
  return SigningKey::make(random);
}

struct KeysStage : WorkbenchStage {
  KeysStage() : WorkbenchStage({1280, 900}) {
    open(OpenPlan(plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部").plan));
    go("keys");
  }
  void go(std::string page) {
    bench.view().page = std::move(page);
    frames(3);
  }
  Session& session() { return machine.session; }
  const Plan& plan() { return session().open()->plan(); }
  Id<RegisteredKey> add_key(const PublicKey& key, std::string holder) {
    SeededRandom random(plan().revision() + 77);
    auto made = register_key(*session().open(), random, key, std::move(holder), "销售部",
                             from_civil(2026, 9, 1));
    session().edit(std::move(made.draft));
    frames(4);
    return {made.record.id.value};
  }
};

}  // namespace

TEST_CASE("this machine's key is made when it is registered, once") {
  KeysStage stage;
  CHECK(stage.shows(Seen::button, "现在生成"));
  stage.click(Seen::button, "登记到计划");
  stage.frames(4);
  REQUIRE(stage.session().keys().own.has_value());
  REQUIRE(stage.plan().table<RegisteredKey>().live_count() == 1);
  CHECK(stage.shows(Seen::note,
                    fingerprint(stage.session().keys().own->public_key(), Language::chinese)));
  CHECK_FALSE(stage.shows(Seen::button, "现在生成"));
  CHECK(stage.shows(Seen::button, "导出密钥…"));
}

TEST_CASE("another's key is compared, then believed; another one for them is said loudly") {
  KeysStage stage;
  const SigningKey wang = key_from(1), other = key_from(2);
  const Id<RegisteredKey> id = stage.add_key(wang.public_key(), "王芳");
  CHECK(stage.shows(Seen::note, fingerprint(wang.public_key(), Language::chinese)));
  stage.click(Seen::button, "已核对 王芳（销售部）");
  stage.frames(4);
  CHECK(standing_of(stage.plan(), stage.session().keys(), id) == KeyStanding::compared);
  CHECK(stage.shows(Seen::button, "撤销核对 王芳（销售部）"));

  const Id<RegisteredKey> again = stage.add_key(other.public_key(), "王芳");
  CHECK(standing_of(stage.plan(), stage.session().keys(), again) == KeyStanding::changed);
  CHECK(stage.shows(Seen::note,
                    say(Language::chinese, Word::keys_changed_warning, {"王芳（销售部）"})));
}

TEST_CASE("a passphrase that is short or mistyped seals nothing") {
  KeysStage stage;
  stage.bench.view().ask_passphrase = SecretUse::save_sealed;
  stage.frames(4);
  stage.fill("口令", "short");
  stage.fill("再输一次", "short");
  stage.click(Seen::button, "保存");
  stage.frames(4);
  CHECK(stage.machine.files.saved.empty());
  stage.fill("口令", "long enough");
  stage.fill("再输一次", "long enouhg");
  stage.click(Seen::button, "保存");
  stage.frames(4);
  CHECK(stage.machine.files.saved.empty());
  stage.fill("再输一次", "long enough");
  stage.click(Seen::button, "保存");
  stage.frames(4);
  REQUIRE(stage.machine.files.saved.size() == 1);
  CHECK(open_sealed(stage.machine.files.saved.front().bytes, "long enough").has_value());
}
