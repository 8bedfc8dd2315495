#include "documents/answer_form.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/assets_generated.h"
#include "core/sorting.h"
#include "exchange/answer_sheet.h"
#include "exchange/json_text.h"
#include "exchange/json_writer.h"
#include "insight/surveys.h"

namespace tongzhou {
namespace {

constexpr std::array<std::string_view, 6> kKindNames{"rating",  "recommend", "one",
                                                     "several", "grid",      "text"};

class FormWriter {
 public:
  FormWriter(const Plan& plan, Language language) : plan_(plan), language_(language) {
    json_.begin_object();
    json_.member("language", language == Language::chinese ? "zh-CN" : "en");
    json_.member("plan", to_hex(plan.id()));
    json_.member("padding", kAnswerPadding);
  }

  void head(std::string_view title, std::string_view introduction, std::string_view privacy) {
    json_.member("title", title);
    json_.member("introduction", introduction);
    json_.member("privacy", privacy);
  }
  void survey(Id<Survey> id) {
    json_.member("survey", to_hex(id.any()));
    json_.member("file", "answer.txt");
    questions(questions_of(plan_, id));
  }
  void suggestion() {
    json_.member("file", "suggestion.txt");
    questions({});
  }
  // None: all.
  void departments(const RefSet<Department>& asked) {
    std::vector<const Entry<Department>*> all;
    for (const auto& entry : plan_.table<Department>().live())
      if (asked.ids.empty() || std::ranges::binary_search(asked.ids, entry.id))
        all.push_back(&entry);
    sort_stably(all, {}, [](const Entry<Department>* entry) { return entry->record.order; });
    json_.key("departments");
    json_.begin_array();
    for (const Entry<Department>* entry : all) {
      json_.begin_array();
      json_.value(to_hex(entry->id.any()));
      json_.value(entry->record.name);
      json_.end_array();
    }
    json_.end_array();
  }
  void words(Word department, std::string_view keeper) {
    json_.key("words");
    json_.begin_object();
    const auto add = [&](std::string_view name, Word word) {
      json_.member(name, say(language_, word));
    };
    add("department", department);
    add("none",
        department == Word::form_department ? Word::form_department_none : Word::suggestion_all);
    add("low", Word::form_low);
    add("high", Word::form_high);
    add("lowRecommend", Word::form_low_recommend);
    add("highRecommend", Word::form_high_recommend);
    add("topic", Word::coverage_topic);
    add("text", Word::suggestion_text);
    add("name", Word::form_name);
    add("make", Word::form_make);
    add("save", Word::form_save);
    add("copy", Word::form_copy);
    add("copied", Word::form_copied);
    add("missing", Word::form_missing);
    json_.member("send", say(language_, Word::form_send,
                             {keeper.empty() ? say(language_, Word::form_keeper) : keeper}));
    json_.end_object();
  }

  // Nothing in the data ends the script that it stands in.
  std::string take() && {
    json_.end_object();
    std::string data;
    for (const char c : std::move(json_).take())
      if (c == '<')
        data += "\\u003c";
      else
        data += c;
    std::string page(find_asset("forms/answer_form.html"));
    constexpr std::string_view kPlace = "{{form}}";
    return page.replace(page.find(kPlace), kPlace.size(), data);
  }

 private:
  void questions(const std::vector<Id<Question>>& ids) {
    json_.key("questions");
    json_.begin_array();
    for (const Id<Question> id : ids) {
      const Question& question = *plan_.find(id);
      json_.begin_object();
      json_.member("id", to_hex(id.any()));
      json_.member("kind", kKindNames[static_cast<std::size_t>(question.kind)]);
      json_.member("text", question.text);
      json_.member("required", question.required);
      json_.key("options");
      json_.begin_array();
      for (const std::string& option : options_of(question)) json_.value(option);
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  const Plan& plan_;
  Language language_;
  JsonWriter json_;
};

}  // namespace

std::string survey_form(const Plan& plan, Id<Survey> survey, Language language) {
  const Survey& record = *plan.find(survey);
  FormWriter form(plan, language);
  form.head(record.title, record.introduction,
            say(language, Word::form_privacy, {std::to_string(std::max(1, record.threshold))}));
  form.survey(survey);
  form.departments(record.departments);
  form.words(Word::form_department, plan.name_of(ref(record.keeper)));
  return std::move(form).take();
}

std::string suggestion_form(const Plan& plan, Language language) {
  FormWriter form(plan, language);
  form.head(say(language, Word::box_form_title, {plan.info().title}), "",
            say(language, Word::box_form_introduction));
  form.suggestion();
  form.departments({});
  form.words(Word::suggestion_department, {});
  return std::move(form).take();
}

}  // namespace tongzhou
