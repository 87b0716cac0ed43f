#include "allot/report/compare.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/load/results/result_file.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"
#include "cli/session/vary_option.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using report::Compared;
using report::RowsBy;

constexpr std::size_t kMostVariants = 100;

/// All that the columns are views into.
struct Material {
  std::deque<Attempt> attempts;
  std::deque<report::Selection> selections;
  std::deque<load::ResultFile> results;
  std::vector<Compared> sides;
  std::vector<FileId> files;  ///< of each side
};

/// Options that need each other, or exclude each other.
bool check_use(Session& session) {
  const Settings& settings = session.settings();
  const std::size_t files = settings.operands.size();
  if (settings.vary.empty() && files < (settings.against_prior ? 1 : 2)) {
    return session.refuse(
        session.line().whole(), "`allot compare` needs two files at least",
        {"or variants of one: `--vary PATH=a,b,c`; or last year: `--against prior`"});
  }
  if (!settings.vary.empty() && files != 1) {
    return session.refuse("--vary", "`--vary` tries values in one scenario, not in several",
                          {"leave out the other files, or `--vary`"});
  }
  const bool whole = settings.report.by == RowsBy::kDistrict && settings.year.empty();
  if (settings.causes && !whole) {
    return session.refuse("--causes", "there are causes of whole budgets of districts only",
                          {"leave out `--by` and `--year`, or `--causes`"});
  }
  if (settings.against_prior && settings.causes) {
    return session.refuse("--causes", "`--causes` splits the differences to the first scenario",
                          {"leave out `--against`, or let `allot run --causes` split the shift"});
  }
  if (settings.against_prior &&
      (!settings.year.empty() ||
       (settings.report.by != RowsBy::kDistrict && settings.report.by != RowsBy::kGroup))) {
    return session.refuse("prior", "last year's budgets are those of whole districts and groups",
                          {"leave out `--by` and `--year`, or `--against`"});
  }
  if (!settings.per.empty() && settings.report.by != RowsBy::kDistrict) {
    return session.refuse(settings.per, "`--per` is for rows by district",
                          {"leave out `--by`, or `--per`"});
  }
  return true;
}

bool add_scenario(Session& session, const std::string& path, const std::string& label,
                  std::vector<load::Assignment> values, Material& material) {
  const Settings& settings = session.settings();
  const bool is_first = values.empty();
  Attempt& attempt = material.attempts.emplace_back(session.load(path, std::move(values)));
  if (path == "-" && is_first && !settings.quiet && session.reads_others(path)) {
    session.note("note: " + attempt.path +
                 ": its tables are read from the disk, as they are now, not as they were");
  }
  session.compute(attempt, shows_parts_of_pots(settings) ? engine::PotDetail::kDistricts
                                                         : engine::PotDetail::kTotals);
  session.take_over(attempt);
  if (!attempt.result) {
    return false;
  }
  report::RunView view{*attempt.scenario, *attempt.result};
  if (!check_rows(session, view) || !check_year(session, view)) {
    return false;
  }
  auto selected = report::selection(view, settings.report.by, settings.year);
  Compared& side = material.sides.emplace_back(report::compared_scenario(
      selected ? material.selections.emplace_back(std::move(*selected)).view() : view,
      settings.report.by, attempt.path));
  side.label = label;
  side.tranche = settings.year;
  for (const load::Assignment& tried : attempt.tried) {
    side.variant += (side.variant.empty() ? "" : ", ") + tried.path + "=" + tried.value;
  }
  material.files.push_back(attempt.file);
  return true;
}

/// A file of the command line. Without a form: a scenario.
struct Operand {
  std::string path;
  std::optional<load::ResultForm> form;
};

/// Those that can be opened; the others are reported.
std::vector<Operand> operands_of(Session& session) {
  std::vector<Operand> operands;
  for (const std::string& path : session.settings().operands) {
    if (const auto file = session.open(path)) {
      const SourceFiles& sources = session.sources();
      operands.push_back(
          {.path = path, .form = load::result_form(sources.name(*file), sources.text(*file))});
    }
  }
  return operands;
}

