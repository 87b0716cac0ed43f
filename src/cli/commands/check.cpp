#include "allot/engine/check/check.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "allot/report/check.hpp"
#include "cli/commands/against.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"
#include "cli/commands/update.hpp"
#include "cli/session/side_by_side.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using report::Outcome;

Location place_of_expectations(const Attempt& attempt) {
  return attempt.scenario ? attempt.scenario->expect.where : Location{.file = attempt.file};
}

/// A scenario as it was checked, and its file as `--update` will write it.
struct CheckedFile {
  report::Checked checked;
  std::optional<load::Rewritten> rewritten = {};
};

Diagnostic other_exit(const Attempt& attempt, bool update) {
  Diagnostic problem{.code = Code::kExpectationNotMet,
                     .where = place_of_expectations(attempt),
                     .message = "`run` ends with exit code " +
                                std::to_string(attempt.exit.value()) + ", expected is " +
                                std::to_string(*attempt.expected_exit)};
  if (update) {
    problem.help = {"`--update` does not write `exit` anew: do it by hand if that is right"};
  }
  return problem;
}

Diagnostic nothing_expected(const Attempt& attempt) {
  if (attempt.dropped) {
    return {.code = Code::kMissingField,
            .where = attempt.dropped->overlay,
            .message =
                "the overlay has no `expect`, and that of its base does not count for what "
                "it changes",
            .label = "nothing to check",
            .help = {"write down in it what the budgets add to: `expect: {total: 100}`"},
            .related = {{attempt.dropped->where, "expected of the base alone"}}};
  }
  if (const Location& where = attempt.scenario->expect.where; where != Location{}) {
    return {.code = Code::kMissingField,
            .where = where,
            .message = "`expect` has no figure to hold the result against",
            .label = "all amounts of its table are empty",
            .help = {"fill in the table, or expect a sum, too: `total: 100`"}};
  }
  return {.code = Code::kMissingField,
          .where = {.file = attempt.file},
          .message = "there is no `expect` to hold the result against",
          .help = {"write down what the budgets add to: `expect: {total: 100}`",
                   "`allot validate` looks for mistakes only"}};
}

bool is_refused_as_expected(const Attempt& attempt) {
  return attempt.exit.value() != 0 && attempt.expected_exit == attempt.exit.value();
}

bool has_warnings(const Problems& problems) {
  return std::ranges::any_of(problems.list(), [](const Diagnostic& problem) {
    return describe(problem.code).severity == Severity::kWarning;
  });
}

/// Last year's counts in the place of this year's, and the like, if the table was made with them.
void find_columns(const Session& session, const std::string& path, const Attempt& attempt,
                  engine::TableCheck& check) {
  constexpr std::size_t kMostTried = 40;  // each is a run
  const bool amounts_off =
      std::ranges::any_of(check.findings, [](const engine::TableFinding& finding) {
        const auto* cell = std::get_if<engine::CellOff>(&finding);
        return cell != nullptr && cell->role == PrintedRole::kAmount;
      });
  std::vector<engine::TableReason> found;
  std::size_t tried = 0;
  for (const Key& key : attempt.scenario->keys) {
    if (!amounts_off || !key.column) {
      continue;
    }
    const std::string& column = attempt.scenario->column(*key.column).name;
    for (const std::string& other : attempt.unused_columns) {
      // The published amounts make themselves.
      const bool is_published =
          std::ranges::find(attempt.scenario->expect.table->columns, other, &PrintedColumn::name) !=
          attempt.scenario->expect.table->columns.end();
      if (is_published) {
        continue;
      }
      if (++tried > kMostTried) {
        break;
      }
      const Attempt changed = session.load_with(path, {.of = column, .by = other});
      if (changed.result && engine::makes_table(*changed.scenario, *changed.result)) {
        found.emplace_back(engine::OtherColumn{.key = column, .column = other});
      }
    }
  }
  if (!found.empty()) {
    check.reasons = std::move(found);  // not rows that look like slips of the pen
    for (engine::TableFinding& finding : check.findings) {
      if (auto* cell = std::get_if<engine::CellOff>(&finding)) {
        cell->slip = engine::Slip::kNone;
      }
    }
  }
}

