// What people say of working together: suggestions and what becomes of them, surveys and what was
// answered. Nothing here tells who answered a survey (app/answers.h).
#pragma once

#include <array>
#include <string>

#include "model/records/communication.h"

namespace tongzhou {

enum class SuggestionState : std::uint8_t { inbox, accepted, merged, declined };
template <>
inline constexpr int kChoiceCount<SuggestionState> = 4;
inline constexpr std::array kSuggestionStates{Word::suggestion_inbox, Word::suggestion_accepted,
                                              Word::suggestion_merged, Word::suggestion_declined};
template <>
inline constexpr std::span<const Word> kChoices<SuggestionState>{kSuggestionStates};

// Accepted, it becomes improvements: actions that name it (Action::suggestion).
struct Suggestion {
  std::string title;
  std::string text;
  std::string topic;
  Id<Department> department;  // to which it is addressed; unset: to all
  std::string sender;         // empty: nobody knows
  Day received;
  SuggestionState state = SuggestionState::inbox;
  Id<Suggestion> into;  // the one it was merged with
  std::string reason;   // why it was declined, or accepted
  Day decided;
  std::string answer;
  bool to_all = false;  // the answer is for everybody, not for its sender alone
  Day answered;
  std::string attachments;  // where they are
};
template <>
struct Description<Suggestion> {
  static constexpr Kind kind = Kind::suggestion;
  static constexpr std::string_view name = "suggestion";
  static constexpr Word label = Word::suggestion;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Suggestion::title, Role::name, Word::suggestion},
      Field{2, "text", &Suggestion::text, Role::note, Word::suggestion_text},
      Field{3, "topic", &Suggestion::topic, Role::text, Word::coverage_topic},
      Field{4, "department", &Suggestion::department, Role::reference, Word::suggestion_department},
      Field{5, "sender", &Suggestion::sender, Role::text, Word::suggestion_sender,
            Secrecy::department},
      Field{6, "received", &Suggestion::received, Role::day, Word::suggestion_received},
      Field{7, "state", &Suggestion::state, Role::choice, Word::suggestion_state},
      Field{8, "into", &Suggestion::into, Role::reference, Word::suggestion_into},
      Field{9, "reason", &Suggestion::reason, Role::text, Word::meeting_change_reason},
      Field{10, "decided", &Suggestion::decided, Role::day, Word::suggestion_decided},
      Field{11, "answer", &Suggestion::answer, Role::note, Word::suggestion_answer},
      Field{12, "to_all", &Suggestion::to_all, Role::flag, Word::suggestion_to_all},
      Field{13, "answered", &Suggestion::answered, Role::day, Word::suggestion_answered},
      Field{14, "attachments", &Suggestion::attachments, Role::text, Word::suggestion_attachments},
  };
};

// --- Surveys -------------------------------------------------------------------------------------

// Questions that departments answer without being known.
struct Survey {
  std::string title;
  std::string introduction;
  RefSet<Department> departments;  // who is asked; none: all
  std::int32_t asked = 0;          // how many people; 0: as many as the departments have
  std::int32_t threshold = 5;      // what fewer people answered is not kept
  Day opens;
  Day closes;
  Id<Survey> previous;  // the round before
  Id<Person> keeper;    // to whom answers are sent
  std::string order;
};
template <>
struct Description<Survey> {
  static constexpr Kind kind = Kind::survey;
  static constexpr std::string_view name = "survey";
  static constexpr Word label = Word::survey;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Survey::title, Role::name, Word::survey_title},
      Field{2, "introduction", &Survey::introduction, Role::note, Word::survey_introduction},
      Field{3, "departments", &Survey::departments, Role::references, Word::survey_departments},
      Field{4, "asked", &Survey::asked, Role::number, Word::survey_asked},
      Field{5, "threshold", &Survey::threshold, Role::number, Word::survey_threshold},
      Field{6, "opens", &Survey::opens, Role::day, Word::survey_opens},
      Field{7, "closes", &Survey::closes, Role::day, Word::survey_closes},
      Field{8, "previous", &Survey::previous, Role::reference, Word::survey_previous},
      Field{9, "keeper", &Survey::keeper, Role::reference, Word::survey_keeper},
      Field{10, "order", &Survey::order, Role::order, Word::order},
  };
};