bool add_result(Session& session, const std::string& path, load::ResultForm form,
                Material& material) {
  const Settings& settings = session.settings();
  if (settings.report.by != RowsBy::kDistrict || !settings.year.empty()) {
    return session.refuse(path, in_quotes(path) + " is a result, which has rows by district only",
                          {"leave out `--by` and `--year`, or compare scenarios"});
  }
  const std::optional<FileId> file = session.open(path);
  session.note_result(path);
  Problems problems;
  auto result =
      file ? load::read_result_file(session.sources(), *file, form, problems) : std::nullopt;
  session.add(problems);
  if (!result) {
    return false;
  }
  const load::ResultFile& kept = material.results.emplace_back(std::move(*result));
  material.files.push_back(*file);
  material.sides.push_back({.file = session.sources().name(*file),
                            .label = {},
                            .variant = {},
                            .title = kept.title,
                            .year = kept.year,
                            .currency = kept.currency,
                            .status = kept.status,
                            .decimals = kept.decimals,
                            .ids = kept.ids,
                            .names = kept.names,
                            .groups = kept.groups,
                            .budgets = kept.budgets,
                            .places = kept.places});
  return true;
}

/// The scenario as it is, then its variants.
bool add_variants(Session& session, Material& material) {
  const std::optional<what_if::Grid> grid = grid_of(session, kMostVariants);
  const std::string& path = session.settings().operands.front();
  const std::vector<Operand> operands = grid ? operands_of(session) : std::vector<Operand>{};
  if (operands.empty()) {
    return false;
  }
  if (operands.front().form) {
    return session.refuse(path, "`--vary` needs a scenario", {"a result cannot be computed again"});
  }
  bool good = add_scenario(session, path, "", {}, material);
  if (good) {
    material.sides.front().is_base = true;
  }
  for (std::size_t point = 0; good && point < grid->size(); ++point) {
    std::string label;
    for (std::size_t i = 0; i < grid->variations().size(); ++i) {
      label += (i == 0 ? "" : ", ") + grid->value(point, i);
    }
    good = add_scenario(session, path, label, grid->assignments(point), material);
  }
  return good;
}

/// What needs a scenario, where all are results.
bool check_results(Session& session) {
  const Settings& settings = session.settings();
  bool good = settings.per.empty() ||
              session.refuse(settings.per,
                             "`--per` counts with a column of a scenario, and these are results",
                             {"compare the scenarios, or leave out `--per`"});
  if (!settings.assignments.empty()) {
    const GivenAssignment& first = settings.assignments.front();
    const Location where = session.line().assign(first.kind, first.argument).where;
    good = session.refuse(where, "results cannot be changed, and there is no scenario here",
                          {"a change is made before the money is distributed: compare the "
                           "scenarios, or leave it out"});
  }
  return good;
}

bool add_files(Session& session, Material& material) {
  const std::vector<Operand> operands = operands_of(session);
  bool good = operands.size() == session.settings().operands.size();
  const auto is_result = [](const Operand& operand) { return operand.form.has_value(); };
  if (good && std::all_of(operands.begin(), operands.end(), is_result)) {
    good = check_results(session);
  }
  for (const Operand& operand : operands) {
    const bool added = operand.form ? add_result(session, operand.path, *operand.form, material)
                                    : add_scenario(session, operand.path, {}, {}, material);
    good = added && good;
  }
  return good;
}

std::string first_ids(const std::vector<std::string_view>& ids) {
  constexpr std::size_t kMostShown = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), kMostShown); ++i) {
    text += (i == 0 ? "" : ", ") + without_controls(ids[i]);
  }
  const std::size_t more = ids.size() - std::min(ids.size(), kMostShown);
  return more > 0 ? text + " and " + std::to_string(more) + " more" : text;
}

/// "`a.yaml`"; of variants what they have.
std::string words_for(const Compared& side) {
  const std::string& name = side.variant.empty() ? side.file : side.variant;
  return in_quotes(name) + (side.is_base ? " as it is" : "");
}

/// Budgets can be compared only where both speak of the same districts.
bool check_same_ids(Session& session, const Material& material) {
  if (session.settings().report.by != RowsBy::kDistrict) {
    return true;  // a pot or a group that is not there gets nothing
  }
  const auto missing = report::missing_ids(material.sides);
  for (const report::MissingIds& of_side : missing) {
    const Compared& side = material.sides[of_side.side];
    std::vector<std::string> help{"compare scenarios, or results, of the same districts"};
    if (side.scenario == nullptr) {
      help.emplace_back("`allot run --all` writes those who take no part, too");
    }
    session.add({.code = Code::kVanishedDistrict,
                 .where = {.file = material.files[of_side.side]},
                 .message = "not in " + words_for(side) + ", but in " +
                            words_for(material.sides[of_side.other]) + ": " +
                            first_ids(of_side.ids),
                 .help = std::move(help)});
  }
  return missing.empty();
}

