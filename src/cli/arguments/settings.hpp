#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/load/load.hpp"
#include "allot/report/diagnostics/diagnostics.hpp"
#include "allot/report/run_report.hpp"
#include "cli/files/terminal.hpp"

namespace allot::cli {

/// A `--set`, `--adjust` or `--overlay` as it was given.
struct GivenAssignment {
  load::Assignment::Kind kind;
  std::string argument;
};

/// A part of `--map`: what a column of a table is for.
struct GivenColumn {
  std::string role, column;
};

/// What the command line asks for.
struct Settings {
  std::string command;                         ///< its name
  std::vector<std::string> operands;           ///< scenarios; of `help` the topics
  std::vector<GivenAssignment> assignments;    ///< in order
  std::vector<std::string> from;               ///< the tables that `init` writes a scenario for
  std::vector<std::string> sheets;             ///< of spreadsheets among them
  std::vector<GivenColumn> mapped_columns;     ///< of `--map`, in order
  std::string against;                         ///< the published table of `check`; empty: none
  std::vector<load::TableField> table_fields;  ///< how it is read, without places
  std::string total, count;                    ///< what `audit` is told; empty: nothing
  std::string per;
  std::vector<std::string> vary;               ///< `--vary`, each PATH=VALUES
  std::string year;                            ///< `--year`; empty: all of them
  const report::Format* format = nullptr;      ///< none: by the suffix of `output`, else the first
  const report::Language* language = nullptr;  ///< none: of the scenario, else English
  std::string output;                          ///< empty: stdout
  std::string summary;                         ///< empty: none
  std::optional<std::size_t> width;            ///< of the page; none: the terminal's, if it is one
  std::string geo, geo_id;                     ///< `--geo` and `--geo-id`; empty: not given
  report::RunOptions report = {};
  bool against_prior = false;  ///< of `compare`
  bool causes = false;         ///< columns with the causes of the shift
  bool trace = false;          ///< the records of all steps instead of the result
  bool update = false;         ///< write figures of `expect` anew that do not hold
  bool exit_code = false;      ///< exit 1 where what is compared differs
  bool by_district = false;    ///< `--by district` is given
  bool require_closed = false;
  bool require_final = false;
  std::optional<std::string> confine;
  std::string stdin_name = "<stdin>";
  report::DiagnosticStyle diagnostics = report::DiagnosticStyle::kHuman;
  bool fail_on_warning = false;
  ColorChoice color = ColorChoice::kAuto;
  bool quiet = false;
  bool verbose = false;
  bool help = false;
};

}  // namespace allot::cli
