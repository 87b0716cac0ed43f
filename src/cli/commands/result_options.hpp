#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/report/run_report.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

// The options that several commands have about their result. What they ask for and a scenario may
// not have is false, and a usage error.

/// The format of the result: `--format`, else that of the suffix of `-o`, else the first. A problem
/// and nullptr where the suffix is one that no format has, or one that the command does not write.
const report::Format* chosen_format(Session& session);

/// `-o` and `--summary` are no files of the scenario, and not the same.
bool check_output(Session& session);
/// `--by`: groups, contributors or years.
bool check_rows(Session& session, const report::RunView& view);
/// `--year`.
bool check_year(Session& session, const report::RunView& view);

/// The columns that a result has.
struct ColumnsThere {
  std::string_view of;  ///< "result"
  std::vector<std::string> names;
  std::vector<std::string> words;           ///< the names as messages list them
  std::vector<std::string> of_tables = {};  ///< others, which are there where they are asked for
};

/// `--columns`: of a table, there, each once.
bool check_columns(Session& session, const report::Format& format,
                   const std::function<ColumnsThere(report::Audience)>& columns_for);

/// Whether contributors, or years, are told apart, or one year is picked.
bool shows_parts_of_pots(const Settings& settings);
/// Whether the format has the districts of each pot without being asked for them.
bool shows_all_of_pots(const report::Format& format);

/// Writes the result where `-o` says, or to stdout.
void write_result(Session& session, const Content& content);

}  // namespace allot::cli