/// Holds a result against what is expected of it; adds what is wrong besides the figures.
Outcome compare(const Session& session, const std::string& path, const Attempt& attempt,
                CheckedFile& file, Problems& problems) {
  const bool update = session.settings().update;
  const bool other = attempt.expected_exit && *attempt.expected_exit != attempt.exit.value();
  if (other) {
    problems.add(other_exit(attempt, update));
  }
  if (!attempt.result) {
    return is_refused_as_expected(attempt) ? Outcome::kHolds : Outcome::kRefused;
  }
  if (attempt.scenario->expect.empty()) {
    problems.add(nothing_expected(attempt));
    return Outcome::kNothingToCheck;
  }
  if (!other) {
    engine::CheckResult check = engine::check(*attempt.scenario, *attempt.result);
    if (check.table) {
      find_columns(session, path, attempt, *check.table);
    }
    if (check.expectations == 0 && check.holds() && !attempt.expected_exit) {
      problems.add(nothing_expected(attempt));
      return Outcome::kNothingToCheck;
    }
    report::add_check(file.checked, {*attempt.scenario, *attempt.result}, check, problems);
    if (update && !check.deviations.empty()) {
      file.rewritten = with_computed_figures(attempt, check);
    }
    if (update) {
      note_left_figures(check, file.rewritten, file.checked);
    }
  }
  return file.checked.figures.empty() && !problems.has_errors() ? Outcome::kHolds
                                                                : Outcome::kDoesNotHold;
}

/// Unless something else is wrong.
void note_that_it_holds(const Settings& settings, const Problems& problems,
                        report::Checked& checked) {
  const bool wrong = problems.has_errors() || (settings.fail_on_warning && has_warnings(problems));
  checked.outcome = wrong ? Outcome::kDoesNotHold : Outcome::kHolds;
}

/// A scenario that was checked beside others, and what the session is to be told of it.
struct Checking {
  CheckedFile file;
  Problems own;  ///< besides those of reading and computing it
  Told told;
};

/// With `keeps` also what its rule is told from.
void check(const Session& session, const std::string& path, bool keeps, Checking& checking) {
  Attempt attempt = session.load_apart(path);
  checking.told.language = attempt.language;
  checking.told.notes = attempt.notes;
  session.compute(attempt);
  session.require(attempt);
  report::Checked& checked = checking.file.checked;
  checked = {
      .name = attempt.path, .exit = attempt.exit.value(), .expected_exit = attempt.expected_exit};
  checked.outcome = compare(session, path, attempt, checking.file, checking.own);
  Problems all = checking.own;
  if (!is_refused_as_expected(attempt)) {
    all.append(attempt.problems);
    checking.told = static_cast<Told&&>(attempt);
  }
  if (checked.outcome == Outcome::kHolds) {
    note_that_it_holds(session.settings(), all, checked);
  }
  checked.problems = session.shown(all);
  if (keeps && attempt.result) {
    checked.kept = std::make_shared<const report::KeptRun>(
        report::KeptRun{*std::move(attempt.scenario), *std::move(attempt.result)});
  }
}

/// The same; a number that leaves its range ends the check of this scenario alone.
Checking check_in_range(const Session& session, const std::string& path, bool keeps) {
  Checking checking;
  try {
    check(session, path, keeps, checking);
  } catch (const ArithmeticError& error) {
    const Diagnostic problem = session.out_of_range(error, path);
    checking.own = {};
    checking.own.add(problem);
    checking.file = {.checked = {.name = session.shown_path(path),
                                 .outcome = Outcome::kRefused,
                                 .exit = describe(problem.code).exit_code,
                                 .problems = {problem}}};
  }
  return checking;
}

/// Whether nothing was compared: what there is to say is on stderr.
bool is_said_by_its_problems(const report::Checked& checked) {
  return checked.expectations == 0 && checked.outcome != Outcome::kHolds;
}

