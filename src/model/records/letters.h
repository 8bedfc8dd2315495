// What departments send each other in writing, the approval it needs, and the templates it is made
// from.
#pragma once

#include <array>
#include <string>

#include "model/records/information.h"

namespace tongzhou {

// Each has a template of ours (documents/letter_templates.h).
enum class LetterKind : std::uint8_t {
  liaison,
  cooperation,
  reply,
  notice,
  meeting_notice,
  minutes,
  agreement,
  cooperation_plan,
  plan_change,
  acceptance,
  rectification,
  rectification_reply,
  information_request,
  register_list,
  feedback_summary,
  survey_report,
  evaluation,
  status_report,
  closing_report,
};
template <>
inline constexpr int kChoiceCount<LetterKind> = 19;
inline constexpr std::array kLetterKinds{
    Word::letter_liaison,     Word::letter_cooperation,      Word::letter_reply,
    Word::letter_notice,      Word::letter_meeting_notice,   Word::letter_minutes,
    Word::letter_agreement,   Word::letter_cooperation_plan, Word::letter_plan_change,
    Word::letter_acceptance,  Word::letter_rectification,    Word::letter_rectification_reply,
    Word::letter_information, Word::letter_register,         Word::letter_feedback,
    Word::letter_survey,      Word::letter_evaluation,       Word::letter_status,
    Word::letter_closing};
template <>
inline constexpr std::span<const Word> kChoices<LetterKind>{kLetterKinds};

// Until it is approved a letter is changed freely; sent, its text stands as it was.
enum class LetterState : std::uint8_t {
  draft,
  in_review,
  approved,
  sent,
  received,
  answered,
  closed
};
template <>
inline constexpr int kChoiceCount<LetterState> = 7;
inline constexpr std::array kLetterStates{
    Word::letter_draft,    Word::letter_in_review, Word::letter_approved, Word::letter_sent,
    Word::letter_received, Word::letter_answered,  Word::letter_closed};
template <>
inline constexpr std::span<const Word> kChoices<LetterState>{kLetterStates};

enum class LetterUrgency : std::uint8_t { normal, urgent, very_urgent };
template <>
inline constexpr int kChoiceCount<LetterUrgency> = 3;
inline constexpr std::array kLetterUrgencies{Word::letter_normal, Word::letter_urgent,
                                             Word::letter_very_urgent};
template <>
inline constexpr std::span<const Word> kChoices<LetterUrgency>{kLetterUrgencies};

// How it looks on paper.
enum class LetterLayout : std::uint8_t {
  official,  // after GB/T 9704-2012
  plain,
};
template <>
inline constexpr int kChoiceCount<LetterLayout> = 2;
inline constexpr std::array kLetterLayouts{Word::letter_official, Word::letter_plain};
template <>
inline constexpr std::span<const Word> kChoices<LetterLayout>{kLetterLayouts};

struct Letter {
  std::string title;
  LetterKind kind = LetterKind::liaison;
  std::string number;  // as it is printed; empty: none yet
  Id<Department> from;
  std::string sender;  // where it comes from outside
  RefSet<Department> to;
  std::string recipients;  // outside
  RefSet<Department> copies;
  Id<Person> signer;
  Day date;  // sent, or written
  LetterUrgency urgency = LetterUrgency::normal;
  Secrecy secrecy = Secrecy::department;
  std::string body;         // a template (documents/letter_template.h)
  std::string sent_text;    // Markdown, as it was sent
  std::string attachments;  // one a line: what, and where it is
  Day reply_by;
  LetterState state = LetterState::draft;
  Id<Letter> answers;  // the one that this one answers
  Day answered;
  LetterLayout layout = LetterLayout::official;
  // What it is about; which of these, its kind says.
  RefSet<Task> tasks;
  RefSet<Deliverable> deliverables;
  RefSet<Goal> goals;
  Id<Meeting> meeting;
  Id<MeetingNotes> minutes;
  Id<Survey> survey;
  Id<Issue> issue;
  Id<InformationRequest> request;
  std::string order;
};
constexpr bool is_sent(const Letter& letter) { return letter.state >= LetterState::sent; }
template <>
struct Description<Letter> {
  static constexpr Kind kind = Kind::letter;
  static constexpr std::string_view name = "letter";
  static constexpr Word label = Word::letter;
  static constexpr Secrecy secrecy = Secrecy::department;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Letter::title, Role::name, Word::letter_title},
      Field{2, "kind", &Letter::kind, Role::choice, Word::letter_kind},
      Field{3, "number", &Letter::number, Role::text, Word::letter_number},
      Field{4, "from", &Letter::from, Role::reference, Word::letter_from},
      Field{5, "sender", &Letter::sender, Role::text, Word::letter_sender},
      Field{6, "to", &Letter::to, Role::references, Word::letter_to},
      Field{7, "recipients", &Letter::recipients, Role::text, Word::letter_recipients},
      Field{8, "copies", &Letter::copies, Role::references, Word::letter_copies},
      Field{9, "signer", &Letter::signer, Role::reference, Word::letter_signer},
      Field{10, "date", &Letter::date, Role::day, Word::letter_date},
      Field{11, "urgency", &Letter::urgency, Role::choice, Word::letter_urgency},
      Field{12, "secrecy", &Letter::secrecy, Role::choice, Word::secrecy},
      Field{13, "body", &Letter::body, Role::note, Word::letter_body},
      Field{14, "sent_text", &Letter::sent_text, Role::machine, Word::letter_sent_text},
      Field{15, "attachments", &Letter::attachments, Role::note, Word::suggestion_attachments},
      Field{16, "reply_by", &Letter::reply_by, Role::day, Word::letter_reply_by},
      Field{17, "state", &Letter::state, Role::choice, Word::letter_state},
      Field{18, "answers", &Letter::answers, Role::reference, Word::letter_answers},
      Field{19, "answered", &Letter::answered, Role::day, Word::letter_answered_on},
      Field{20, "layout", &Letter::layout, Role::choice, Word::letter_layout},
      Field{21, "tasks", &Letter::tasks, Role::references, Word::letter_tasks},
      Field{22, "deliverables", &Letter::deliverables, Role::references, Word::page_deliverables},
      Field{23, "goals", &Letter::goals, Role::references, Word::page_goals},
      Field{24, "meeting", &Letter::meeting, Role::reference, Word::meeting},
      Field{25, "minutes", &Letter::minutes, Role::reference, Word::meeting_notes},
      Field{26, "survey", &Letter::survey, Role::reference, Word::survey},
      Field{27, "issue", &Letter::issue, Role::reference, Word::issue},
      Field{28, "request", &Letter::request, Role::reference, Word::information_request},
      Field{29, "order", &Letter::order, Role::order, Word::order},
  };
};