enum class QuestionKind : std::uint8_t {
  rating,     // 1 to 5
  recommend,  // 0 to 10
  one,        // of the options
  several,    // of the options
  grid,       // each row 1 to 5; the options are the rows
  text,
};
template <>
inline constexpr int kChoiceCount<QuestionKind> = 6;
inline constexpr std::array kQuestionKinds{Word::question_rating, Word::question_recommend,
                                           Word::question_one,    Word::question_several,
                                           Word::question_grid,   Word::question_text};
template <>
inline constexpr std::span<const Word> kChoices<QuestionKind>{kQuestionKinds};

struct Question {
  Id<Survey> survey;
  std::string text;
  QuestionKind kind = QuestionKind::rating;
  std::string options;  // one a line
  bool required = false;
  std::string order;
};
template <>
struct Description<Question> {
  static constexpr Kind kind = Kind::question;
  static constexpr std::string_view name = "question";
  static constexpr Word label = Word::question;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "text", &Question::text, Role::name, Word::question},
      Field{2, "survey", &Question::survey, Role::owner, Word::survey},
      Field{3, "kind", &Question::kind, Role::choice, Word::task_kind},
      Field{4, "options", &Question::options, Role::note, Word::question_options},
      Field{5, "required", &Question::required, Role::flag, Word::question_required},
      Field{6, "order", &Question::order, Role::order, Word::order},
  };
};

// Answers taken in at one time, at least as many as the survey's threshold. Only sums of them are
// kept (Tally).
struct AnswerBatch {
  Id<Survey> survey;
  Day day;
  std::int32_t answers = 0;
  // Hashes of the random numbers of the forms, sorted: the same form does not count twice.
  std::string tickets;
};
template <>
struct Description<AnswerBatch> {
  static constexpr Kind kind = Kind::answer_batch;
  static constexpr std::string_view name = "answer_batch";
  static constexpr Word label = Word::answer_batch;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "survey", &AnswerBatch::survey, Role::owner, Word::survey},
      Field{2, "day", &AnswerBatch::day, Role::day, Word::suggestion_received},
      Field{3, "answers", &AnswerBatch::answers, Role::number, Word::batch_answers},
      Field{4, "tickets", &AnswerBatch::tickets, Role::note, Word::batch_tickets},
  };
};

// How a question (or a row of a grid) was answered in a batch: by all, or by some departments
// together, where at least the threshold answered, and no smaller rest can be worked out.
struct Tally {
  Id<AnswerBatch> batch;
  Id<Question> question;
  std::int32_t row = 0;            // of a grid
  RefSet<Department> departments;  // none: all that answered
  std::int32_t answered = 0;
  std::string counts;  // of each option, with commas between
  // Of the answers that also rate the first rating of the survey: how many, and the sums of x, y,
  // xx, yy, xy, with commas between. Only of all.
  std::string sums;
  std::string texts;  // one a line, in no order
};
template <>
struct Description<Tally> {
  static constexpr Kind kind = Kind::tally;
  static constexpr std::string_view name = "tally";
  static constexpr Word label = Word::tally;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "batch", &Tally::batch, Role::owner, Word::answer_batch},
      Field{2, "question", &Tally::question, Role::reference, Word::question},
      Field{3, "row", &Tally::row, Role::number, Word::tally_row},
      Field{4, "departments", &Tally::departments, Role::references, Word::channel_departments},
      Field{5, "answered", &Tally::answered, Role::number, Word::batch_answers},
      Field{6, "counts", &Tally::counts, Role::text, Word::tally_counts},
      Field{7, "sums", &Tally::sums, Role::text, Word::tally_sums},
      Field{8, "texts", &Tally::texts, Role::note, Word::tally_texts},
  };
};

}  // namespace tongzhou
