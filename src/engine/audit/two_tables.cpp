// (g) Two tables of one programme: rows that came, went or changed their name, and what the second
// gives as the year before.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "allot/core/same_name.hpp"
#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

bool have_ids(const PrintedTable& table) {
  return std::ranges::all_of(table.rows, [](const auto& row) { return !row.id.empty(); });
}

/// For each row of the table after that of the table before.
using Matches = std::vector<std::optional<std::size_t>>;

Matches matches(const PrintedTable& before, const PrintedTable& after, bool by_id) {
  const auto label = [&](const PrintedRow& row) -> std::string_view {
    return by_id ? row.id : row.name;
  };
  std::map<std::string_view, std::size_t> rows;
  for (std::size_t row = 0; row < before.rows.size(); ++row) {
    rows.emplace(label(before.rows[row]), row);
  }
  Matches found(after.rows.size());
  for (std::size_t row = 0; row < after.rows.size(); ++row) {
    const auto at = rows.find(label(after.rows[row]));
    if (at != rows.end()) {
      found[row] = at->second;
    }
  }
  return found;
}

/// Without ids, those left over whose names are spelt otherwise. A name that two of them may be
/// (Heilbronn, city and district) is left alone.
void match_spellings(const PrintedTable& before, const PrintedTable& after,
                     const std::vector<bool>& taken, Matches& found) {
  std::vector<std::size_t> left;
  for (std::size_t row = 0; row < before.rows.size(); ++row) {
    if (!taken[row]) {
      left.push_back(row);
    }
  }
  constexpr std::size_t kMost = 200;  // beyond, it is another table
  const auto unmatched = std::ranges::count_if(found, [](const auto& row) { return !row; });
  if (left.size() > kMost || static_cast<std::size_t>(unmatched) > kMost) {
    return;
  }
  for (std::size_t row = 0; row < found.size(); ++row) {
    if (found[row]) {
      continue;
    }
    const auto same = [&](std::size_t other) {
      return same_name(before.rows[other].name, after.rows[row].name);
    };
    if (std::ranges::count_if(left, same) == 1) {
      found[row] = *std::ranges::find_if(left, same);
    }
  }
}

std::vector<bool> taken_by(const Matches& found, std::size_t rows) {
  std::vector<bool> taken(rows);
  for (const auto& row : found) {
    if (row) {
      taken[*row] = true;
    }
  }
  return taken;
}

void tell_rows(const PrintedTable& table, const std::vector<bool>& known, bool came,
               Findings& findings) {
  RowsOfOne fact{.came = came, .rows = {}};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (!known[row]) {
      fact.rows.push_back(row);
    }
  }
  if (!fact.rows.empty()) {
    const Location where = table.rows[fact.rows.front()].where;
    findings.push_back({AuditVerdict::kCannotTell, std::move(fact), where});
  }
}

void compare_prior(const PrintedTable& before, const PrintedTable& after, const Matches& found,
                   Findings& findings) {
  const auto amounts = columns_of(before, PrintedRole::kAmount);
  const auto priors = columns_of(after, PrintedRole::kPrior);
  if (amounts.size() != 1 || priors.size() != 1) {
    return;
  }
  const PrintedColumn& then = before.columns[amounts.front()];
  const PrintedColumn& now = after.columns[priors.front()];
  const Fraction unit_then = coarse_unit_of(then);
  const Fraction unit_now = coarse_unit_of(now);
  PriorFigures fact{
      .amount = amounts.front(), .prior = priors.front(), .rows = 0, .holding = 0, .strays = {}};
  for (std::size_t row = 0; row < found.size(); ++row) {
    if (!found[row] || !now.cells[row] || !then.cells[*found[row]]) {
      continue;
    }
    ++fact.rows;
    const PrintedNumber& a = *then.cells[*found[row]];
    const PrintedNumber& b = *now.cells[row];
    // The coarser one may have been cut.
    const Fraction slack = twice(half_of(a, unit_then)) + twice(half_of(b, unit_now));
    if (magnitude_of(a.value - b.value) <= slack) {
      ++fact.holding;
    } else {
      fact.strays.push_back({row, {a.low(), a.high()}, a.value});
    }
  }
  if (fact.rows == 0) {
    return;
  }
  const AuditVerdict verdict = fact.strays.empty() ? AuditVerdict::kConsistent
                               : are_few(fact.strays.size(), fact.rows)
                                   ? AuditVerdict::kInconsistent
                                   : AuditVerdict::kCannotTell;
  const Location where = verdict == AuditVerdict::kInconsistent
                             ? place_of_cell(after, priors.front(), fact.strays.front().row)
                             : now.where;
  findings.push_back({verdict, std::move(fact), where});
}

}  // namespace

Audit audit_two(const PrintedTable& before, const PrintedTable& after) {
  const bool by_id = have_ids(before) && have_ids(after);
  Matches found = matches(before, after, by_id);
  if (!by_id) {
    match_spellings(before, after, taken_by(found, before.rows.size()), found);
  }
  Audit result;
  std::vector<bool> known(after.rows.size());
  for (std::size_t row = 0; row < found.size(); ++row) {
    known[row] = found[row].has_value();
  }
  tell_rows(before, taken_by(found, before.rows.size()), false, result.findings);
  tell_rows(after, known, true, result.findings);
  for (std::size_t row = 0; row < found.size(); ++row) {
    if (found[row] && by_id) {
      const PrintedRow& then = before.rows[*found[row]];
      const PrintedRow& now = after.rows[row];
      if (!then.name.empty() && !now.name.empty() && !same_name(then.name, now.name)) {
        result.findings.push_back(
            {AuditVerdict::kCannotTell, Renamed{*found[row], row}, now.where});
      }
    }
  }
  compare_prior(before, after, found, result.findings);
  return result;
}

}  // namespace allot::engine
