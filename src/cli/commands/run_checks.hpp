#pragma once

#include "allot/report/run_report.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

// What the options of `run` ask for and a scenario may not have: false, and a usage error.

/// `-o` is no file of the scenario.
bool check_output(Session& session);
/// `--by`: groups, contributors or years.
bool check_rows(Session& session, const report::RunView& view);
/// `--year`.
bool check_year(Session& session, const report::RunView& view);
/// `--sort`: a prior year.
bool check_sort(Session& session, const report::RunView& view);
/// `--causes`: a prior year, and rows that have a shift.
bool check_causes(Session& session, const report::RunView& view);
/// `--trace`: no option that asks for something else.
bool check_trace(Session& session);
/// `--columns`.
/// Whether no column is named twice.
bool check_columns_once(Session& session);
bool check_columns(Session& session, const report::RunView& view, const report::Format& format);

/// Whether contributors, or years, are told apart, or one year is picked.
bool shows_parts_of_pots(const Settings& settings);

}  // namespace allot::cli