/// People who read the figures on stdout, or want to read nothing, need not be told them on stderr.
void add_figures(Session& session, const std::vector<report::Checked>& all, bool told) {
  const bool added = !told || session.settings().diagnostics != report::DiagnosticStyle::kHuman;
  for (const report::Checked& checked : all) {
    for (Diagnostic& figure : report::diagnostics_of(checked)) {
      session.meet(describe(figure.code).exit_code);
      // Several scenarios may name one table.
      if (all.size() > 1 && session.sources().name(figure.where.file) != checked.name) {
        figure.message = in_quotes(checked.name) + ": " + figure.message;
      }
      if (added) {
        session.add(std::move(figure));
      }
    }
  }
}

void show(Session& session, const std::vector<report::Checked>& all, const report::Format& format) {
  const Settings& settings = session.settings();
  const bool to_file = !settings.output.empty();
  const bool silent = settings.quiet && settings.format == nullptr && !to_file;
  const bool to_people = !to_file && format.writes == report::Writes::kDocument;
  add_figures(session, all, silent || to_people);
  // Whoever reads the table on stdout reads the problems beside it on stderr.
  const bool beside = !to_file && &format == &report::formats().front();
  if (silent || (beside && all.size() == 1 && is_said_by_its_problems(all.front()))) {
    return;
  }
  const report::CheckOptions options{.run = session.report_options(), .problems = !beside};
  write_result(session, [&](report::Writer& out) {
    report::write_check(all, session.sources(), options, format, out);
  });
}

void append_summary(Session& session, const std::vector<report::Checked>& all) {
  if (const std::string& path = session.settings().summary; !path.empty()) {
    session.append(path, [&](report::Writer& out) {
      report::write_check(all, session.sources(),
                          {.run = session.report_options(), .problems = true},
                          *report::find_format("markdown"), out);
    });
  }
}

/// Writes the files of scenarios whose figures do not hold, once all else is known to be right.
void update(Session& session, const std::vector<std::optional<load::Rewritten>>& rewritten,
            std::vector<report::Checked>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!rewritten[i]) {
      continue;
    }
    write_figures(session, session.settings().operands[i], *rewritten[i], all[i]);
    Problems problems;
    for (const Diagnostic& problem : all[i].problems) {
      problems.add(problem);
    }
    if (all[i].figures.empty()) {
      note_that_it_holds(session.settings(), problems, all[i]);
    }
  }
}

void execute_check(Session& session) {
  const report::Format* format = chosen_format(session);
  const Settings& settings = session.settings();
  if (format == nullptr || !take_table(session) || (settings.update && !can_update(session))) {
    return;
  }
  std::vector<report::Checked> all;
  std::vector<std::optional<load::Rewritten>> rewritten;
  auto checkings = for_each_scenario<Checking>(session, [&](const std::string& path) {
    return check_in_range(session, path, format->with_charts);
  });
  for (Checking& checking : checkings) {
    session.admit(checking.told);
    session.add(checking.own);
    session.take_over(checking.told);
    if (settings.update) {
      checking.file.checked.updated.emplace();
    }
    all.push_back(std::move(checking.file.checked));
    rewritten.push_back(std::move(checking.file.rewritten));
  }
  if (check_output(session)) {
    update(session, rewritten, all);
    show(session, all, *format);
    append_summary(session, all);
  }
}

}  // namespace

extern const Command kCheck = {
    .name = "check",
    .usage = "check SCENARIO… [OPTIONS]",
    .summary = "holds results against figures, or a published table; the verdict is the exit code",
    .examples =
        "allot check *.yaml\n"
        "allot check scenario.yaml --against erlass.xlsx --map id=AGS,amount=Zuweisung\n"
        "allot check *.yaml -o report.xml --summary summary.md\n"
        "allot check scenario.yaml --update\n"
        "allot check scenario.yaml --diagnostics github\n",
    .most_operands = kAnyNumber,
    .execute = execute_check,
};

}  // namespace allot::cli