bool check_currencies(Session& session, const Material& material) {
  const Compared& first = material.sides.front();
  for (std::size_t i = 1; i < material.sides.size(); ++i) {
    const Compared& side = material.sides[i];
    const bool known = !side.currency.empty() && !first.currency.empty();
    if (known && side.currency != first.currency) {
      session.add({.code = Code::kFieldsClash,
                   .where = {.file = material.files[i]},
                   .message = in_quotes(first.file) + " is in " + first.currency + ", " +
                              in_quotes(side.file) + " in " + side.currency,
                   .help = {"compare amounts in the same currency"}});
      return false;
    }
  }
  return true;
}

/// Last year as one of those compared, the first.
bool add_prior(Session& session, Material& material) {
  const auto is_scenario = [](const Compared& side) { return side.scenario != nullptr; };
  const auto lacking = std::ranges::find_if(material.sides, [&](const Compared& side) {
    return is_scenario(side) && side.priors.empty();
  });
  if (std::ranges::none_of(material.sides, is_scenario)) {
    return session.refuse("prior", "results do not say what last year's budgets were",
                          {"compare scenarios, or leave out `--against`"});
  }
  if (lacking != material.sides.end()) {
    return session.refuse(
        "prior", words_for(*lacking) + " has no prior year",
        {"say where last year's budgets are: `prior: {column: NAME}`", "or leave out `--against`"});
  }
  auto prior = report::prior_of(material.sides);
  if (!prior) {
    return session.refuse("prior", "these scenarios do not have the same prior year",
                          {"compare scenarios of one year, or leave out `--against`: "
                           "`--columns id,name,shift_a,shift_b` shows each shift"});
  }
  material.sides.insert(material.sides.begin(), std::move(*prior));
  return true;
}

void execute_compare(Session& session) {
  const Settings& settings = session.settings();
  const report::Format* format = chosen_format(session);
  if (format == nullptr || !check_use(session)) {
    return;
  }
  Material material;
  const bool read =
      settings.vary.empty() ? add_files(session, material) : add_variants(session, material);
  if (!read || !check_output(session) || !check_same_ids(session, material) ||
      !check_currencies(session, material)) {
    return;
  }
  if (settings.against_prior && !add_prior(session, material)) {
    return;
  }
  const report::CompareOptions options{
      .run = session.report_options(), .causes = settings.causes, .per = !settings.per.empty()};
  const report::Comparison comparison = report::compare(std::move(material.sides), options);
  const auto columns = [&](report::Audience audience) {
    return ColumnsThere{"comparison", report::compare_column_names(comparison, audience),
                        report::compare_columns_in_words(comparison, audience),
                        settings.report.by == RowsBy::kDistrict && !material.attempts.empty()
                            ? material.attempts.front().unused_columns
                            : std::vector<std::string>{}};
  };
  if (!check_columns(session, *format, columns)) {
    return;
  }
  if (options.run.bars && !report::shows_difference(comparison, options)) {
    session.refuse("--bars", "`--bars` draws differences, and no column shows one",
                   {"name one: `--columns id,name,difference_b`"});
    return;
  }
  write_result(session, [&](report::Writer& out) {
    report::write_comparison(comparison, options, *format, out);
  });
  if (settings.exit_code && comparison.differs()) {
    session.meet(1);
  }
}

}  // namespace

extern const Command kCompare = {
    .name = "compare",
    .usage = "compare A B [C…] [OPTIONS]",
    .summary = "scenarios or results side by side: who gains, who loses, why",
    .examples =
        "allot compare 2025.yaml 2026.yaml --causes --sort shift --top 10\n"
        "allot compare a.yaml b.yaml c.yaml --against prior --sort change --top 10\n"
        "allot compare published.csv scenario.yaml --exit-code\n"
        "allot compare scenario.yaml --vary pots.im.amount=58_000_000,61_000_000\n",
    .most_operands = kAnyNumber,
    .execute = execute_compare,
};

}  // namespace allot::cli
