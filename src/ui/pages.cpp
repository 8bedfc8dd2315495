#include "ui/pages.h"

#include <algorithm>
#include <array>

namespace tongzhou {
namespace {

constexpr std::array kPages{
    PageInfo{"start", "go_start", Word::page_start, Word::go_start, Icon::home, false, false,
             [](const Desk& desk, PageStates& states) { draw_start_page(desk, states.start); },
             '1'},
    PageInfo{"overview", "go_overview", Word::page_overview, Word::go_overview, Icon::start, true,
             false,
             [](const Desk& desk, PageStates& states) {
               draw_overview_page(desk, states.facts, states.risk, states.overview);
             }},
    PageInfo{"goals", "go_goals", Word::page_goals, Word::go_goals, Icon::flag, true, true,
             [](const Desk& desk, PageStates& states) {
               draw_goals_page(desk, states.facts, states.goals);
             }},
    PageInfo{"plan", "go_plan", Word::page_plan, Word::go_plan, Icon::plan, true, true,
             [](const Desk& desk, PageStates& states) {
               draw_plan_page(desk, states.facts, states.plan);
             },
             '2'},
    PageInfo{"progress", "go_progress", Word::page_progress, Word::go_progress, Icon::check, true,
             false,
             [](const Desk& desk, PageStates& states) {
               draw_progress_page(desk, states.facts, states.progress);
             },
             '0'},
    PageInfo{"load", "go_load", Word::page_load, Word::go_load, Icon::load, true, false,
             [](const Desk& desk, PageStates& states) { draw_load_page(desk, states.load); }},
    PageInfo{
        "levelling", "go_levelling", Word::page_levelling, Word::go_levelling, Icon::load, true,
        false,
        [](const Desk& desk, PageStates& states) { draw_levelling_page(desk, states.levelling); },
        '9', "load"},
    PageInfo{"risk", "go_risk", Word::page_risk, Word::go_risk, Icon::warning, true, false,
             [](const Desk& desk, PageStates& states) { draw_risk_page(desk, states.risk); }},
    PageInfo{
        "scenarios", "go_scenarios", Word::page_scenarios, Word::go_scenarios, Icon::branch, true,
        false,
        [](const Desk& desk, PageStates& states) { draw_scenarios_page(desk, states.scenarios); },
        0, "risk"},
    PageInfo{"deliverables", "go_deliverables", Word::page_deliverables, Word::go_deliverables,
             Icon::box, true, true,
             [](const Desk& desk, PageStates& states) {
               draw_deliverables_page(desk, states.facts, states.deliverables);
             }},
    PageInfo{"evaluation", "go_evaluation", Word::page_evaluation, Word::go_evaluation, Icon::gauge,
             true, true,
             [](const Desk& desk, PageStates& states) {
               draw_evaluation_page(desk, states.facts, states.evaluation);
             }},
    PageInfo{"communication",
             "go_communication",
             Word::page_communication,
             Word::go_communication,
             Icon::talk,
             true,
             true,
             [](const Desk& desk, PageStates& states) {
               draw_communication_page(desk, states.facts, states.communication);
             },
             0,
             {},
             Word::communication_title},
    PageInfo{"diary", "go_diary", Word::page_diary, Word::go_diary, Icon::calendar, true, false,
             [](const Desk& desk, PageStates& states) { draw_diary_page(desk, states.diary); }, 0,
             "communication"},
    PageInfo{"meetings", "go_meetings", Word::page_meetings, Word::go_meetings, Icon::people, true,
             true,
             [](const Desk& desk, PageStates& states) {
               draw_meetings_page(desk, states.facts, states.meetings);
             },
             0, "communication"},
    PageInfo{"feedback", "go_feedback", Word::page_feedback, Word::go_feedback, Icon::mail, true,
             true,
             [](const Desk& desk, PageStates& states) {
               draw_feedback_page(desk, states.facts, states.feedback);
             },
             0, "communication"},
    PageInfo{"information", "go_information", Word::page_information, Word::go_information,
             Icon::lock, true, true,
             [](const Desk& desk, PageStates& states) {
               draw_information_page(desk, states.facts, states.information);
             }},
    PageInfo{"letters", "go_letters", Word::page_letters, Word::go_letters, Icon::mail, true, true,
             [](const Desk& desk, PageStates& states) {
               draw_letters_page(desk, states.facts, states.letters);
             }},
    PageInfo{"people", "go_people", Word::page_people, Word::go_people, Icon::people, true, true,
             [](const Desk& desk, PageStates& states) {
               draw_people_page(desk, states.facts, states.people);
             },
             '3'},
    PageInfo{
        "calendars", "go_calendars", Word::page_calendars, Word::go_calendars, Icon::calendar, true,
        false,
        [](const Desk& desk, PageStates& states) { draw_calendars_page(desk, states.calendars); },
        '4', "people"},
    PageInfo{"exchange",
             "go_exchange",
             Word::page_exchange,
             Word::go_exchange,
             Icon::exchange,
             false,
             false,
             [](const Desk& desk, PageStates&) { draw_exchange_page(desk); },
             '5',
             {},
             Word::page_files},
    PageInfo{"copies", "go_copies", Word::page_copies, Word::go_copies, Icon::lock, true, false,
             [](const Desk& desk, PageStates& states) { draw_copies_page(desk, states.copies); }, 0,
             "exchange"},
    PageInfo{"keys", "go_keys", Word::page_keys, Word::go_keys, Icon::lock, true, false,
             [](const Desk& desk, PageStates& states) { draw_keys_page(desk, states.keys); }, 0,
             "exchange"},
    PageInfo{"merge", "go_merge", Word::page_merge, Word::go_merge, Icon::exchange, true, false,
             [](const Desk& desk, PageStates& states) { draw_merge_page(desk, states.merge); }, '6',
             "exchange"},
    PageInfo{
        "conflicts", "go_conflicts", Word::page_conflicts, Word::go_conflicts, Icon::exchange, true,
        false,
        [](const Desk& desk, PageStates& states) { draw_conflicts_page(desk, states.conflicts); },
        '7', "exchange"},
    PageInfo{"history", "go_history", Word::page_history, Word::go_history, Icon::exchange, true,
             false,
             [](const Desk& desk, PageStates& states) { draw_history_page(desk, states.history); },
             '8', "exchange"},
};

}  // namespace

std::span<const PageInfo> pages() { return kPages; }

const PageInfo* find_page(std::string_view id) {
  const auto found = std::ranges::find(kPages, id, &PageInfo::id);
  return found == kPages.end() ? nullptr : &*found;
}

void show_record(const Desk& desk, AnyRef record) {
  View& view = desk.view;
  view.selection.choose(record);
  switch (record.kind) {
    case Kind::task:
      view.page = "plan";
      view.filter = {};
      view.reveal = Id<Task>{record.id.value};
      return;
    case Kind::department:
    case Kind::person: view.page = "people"; return;
    case Kind::calendar: view.page = "calendars"; return;
    case Kind::goal: view.page = "goals"; return;
    case Kind::indicator:
    case Kind::issue:
    case Kind::cause:
    case Kind::action:
    case Kind::review:
    case Kind::lesson:
    case Kind::evaluation: view.page = "evaluation"; return;
    case Kind::channel:
    case Kind::conversation: view.page = "communication"; return;
    case Kind::meeting:
    case Kind::meeting_change:
    case Kind::meeting_notes: view.page = "meetings"; return;
    case Kind::suggestion:
    case Kind::survey:
    case Kind::question: view.page = "feedback"; return;
    case Kind::information:
    case Kind::information_request:
    case Kind::group: view.page = "information"; return;
    case Kind::public_key: view.page = "keys"; return;
    case Kind::letter:
    case Kind::approval:
    case Kind::letter_template: view.page = "letters"; return;
    case Kind::deliverable:
    case Kind::criterion: view.page = "deliverables"; return;
    default: return;
  }
}

}  // namespace tongzhou