enum class ApprovalState : std::uint8_t { waiting, agreed, returned };
template <>
inline constexpr int kChoiceCount<ApprovalState> = 3;
inline constexpr std::array kApprovalStates{Word::approval_waiting, Word::approval_agreed,
                                            Word::approval_returned};
template <>
inline constexpr std::span<const Word> kChoices<ApprovalState>{kApprovalStates};

// Somebody has to agree before the letter goes; in the order of `order`.
struct Approval {
  Id<Letter> letter;
  Id<Person> person;
  ApprovalState state = ApprovalState::waiting;
  std::string remark;
  Day decided;
  std::string order;
};
template <>
struct Description<Approval> {
  static constexpr Kind kind = Kind::approval;
  static constexpr std::string_view name = "approval";
  static constexpr Word label = Word::approval;
  static constexpr Secrecy secrecy = Secrecy::confidential;  // how it came about stays in the house
  static constexpr auto fields = FieldList{
      Field{1, "letter", &Approval::letter, Role::owner, Word::letter},
      Field{2, "person", &Approval::person, Role::reference, Word::person},
      Field{3, "state", &Approval::state, Role::choice, Word::approval},
      Field{4, "remark", &Approval::remark, Role::text, Word::approval_remark},
      Field{5, "decided", &Approval::decided, Role::day, Word::suggestion_decided},
      Field{6, "order", &Approval::order, Role::order, Word::order},
  };
};

// Of the users' own; takes the place of ours of that kind (documents/letter_template.h).
struct LetterTemplate {
  std::string name;
  LetterKind kind = LetterKind::liaison;
  std::string text;
};
template <>
struct Description<LetterTemplate> {
  static constexpr Kind kind = Kind::letter_template;
  static constexpr std::string_view name = "letter_template";
  static constexpr Word label = Word::letter_template;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &LetterTemplate::name, Role::name, Word::letter_template},
      Field{2, "kind", &LetterTemplate::kind, Role::choice, Word::letter_kind},
      Field{3, "text", &LetterTemplate::text, Role::note, Word::letter_body},
  };
};

}  // namespace tongzhou
