#include "report/check/table_diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "allot/core/same_name.hpp"
#include "allot/core/text.hpp"
#include "report/check/check_report.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

class DiagnosticsOfTable {
 public:
  DiagnosticsOfTable(const Scenario& scenario, const engine::TableCheck& check)
      : scenario_{scenario}, check_{check}, numbers_{number_format(NumberStyle::kPlain)} {}

  std::vector<Diagnostic> make() {
    for (const engine::TableFinding& finding : check_.findings) {
      std::visit([&](const auto& one) { add(one); }, finding);
    }
    add_missing();
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::string name_of(DistrictId district) const {
    const std::string_view id = scenario_.districts.ids[index_of(district)];
    const std::string_view name = scenario_.districts.names[index_of(district)];
    return name == id ? in_ticks(id) : fmt::format("{} ({})", in_ticks(name), in_ticks(id));
  }

  /// With the decimals that it was printed with, if they are more; percentages as such.
  [[nodiscard]] std::string number(PrintedRole role, const Fraction& value, const Fraction& half,
                                   Sign sign = Sign::kMinusOnly) const {
    const bool percent = role == PrintedRole::kPercent || role == PrintedRole::kChange;
    const Fraction shown = percent ? value * Fraction{100} : value;
    const Fraction unit = (percent ? half * Fraction{100} : half) * Fraction{2};
    const int own =
        role == PrintedRole::kAmount || role == PrintedRole::kPrior || role == PrintedRole::kShift
            ? scenario_.decimals
            : 0;
    const int decimals = std::max(own, unit.decimals().value_or(own));
    return fraction_text(shown, decimals, numbers_, sign) + (percent ? " %" : "");
  }

  // Single figures are told with those that a scenario expects by itself.
  void add(const engine::CellOff&) {}

  void add(const engine::RowMissing& row) { missing_.push_back(&row); }

  /// Many missing rows are one cause: the table has some districts only.
  void add_missing() {
    if (missing_.empty()) {
      return;
    }
    constexpr std::size_t kShown = 3;
    std::vector<std::string> names;
    Fraction money;
    for (const engine::RowMissing* row : missing_) {
      money += row->computed;
      if (names.size() < kShown) {
        names.push_back(name_of(row->district));
      }
    }
    if (missing_.size() > kShown) {
      names.push_back(fmt::format("{} more", missing_.size() - kShown));
    }
    const std::vector<std::string_view> listed_names{names.begin(), names.end()};
    made_.push_back(
        {.code = Code::kPublishedRowMissing,
         .where = missing_.front()->where,
         .message = fmt::format("the table has no row of {}, who {} {}", listed(listed_names),
                                missing_.size() == 1 ? "receives" : "receive",
                                number(PrintedRole::kAmount, money, {})),
         .label = missing_.size() == 1 ? "a row is missing" : "rows are missing",
         .help = {"add what is missing, or say that only some districts are there: "
                  "`complete: false` (`--incomplete`)"}});
  }

  void add(const engine::RowSurplus& row) {
    const std::string shown = row.id.empty() ? in_ticks(row.name)
                              : row.name.empty() || row.name == row.id
                                  ? in_ticks(row.id)
                                  : fmt::format("{} ({})", in_ticks(row.name), in_ticks(row.id));
    Diagnostic problem{.code = Code::kPublishedRowSurplus,
                       .where = row.where,
                       .message = fmt::format("{} is no district of the scenario", shown),
                       .label = "not in the scenario",
                       .help = {}};
    if (const auto other = meant_by(row)) {
      const std::size_t at = index_of(*other);
      problem.help = {fmt::format("did you mean {}?", name_of(*other))};
      problem.related = {{scenario_.districts.places[at], "in the scenario"}};
    } else {
      problem.help = {
          "correct it, or leave the row out: `except`, or for all such rows "
          "`other_rows: skip` (`--other-rows skip`)"};
    }
    made_.push_back(std::move(problem));
  }

  /// A district without a row that the row may be: by its name, or its id where the name is none
  /// that contradicts it.
  [[nodiscard]] std::optional<DistrictId> meant_by(const engine::RowSurplus& row) const {
    std::vector<std::string_view> ids;
    std::vector<std::string_view> names;
    for (const engine::TableFinding& finding : check_.findings) {
      const auto* missing = std::get_if<engine::RowMissing>(&finding);
      if (missing == nullptr) {
        continue;
      }
      const std::size_t i = index_of(missing->district);
      const std::string_view name = scenario_.districts.names[i];
      const std::string a = folded_place(row.name);
      const std::string b = folded_place(name);
      constexpr std::size_t kAlike = 5;
      const bool begins =
          std::min(a.size(), b.size()) >= kAlike && a.substr(0, kAlike) == b.substr(0, kAlike);
      if (!row.name.empty() && (a == b || begins)) {
        return missing->district;
      }
      ids.push_back(scenario_.districts.ids[i]);
      names.push_back(name);
    }
    if (row.name.empty()) {
      const auto near = nearest(row.id, ids);
      return near ? scenario_.districts.find(*near) : std::nullopt;
    }
    const auto near = nearest(row.name, names);
    const auto at = near ? std::ranges::find(names, *near) : names.end();
    return at == names.end()
               ? std::nullopt
               : scenario_.districts.find(ids[static_cast<std::size_t>(at - names.begin())]);
  }

  void add(const engine::RowTwice& row) {
    made_.push_back({.code = Code::kPublishedRowTwice,
                     .where = row.where,
                     .message = fmt::format("{} is there twice", name_of(row.district)),
                     .label = "again",
                     .help = {"one of the two rows is wrong, or is another district's"},
                     .related = {{row.first, "first here"}}});
  }

  void add(const engine::NameOther& name) {
    const std::size_t district = index_of(name.district);
    made_.push_back(
        {.code = Code::kPublishedNameDiffers,
         .where = name.where,
         .message = fmt::format("{} is called {} here, and {} in the scenario",
                                in_ticks(scenario_.districts.ids[district]), in_ticks(name.printed),
                                in_ticks(scenario_.districts.names[district])),
         .label = "another name",
         .help = {"correct the name, or the id before it"},
         .related = {{scenario_.districts.places[district], "in the scenario"}}});
  }

  void add(const engine::UnitOff& unit) {
    const bool small = unit.power > 0;
    const std::string zeros(static_cast<std::size_t>(std::abs(unit.power)), '0');
    const std::string factor = grouped_digits("1" + zeros);
    made_.push_back({.code = Code::kPublishedUnitDiffers,
                     .where = unit.where,
                     .message = fmt::format(
                         "every number of column {} is {} times too {}: {} where the result is {}",
                         in_ticks(unit.column), factor, small ? "small" : "large",
                         printed_text(unit), number(unit.role, unit.computed, {})),
                     .label = "in another unit?",
                     .help = {unit.unit.is_whole()
                                  ? fmt::format("say what they are in: `in: {}` (`--in`)",
                                                unit.unit.to_string())
                                  : std::string{"correct the amount of the pot, or the table"}}});
  }

  /// As it stands there, and what its unit makes of it.
  [[nodiscard]] std::string printed_text(const engine::UnitOff& unit) const {
    const Fraction ten = BigInt::power_of_ten(std::abs(unit.power));
    const bool has_unit = unit.unit != (unit.power > 0 ? ten : Fraction{1} / ten);
    return has_unit ? fmt::format("{}, which is {},", in_ticks(unit.first.text),
                                  number(unit.role, unit.first.value, unit.first.half))
                    : in_ticks(unit.first.text);
  }

  void add(const engine::SumOff& sum) {
    const auto text = [&](const Fraction& value, Sign sign = Sign::kMinusOnly) {
      return number(sum.role, value, sum.printed.half, sign);
    };
    const Fraction drift = sum.printed.value - sum.added;
    const Fraction size = drift.sign() < 0 ? -drift : drift;
    const std::string label = sum.label.empty() ? "the sum" : in_ticks(sum.label);
    const bool explained = size <= sum.slack;
    const Fraction& right = explained ? sum.computed : sum.added;
    made_.push_back(
        {.code = Code::kPublishedSumDiffers,
         .where = sum.printed.where,
         .message = fmt::format("{} is {} in column {}, and {} to {}", label,
                                text(sum.printed.value), in_ticks(sum.column),
                                explained ? "the result adds" : "its rows add", text(right)),
         .label = text(sum.printed.value - right, Sign::kAlways),
         .help = {explained
                      ? fmt::format("its rows add to {} as they are printed", text(sum.added))
                      : fmt::format("rounding could explain a difference of {}, and the result "
                                    "adds to {}",
                                    exact(sum.role, sum.slack), text(sum.computed))}});
  }

  [[nodiscard]] std::string exact(PrintedRole role, const Fraction& value) const {
    const bool percent = role == PrintedRole::kPercent;
    const Fraction shown = percent ? value * Fraction{100} : value;
    return fraction_text(shown, shown.decimals().value_or(2), numbers_) + (percent ? " %" : "");
  }

  void add(const engine::NothingToCompare& nothing) {
    const bool is_key = nothing.role == PrintedRole::kKey;
    made_.push_back(
        {.code = Code::kNothingToCompare,
         .where = nothing.where,
         .message = fmt::format(
             "column {} cannot be held against the result: {}", in_ticks(nothing.column),
             is_key ? "its money is not shared out by one key" : "the scenario has no prior year"),
         .label = fmt::format("named as {}", in_ticks(role_name(nothing.role))),
         .help = {is_key ? "leave `key` out"
                         : fmt::format("add `prior:` to the scenario, or leave {} out",
                                       in_ticks(role_name(nothing.role)))}});
  }

  const Scenario& scenario_;
  const engine::TableCheck& check_;
  NumberFormat numbers_;
  std::vector<const engine::RowMissing*> missing_;
  std::vector<Diagnostic> made_;
};

}  // namespace

std::vector<Diagnostic> table_diagnostics(const Scenario& scenario,
                                          const engine::TableCheck& check) {
  return DiagnosticsOfTable{scenario, check}.make();
}

}  // namespace allot::report
