// Letters: written for their readers, approved, sent, answered; nothing withheld is ever in one.
#include "app/letters.h"

#include <catch2/catch_test_macros.hpp>

#include "app/letter_edits.h"
#include "app/paper_run.h"
#include "app/sharing.h"
#include "app/templates.h"
#include "insight/letters.h"
#include "support/canaries.h"
#include "support/memory_desk.h"
#include "support/task_named.h"

namespace tongzhou::test {
namespace {

const Day kToday = from_civil(2026, 8, 30);

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct LetterDesk {
  MemoryDisk disk;
  MemoryDesk desk{disk};
  explicit LetterDesk(
      std::string_view text = "design 3d dept A; print 1d dept B after design; ship 1d dept C") {
    desk.open(plan_file_of(text));
  }
  const Plan& plan() { return desk.plan(); }
  Id<Department> department(std::string_view name) {
    for (const auto& entry : plan().table<Department>().live())
      if (entry.record.name == name) return entry.id;
    return {};
  }
  Id<Letter> add(LetterKind kind, AnyRef about = {}) {
    NewRecord made =
        add_letter(desk.open_plan(), desk.random, kind, department("A"), about, kToday);
    desk.edit(std::move(made.draft));
    return {made.record.id.value};
  }
  const Letter& letter(Id<Letter> id) { return *plan().find(id); }
  WrittenPaper write(Id<Letter> id) {
    return write_letter(desk.open_plan(), letter(id), kToday, Language::chinese);
  }
  template <auto member>
  void set(Id<Letter> id, typename MemberOf<member>::Type value) {
    ChangeBuilder builder(plan(), desk.random, {});
    builder.set<member>(id, std::move(value));
    desk.edit(std::move(builder).take());
  }
  void send(Id<Letter> id) {
    auto draft = send_letter(desk.open_plan(), desk.random, id, kToday);
    REQUIRE(draft.has_value());
    desk.edit(*std::move(draft));
  }
};

TEST_CASE("a letter about a task goes to those who work on it, and follows the plan until sent") {
  LetterDesk at;
  const Id<Task> print = id_named(at.plan(), "print");
  const Id<Letter> id = at.add(LetterKind::liaison, ref(print));
  CHECK(at.letter(id).to.ids == std::vector{at.department("B")});
  at.set<&Letter::body>(id, "{{each t in letter.tasks}}{{t.title}} {{t.percent}}{{end}}");
  CHECK(at.write(id).text == "print 0%");
  ChangeBuilder builder(at.plan(), at.desk.random, {});
  builder.set<&Task::title>(print, "press");
  at.desk.edit(std::move(builder).take());
  CHECK(at.write(id).text == "press 0%");
  at.send(id);
  CHECK(at.letter(id).state == LetterState::sent);
  CHECK(at.letter(id).number == "A〔2026〕1号");
  CHECK(at.letter(id).date == kToday);
  ChangeBuilder again(at.plan(), at.desk.random, {});
  again.set<&Task::title>(print, "stamp");
  at.desk.edit(std::move(again).take());
  CHECK(at.write(id).text == "press 0%");
  CHECK(write_letter_anew(at.desk.open_plan(), at.letter(id), kToday, Language::chinese).text ==
        "stamp 0%");
}

TEST_CASE("a letter has only what each of its readers may know") {
  LetterDesk at;
  at.desk.edit(mark_secrecy(at.desk.open_plan(), at.desk.random, ref(id_named(at.plan(), "design")),
                            0, Secrecy::department));
  const Id<Letter> id = at.add(LetterKind::notice);
  at.set<&Letter::body>(id, "{{each t in tasks}}{{t.title}} {{end}}");
  const auto to = [&](std::vector<Id<Department>> ids) {
    std::ranges::sort(ids);
    at.set<&Letter::to>(id, {ids});
    return at.write(id).text;
  };
  CHECK(to({at.department("A")}) == "design print ship ");
  CHECK(to({at.department("B")}) == "print ship ");
  CHECK(to({at.department("A"), at.department("B")}) == "print ship ");
  at.set<&Letter::copies>(id, {{at.department("B")}});
  CHECK(to({at.department("A")}) == "print ship ");
  at.set<&Letter::copies>(id, {});
  at.set<&Letter::recipients>(id, "a supplier");
  CHECK(to({at.department("A")}).empty());
  // The frame says whose letter it is all the same.
  const auto& blocks = at.write(id).document.blocks;
  const auto issuer = std::ranges::find(blocks, LetterPart::issuer, &Block::part);
  REQUIRE(issuer != blocks.end());
  CHECK(issuer->text == "A");
}

TEST_CASE("drafts are for their own department; once sent, for those they name") {
  LetterDesk at;
  const Id<Letter> id = at.add(LetterKind::notice);
  at.set<&Letter::to>(id, {{at.department("B")}});
  const auto knows = [&](std::string_view who) {
    const SecrecyTable table(at.plan(), kToday);
    return VisiblePart(table, {{at.department(who)}}).has(ref(id));
  };
  CHECK(knows("A"));
  CHECK_FALSE(knows("B"));
  at.send(id);
  CHECK(knows("B"));
  CHECK_FALSE(knows("C"));
}

TEST_CASE("a letter goes through those who have to agree, in their order") {
  LetterDesk at;
  const Id<Letter> id = at.add(LetterKind::notice);
  at.set<&Letter::to>(id, {{at.department("B")}});
  Random& random = at.desk.random;
  ChangeBuilder builder(at.plan(), random, {});
  const Id<Person> wang = builder.create(Person{.name = "Wang"});
  const Id<Person> li = builder.create(Person{.name = "Li"});
  at.desk.edit(std::move(builder).take());
  at.desk.edit(add_approver(at.desk.open_plan(), random, id, wang));
  at.desk.edit(add_approver(at.desk.open_plan(), random, id, li));
  CHECK(send_letter(at.desk.open_plan(), random, id, kToday).error().what.word ==
        Word::why_letter_not_approved);
  at.desk.edit(submit_letter(at.desk.open_plan(), random, id));
  CHECK(at.letter(id).state == LetterState::in_review);
  const auto waiting = [&] {
    const LetterReport report = find_letters(at.plan(), kToday);
    return report.letters.front().waiting;
  };
  const auto decide = [&](ApprovalState state) {
    const Id<Approval> next = at.plan().table<Approval>()[waiting().front()].id;
    at.desk.edit(decide_letter(at.desk.open_plan(), random, next, state, kToday));
  };
  CHECK(at.plan().table<Approval>()[waiting().front()].record.person == wang);
  decide(ApprovalState::agreed);
  CHECK(at.letter(id).state == LetterState::in_review);
  decide(ApprovalState::returned);
  CHECK(at.letter(id).state == LetterState::draft);
  at.desk.edit(submit_letter(at.desk.open_plan(), random, id));
  CHECK(waiting().size() == 2);  // both are asked again
  decide(ApprovalState::agreed);
  decide(ApprovalState::agreed);
  CHECK(at.letter(id).state == LetterState::approved);
  at.send(id);
}

TEST_CASE("a letter without an addressee, or with a mistake, does not go") {
  LetterDesk at;
  const Id<Letter> id = at.add(LetterKind::notice);
  Random& random = at.desk.random;
  const auto why = [&] {
    return send_letter(at.desk.open_plan(), random, id, kToday).error().what.word;
  };
  CHECK(why() == Word::why_letter_no_reader);
  at.set<&Letter::to>(id, {{at.department("B")}});
  at.set<&Letter::body>(id, "{{plan.nothing}}");
  CHECK(why() == Word::why_letter_problem);
}

TEST_CASE("an answer goes back, and makes the letter an answered one when it is sent") {
  LetterDesk at;
  const Id<Letter> id = at.add(LetterKind::cooperation, ref(id_named(at.plan(), "print")));
  CHECK(at.letter(id).reply_by == kToday + 7);
  at.send(id);
  NewRecord made = answer_letter(at.desk.open_plan(), at.desk.random, id, kToday);
  at.desk.edit(std::move(made.draft));
  const Id<Letter> answer{made.record.id.value};
  CHECK(at.letter(answer).from == at.department("B"));
  CHECK(at.letter(answer).to.ids == std::vector{at.department("A")});
  CHECK(at.letter(answer).answers == id);
  CHECK(has(at.letter(answer).title, at.letter(id).title));
  at.send(answer);
  CHECK(at.letter(id).state == LetterState::answered);
  CHECK(at.letter(id).answered == kToday);
}

TEST_CASE("a request becomes a task of its addressee, due when the answer is") {
  LetterDesk at;
  const Id<Letter> id = at.add(LetterKind::cooperation);
  at.set<&Letter::to>(id, {{at.department("C")}});
  at.send(id);
  NewRecord made = make_letter_task(at.desk.open_plan(), at.desk.random, id);
  at.desk.edit(std::move(made.draft));
  const Task* task = at.plan().find(Id<Task>{made.record.id.value});
  REQUIRE(task != nullptr);
  CHECK(task->department == at.department("C"));
  CHECK(day_of(task->deadline) == kToday + 7);
  CHECK(at.letter(id).tasks.ids == std::vector{Id<Task>{made.record.id.value}});
}

TEST_CASE("copies that gave one number are settled, the letter sent first keeps it") {
  LetterDesk at;
  const Id<Letter> first = at.add(LetterKind::notice), second = at.add(LetterKind::notice);
  for (const Id<Letter> id : {first, second}) {
    at.set<&Letter::number>(id, "A〔2026〕5号");
    at.set<&Letter::state>(id, LetterState::sent);
  }
  at.set<&Letter::date>(first, kToday - 1);
  at.desk.edit(settle_letter_numbers(at.desk.open_plan(), at.desk.random, kToday));
  CHECK(at.letter(first).number == "A〔2026〕5号");
  CHECK(at.letter(second).number == "A〔2026〕6号");
}

TEST_CASE("users' own templates take the place of ours") {
  LetterDesk at;
  NewRecord made = keep_template(at.desk.open_plan(), at.desk.random, "ours", LetterKind::notice,
                                 "title: Notice about {{plan.title}}\n\nHello.\n");
  at.desk.edit(std::move(made.draft));
  const Id<Letter> id = at.add(LetterKind::notice);
  CHECK(has(at.letter(id).title, "Notice about "));
  CHECK(at.letter(id).body == "Hello.\n");
}

TEST_CASE("every kind is written from the sample plan in both languages without a mistake") {
  for (const Language language : {Language::chinese, Language::english}) {
    SeededRandom random(3);
    const OpenPlan open = *make_from_template("product_launch", language, kToday, random);
    const Id<Department> from = open.plan().table<Department>()[0].id;
    const Id<Department> to = open.plan().table<Department>()[1].id;
    for (std::size_t i = 0; i < kLetterKinds.size(); ++i) {
      const auto kind = static_cast<LetterKind>(i);
      INFO(file_name_of(kind));
      Letter letter = compose_letter(open, kind, from, {}, kToday, language);
      if (letter.to.ids.empty()) letter.to.ids = {to};
      CHECK_FALSE(letter.title.empty());
      const WrittenPaper paper = write_letter(open, letter, kToday, language);
      for (const TemplateProblem& problem : paper.problems) {
        FAIL_CHECK(problem.line << ": " << say(Language::english, problem.what));
      }
      CHECK(paper.text.size() > 100);
      CHECK_FALSE(has(paper.text, "{{"));
      CHECK(paper.document.blocks.size() > 5);
    }
    const Document all =
        make_all_in_one(open, {.departments = {to}, .each = true}, kToday, language);
    CHECK(all.blocks.size() > 40);
  }
}

TEST_CASE("every kind is written from an empty plan, too") {
  for (const Language language : {Language::chinese, Language::english}) {
    SeededRandom random(3);
    const OpenPlan open = make_empty_plan("x", language, kToday, random);
    for (std::size_t i = 0; i < kLetterKinds.size(); ++i) {
      const auto kind = static_cast<LetterKind>(i);
      INFO(file_name_of(kind));
      const Letter letter = compose_letter(open, kind, {}, {}, kToday, language);
      const WrittenPaper paper = write_letter(open, letter, kToday, language);
      CHECK(paper.problems.empty());
      CHECK_FALSE(letter.title.empty());
    }
  }
}

TEST_CASE("no mark that its readers may not know is in any letter, in any form") {
  int withheld = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    CanaryCase random(seed);
    const OpenPlan open(random.plan);
    const auto kind = static_cast<LetterKind>(seed % kLetterKinds.size());
    const std::vector<Id<Department>> to = random.order.audience.departments;
    Letter letter = compose_letter(open, kind, {}, {}, random.order.today, Language::chinese);
    letter.to.ids = to;
    letter.from = {};
    letter.signer = {};
    letter.copies = {};
    if (to.empty()) letter.recipients = "outside";
    set_letter_title(open, letter, random.order.today, Language::chinese);
    const WrittenPaper paper =
        write_letter_anew(open, letter, random.order.today, Language::chinese);
    const SecrecyTable table(random.plan, random.order.today);
    const VisiblePart visible(table, readers_of(random.plan, letter));
    std::string all = letter.title + to_markdown(paper.document) + to_html(paper.document) +
                      to_text(paper.document);
    // Names of addressees stand in the frame, as the writer says.
    for (const KindInfo& info : all_kinds()) {
      if (info.kind == Kind::department) continue;
      const AnyTable& rows = *random.plan.table(info.kind);
      for (Slot slot = 0; slot < rows.slot_count(); ++slot)
        for (const FieldInfo& field : info.fields) {
          const std::string* text = field.text(rows.row(slot));
          if (text == nullptr || !text->starts_with(kCanary)) continue;
          // What templates say is there to be written; those that are marked are not used.
          if (info.kind == Kind::letter_template &&
              table.of({info.kind, rows.id(slot)}, field.number).why == SecrecyFacts::Why::kind)
            continue;
          if (visible.has({info.kind, rows.id(slot)}, field.number)) continue;
          ++withheld;
          if (has(all, *text)) FAIL_CHECK(seed << " " << info.name << "." << field.name);
        }
    }
  }
  CHECK(withheld > 1000);
}

// --- Files made over some frames -----------------------------------------------------------------

struct PapersDesk : LetterDesk {
  PapersDesk() {
    for (int i = 0; i < 4; ++i) {
      const Id<Letter> id = add(LetterKind::notice);
      set<&Letter::to>(id, {{department("B")}});
      set<&Letter::secrecy>(id, Secrecy::internal);
      send(id);
    }
    desk.settle();
  }
};

TEST_CASE("All papers as one are made part by part, and are what they are at once") {
  PapersDesk at;
  const OpenPlan& open = at.desk.open_plan();
  const Audience readers = readers_of(open.plan(), Letter{});
  PaperRun run(open, readers, kToday, Language::english);
  double before = run.progress();
  int steps = 0;
  while (run.advance()) {
    CHECK(run.progress() >= before);
    before = run.progress();
    ++steps;
  }
  CHECK(steps >= 7);                  // three reports, four letters
  CHECK_FALSE(run.of().has_value());  // only its file is left to make
  const Document all = make_all_in_one(open, readers, kToday, Language::english);
  CHECK(std::move(run).take().bytes == paper_file(all, all.title, PaperForm::word).bytes);
}

TEST_CASE("What is being made can be stopped, and then nothing is handed out") {
  PapersDesk at;
  at.desk.session.save_all_papers();
  CHECK(at.desk.session.is_making());
  CHECK_FALSE(at.desk.session.under_way().has_value());  // not worth a word yet
  at.desk.clock.milliseconds += 1000;
  REQUIRE(at.desk.session.under_way().has_value());
  CHECK(at.desk.session.under_way()->progress == 0);
  at.desk.session.stop_making();
  CHECK_FALSE(at.desk.session.is_making());
  at.desk.settle();
  CHECK(at.desk.files.saved.empty());

  at.desk.session.save_all_papers();
  at.desk.settle();
  REQUIRE(at.desk.files.saved.size() == 1);
  CHECK(at.desk.files.saved.back().name.ends_with(".docx"));
  CHECK_FALSE(at.desk.session.is_making());
}

TEST_CASE("Papers of a plan that was put away meanwhile are not made of another") {
  PapersDesk at;
  at.desk.session.save_all_papers();
  Commands commands;
  commands.run("plan_new", std::string("another plan"));
  at.desk.session.run(commands, at.desk.view);  // before the next frame goes on with it
  at.desk.settle();
  CHECK(at.desk.files.saved.empty());
}

TEST_CASE("An edit while papers are made makes them anew") {
  PapersDesk at;
  at.desk.session.save_all_papers();
  ChangeBuilder builder(at.desk.plan(), at.desk.random, {});
  builder.set<&PlanInfo::title>(at.desk.plan().info_id(), std::string("another title"));
  at.desk.session.edit(std::move(builder).take());
  at.desk.settle();
  REQUIRE(at.desk.files.saved.size() == 1);
  CHECK(at.desk.files.saved.back().name == "another title.docx");
}

}  // namespace
}  // namespace tongzhou::test
