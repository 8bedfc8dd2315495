#include "app/commands/commands.h"
#include "app/file_forms.h"
#include "app/letters.h"
#include "app/reports.h"
#include "app/templates.h"

namespace tongzhou {
namespace {

AnyId plan_named(const Session& session, const Argument& argument) {
  const AnyId open = session.open() != nullptr ? session.open()->plan().id() : AnyId{};
  return argument_or<AnyId>(argument, open);
}

void start_from_template(Session& session, const Argument& argument) {
  const auto id = argument_or<std::string>(argument, std::string(templates().front().id));
  auto plan = make_from_template(id, session.language(), day_of(session.now()), session.random());
  if (!plan) return session.tell(plan.error());
  session.start(std::move(*plan));
}

void start_empty(Session& session, const Argument& argument) {
  const std::string title(say(session.language(), Word::new_plan_title));
  session.start(make_empty_plan(argument_or<std::string>(argument, title), session.language(),
                                day_of(session.now()), session.random()));
}

void ask_for_file(Session& session, std::vector<std::string> endings,
                  void (Session::*open)(NamedBytes) = &Session::open_file) {
  session.ports().files.ask_open(
      std::move(endings), [&session, open](StorageResult<NamedBytes> file) {
        if (file) return (session.*open)(std::move(*file));
        session.tell(error_of(file.error(), {Word::safe_nothing_changed, {}}));
      });
}

std::vector<std::string> all_endings() {
  std::vector<std::string> endings;
  for (const FormInfo& form : file_forms()) endings.emplace_back(form.ending);
  endings.insert(endings.end(), {".ics", ".txt", ".html"});  // calendars, answers, pages
  return endings;
}

std::vector<std::string> foreign_endings() {
  std::vector<std::string> endings;
  for (const FormInfo& form : file_forms())
    if (form.form != FileForm::plan_file) endings.emplace_back(form.ending);
  return endings;
}

void export_as(Session& session, FileForm form, bool ask = false,
               WithHistory history = WithHistory::yes) {
  auto file = write_file(*session.open(), form, session.author(), session.language(), history);
  if (!file) return session.tell(file.error());
  if (form == FileForm::plan_file) session.sign(*file);
  const std::string name = file->name;
  SaveAs as{.media_type = std::string(info_of(form).media_type), .ask = ask};
  const bool is_copy = form == FileForm::plan_file && history == WithHistory::yes;
  if (is_copy) as.place = place_of(session.open()->plan().id());
  session.ports().files.save(
      std::move(*file), std::move(as), [&session, name, is_copy](StorageResult<void> saved) {
        if (saved && is_copy) session.plan_file_saved();
        if (saved) return session.tell(Word::told_exported, {name});
        session.tell(error_of(saved.error(), {Word::safe_nothing_changed, {}}));
      });
}

void save_chart(Session& session, ChartForm form) {
  session.save_file({chart_file(*session.open(), day_of(session.now()), session.language(), form),
                     std::string(form == ChartForm::picture ? kSvgType : kHtmlType)});
}

// Of the issue chosen, or that the chosen cause is of.
Id<Issue> chosen_issue(const Session& session, const View& view) {
  const AnyRef active = view.selection.active();
  if (active.kind == Kind::issue) return {active.id.value};
  const Cause* cause = active.kind == Kind::cause
                           ? session.open()->plan().find(Id<Cause>{active.id.value})
                           : nullptr;
  return cause != nullptr ? cause->issue : Id<Issue>{};
}

template <Diagram diagram>
void show_diagram(Session& session, View& view, const Argument&) {
  view.picture = draw_diagram(*session.open(), diagram, chosen_issue(session, view),
                              day_of(session.now()), session.language());
  if (!view.picture) session.tell(Word::picture_nothing);
}

void rename_plan(Session& session, const Argument& argument) {
  const auto title = argument_or<std::string>(argument, {});
  const Plan& plan = session.open()->plan();
  if (title.empty()) return;
  ChangeBuilder builder(plan, session.random(), make_label(Word::did_rename_plan, {title}));
  builder.set<&PlanInfo::title>(plan.info_id(), title);
  session.edit(std::move(builder).take());
}

}  // namespace

void add_file_commands(CommandList& list) {
  const auto add = [&](Command command) {
    command.group = CommandGroup::file;
    command.reach = KeyReach::everywhere;
    if (!command.why_not) command.why_not = needs_nothing;
    list.add(std::move(command));
  };
  const auto add_export = [&](std::string_view id, Word label, Word help, FileForm form,
                              std::vector<Shortcut> shortcuts = {}) {
    add({.id = id,
         .label = label,
         .help = help,
         .shortcuts = std::move(shortcuts),
         .why_not = needs_plan,
         .run = [form](Session& session, View&, const Argument&) { export_as(session, form); }});
  };

  add({.id = "plan_new",
       .label = Word::command_plan_new,
       .help = Word::command_plan_new_help,
       .run = [](Session& session, View&, const Argument& argument) {
         start_empty(session, argument);
       }});
  add({.id = "plan_new_from_template",
       .label = Word::command_plan_new_from_template,
       .help = Word::command_plan_new_from_template_help,
       .run = [](Session& session, View&, const Argument& argument) {
         start_from_template(session, argument);
       }});
  add({.id = "file_open",
       .label = Word::command_file_open,
       .help = Word::command_file_open_help,
       .shortcuts = {{.key = letter('O'), .command = true}},
       .run = [](Session& session, View&, const Argument&) {
         ask_for_file(session, all_endings());
       }});
  add({.id = "file_import",
       .label = Word::command_file_import,
       .help = Word::command_file_import_help,
       .run = [](Session& session, View&, const Argument&) {
         ask_for_file(session, foreign_endings());
       }});
  add({.id = "table_import",
       .label = Word::command_table_import,
       .help = Word::command_table_import_help,
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument&) {
         ask_for_file(session, {".xlsx", ".csv", ".txt"}, &Session::open_table);
       }});
  add({.id = "table_dismiss",
       .label = Word::cancel,
       .help = Word::command_table_import,
       .why_not =
           [](const Session& session, const View&) {
             return session.waiting_table() != nullptr ? Word::none : Word::why_no_copy;
           },
       .run = [](Session& session, View&, const Argument&) { session.dismiss_table(); }});
  add_export("export_plan_file", Word::command_export_plan_file,
             Word::command_export_plan_file_help, FileForm::plan_file,
             {{.key = letter('S'), .command = true}});
  add({.id = "export_plan_file_as",
       .label = Word::command_export_plan_file_as,
       .help = Word::command_export_plan_file_as_help,
       .shortcuts = {{.key = letter('S'), .command = true, .shift = true}},
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument&) {
         export_as(session, FileForm::plan_file, true);
       }});
  add({.id = "export_plan_file_without_history",
       .label = Word::command_export_without_history,
       .help = Word::command_export_without_history_help,
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument&) {
         export_as(session, FileForm::plan_file, true, WithHistory::no);
       }});
  add_export("export_mspdi", Word::command_export_mspdi, Word::command_export_mspdi_help,
             FileForm::mspdi);
  add_export("export_csv", Word::command_export_csv, Word::command_export_csv_help, FileForm::csv);
  add_export("export_json", Word::command_export_json, Word::command_export_json_help,
             FileForm::json);
  add_export("export_xlsx", Word::command_export_xlsx, Word::command_export_xlsx_help,
             FileForm::xlsx);
  add({.id = "export_chart",
       .label = Word::command_export_chart,
       .help = Word::command_export_chart_help,
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument&) {
         // Very long ones are not for looking at.
         constexpr std::size_t kMostShown = 300;
         const OpenPlan& open = *session.open();
         if (open.outline().rows.size() > kMostShown)
           return save_chart(session, ChartForm::picture);
         view.picture = whole_chart(open, day_of(session.now()), session.language());
       }});
  add({.id = "print_chart",
       .label = Word::command_print_chart,
       .help = Word::command_print_chart_help,
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument&) {
         save_chart(session, ChartForm::pages);
       }});
  const auto add_diagram = [&](std::string_view id, Word label,
                               void (*show)(Session&, View&, const Argument&)) {
    add({.id = id, .label = label, .help = Word::picture_help, .why_not = needs_plan, .run = show});
  };
  add_diagram("picture_network", Word::picture_network, show_diagram<Diagram::network>);
  add_diagram("picture_goals", Word::picture_goals, show_diagram<Diagram::goals>);
  add_diagram("picture_causes", Word::picture_causes, show_diagram<Diagram::causes>);
  add_diagram("picture_coverage", Word::picture_coverage, show_diagram<Diagram::coverage>);
  add_diagram("picture_duties", Word::picture_duties, show_diagram<Diagram::duties>);
  add({.id = "export_papers",
       .label = Word::command_export_papers,
       .help = Word::command_export_papers_help,
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument&) { session.save_all_papers(); }});
  add({.id = "making_stop",
       .label = Word::cancel,
       .help = Word::making_stop_help,
       .why_not =
           [](const Session& session, const View&) {
             return session.is_making() ? Word::none : Word::why_not_making;
           },
       .run = [](Session& session, View&, const Argument&) { session.stop_making(); }});
  add({.id = "plan_rename",
       .label = Word::command_plan_rename,
       .help = Word::command_plan_rename_help,
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument& argument) {
         rename_plan(session, argument);
       }});
  add({.id = "plan_close",
       .label = Word::command_plan_close,
       .help = Word::command_plan_close_help,
       .why_not = needs_plan,
       .run = [](Session& session, View&, const Argument&) { session.close(); }});
  add({.id = "plan_open",
       .label = Word::command_plan_open,
       .help = Word::command_plan_open_help,
       .why_not =
           [](const Session& session, const View&) {
             return session.stored_plans().empty() ? Word::why_none_stored : Word::none;
           },
       .run =
           [](Session& session, View&, const Argument& argument) {
             const AnyId last = session.stored_plans().front().plan;
             session.open_stored(argument_or<AnyId>(argument, last));
           }});
  add({.id = "plan_discard",
       .label = Word::command_plan_discard,
       .help = Word::command_plan_discard_help,
       .run = [](Session& session, View&, const Argument& argument) {
         if (const AnyId plan = plan_named(session, argument)) session.discard_stored(plan);
       }});
  add({.id = "plan_archive",
       .label = Word::command_plan_archive,
       .help = Word::command_plan_archive_help,
       .run = [](Session& session, View&, const Argument& argument) {
         if (const AnyId plan = plan_named(session, argument)) session.archive_stored(plan);
       }});
  add({.id = "plan_restore",
       .label = Word::command_plan_restore,
       .help = Word::command_plan_restore_help,
       .run = [](Session& session, View&, const Argument& argument) {
         if (const auto plan = argument_or<AnyId>(argument, {})) session.restore_stored(plan);
       }});
}

}  // namespace tongzhou
