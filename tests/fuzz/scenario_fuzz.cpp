// A scenario, a line `=====`, its table: loaded, run and shown in every format, or refused with a
// reason. No money appears or disappears.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "allot/core/text.hpp"
#include "allot/engine/run.hpp"
#include "allot/load/load.hpp"
#include "allot/report/diagnostics/diagnostics.hpp"
#include "allot/report/run_report.hpp"
#include "fuzz.hpp"

namespace allot::fuzz {
namespace {

constexpr std::string_view kSeparator = "\n=====\n";

/// The only files there are: the scenario under any name that ends in `.yaml`, else the table.
class Files {
 public:
  explicit Files(std::string_view input) {
    const std::size_t cut = input.find(kSeparator);
    if (cut != std::string_view::npos) {
      table_ = input.substr(cut + kSeparator.size());
    }
    scenario_ = sources_.add("scenario.yaml", std::string{input.substr(0, cut)});
  }

  SourceFiles& sources() { return sources_; }
  [[nodiscard]] FileId scenario() const { return scenario_; }

  std::optional<FileId> open(std::string_view path) {
    if (path.ends_with(".yaml")) {
      return scenario_;
    }
    const auto found = tables_.find(path);
    if (found != tables_.end()) {
      return found->second;
    }
    const FileId file = sources_.add(std::string{path}, std::string{table_});
    tables_.emplace(path, file);
    return file;
  }

 private:
  SourceFiles sources_;
  FileId scenario_ = 0;
  std::string_view table_;
  std::map<std::string, FileId, std::less<>> tables_;
};

/// Writes into a string; what was written is valid UTF-8.
template <class Write>
void try_output(Write write, bool is_text = true) {
  std::string text;
  report::Writer writer{[&](std::string_view block) { text.append(block); }};
  write(writer);
  writer.flush();
  require(!is_text || !first_invalid_utf8(text), "output is valid UTF-8");
}

void try_problems(const Problems& problems, const SourceFiles& files) {
  using enum report::DiagnosticStyle;
  const auto sorted = problems.sorted();
  for (const Diagnostic& diagnostic : sorted) {
    require(is_within(diagnostic.where, files), "a problem is at a place");
    require(!diagnostic.message.empty(), "a problem has a message");
  }
  for (const auto style : {kHuman, kGcc, kJson, kGithub}) {
    try_output(
        [&](report::Writer& out) { report::write_diagnostics(sorted, files, style, false, out); });
  }
}

void try_sums(const Scenario& scenario, const engine::Result& result) {
  require(result.pots.size() == scenario.pots.size(), "a result for each pot");
  for (const engine::PotResult& pot : result.pots) {
    require(pot.budgets.size() == scenario.districts.size(), "a budget for each district");
    std::int64_t budgets = 0;
    for (const Money budget : pot.budgets) {
      require(budget >= Money{}, "no budget is negative");
      budgets += budget.minor();
    }
    require(budgets == pot.budget.minor(), "a pot's budget is the sum of its budgets");
    std::int64_t all = budgets + pot.not_assigned.minor() + pot.left_over.minor();
    for (const engine::Reserve& reserve : pot.reserves) {
      all += reserve.amount.minor();
    }
    for (const engine::PassedOn& passed : pot.passed_on) {
      all += passed.amount.minor();
    }
    std::int64_t in = pot.amount.minor();
    for (const engine::Reserve& top_up : pot.top_ups) {
      in += top_up.amount.minor();
    }
    require(all == in, "what went in came out");
  }
}

void try_reports(const Scenario& scenario, const engine::Result& result) {
  using enum report::RowsBy;
  const report::RunView view{scenario, result};
  for (const report::Format& format : report::formats()) {
    for (const auto by : {kDistrict, kPot}) {
      report::RunOptions options;
      options.by = by;
      try_output([&](report::Writer& out) { report::write_run(view, options, format, out); },
                 format.writes != report::Writes::kWorkbook);
    }
  }
}

void try_scenario(std::string_view input) {
  Files files{input};
  const load::OpenFile open = [&](std::string_view path, FileId, Location, Problems&) {
    return files.open(path);
  };
  const load::Loaded loaded = load::load_scenario(files.sources(), files.scenario(), open, {});
  require(loaded.scenario.has_value() != loaded.problems.has_errors(),
          "a scenario, or at least one error");
  try_problems(loaded.problems, files.sources());
  if (!loaded.scenario) {
    return;
  }
  Problems problems;
  const auto result = engine::run(*loaded.scenario, problems);
  require(result.has_value() != problems.has_errors(), "a result, or at least one error");
  try_problems(problems, files.sources());
  if (result) {
    try_sums(*loaded.scenario, *result);
    try_reports(*loaded.scenario, *result);
  }
}

}  // namespace
}  // namespace allot::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  allot::fuzz::try_scenario(allot::fuzz::text_of(bytes, size));
  return 0;
}
