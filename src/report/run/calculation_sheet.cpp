#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/columns/run_table.hpp"
#include "report/run/run_sheets.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

using enum Text;

/// Beyond it a workbook takes long to compute.
constexpr std::size_t kMostComputedRows = 20'000;

/// Numbers below it are exact in a spreadsheet, and so are their differences: programs take two
/// numbers for equal that differ by less than the fifteenth digit.
constexpr int128 kTooLarge = 100'000'000'000'000;

/// How a pot is shared, in whole numbers: a district of weight w gets
///     w × per_count + (w × rest) / whole
/// units. pot × w itself would soon be too large: so the pot is divided first.
struct Shares {
  bool largest_remainder = false;  ///< else each is rounded half up
  std::int64_t units = 0;          ///< the pot, in units of rounding
  std::int64_t whole = 0;          ///< the sum of the weights
  std::int64_t per_count = 0, rest = 0;
  BigInt scale = 1;  ///< what the key was multiplied by to make it whole
  std::vector<std::uint32_t> districts = {};
  // Of each of them.
  std::vector<std::int64_t> weights = {}, fixed = {}, products = {}, remainders = {}, down = {};
  std::optional<std::size_t> takes_difference = {};  ///< where half up has one who does
  std::vector<std::int64_t> difference = {};
  std::vector<std::int64_t> equal = {}, more = {};  ///< so far, and whether it gets one more unit
  // Of largest remainder.
  std::int64_t left = 0;    ///< units after rounding down
  std::int64_t least = 0;   ///< the smallest remainder that gets one of them
  std::int64_t larger = 0;  ///< how many are larger
};

/// A share of all of the pot by one key, and nothing besides.
bool is_plain_share(const RunView& view) {
  const Pot& pot = view.scenario.pots.front();
  const engine::PotResult& result = view.result.pots.front();
  return engine::only_key(pot) != nullptr && !pot.prorate && result.reserves.empty() &&
         result.top_ups.empty() && result.passed_on.empty() && result.not_assigned == Money{} &&
         result.extra_again == 0 && !result.within_bounds &&
         !(pot.rounding.residual && pot.rounding.residual->to == Residual::To::kOneEachToLargest);
}

/// Nothing where one of them does not fit.
std::optional<std::vector<std::int64_t>> numerators_of(
    const Quantities& weights, const std::vector<std::uint32_t>& districts) {
  std::vector<std::int64_t> numerators;
  for (const std::uint32_t district : districts) {
    const auto numerator = weights.numerator(district).as_int64();
    if (!numerator || *numerator < 0) {
      return std::nullopt;
    }
    numerators.push_back(*numerator);
  }
  return numerators;
}

/// Those who take part, in the order in which equals get a unit.
std::vector<std::uint32_t> in_tie_order(const RunView& view, const Quantities& weights) {
  const engine::PotResult& result = view.result.pots.front();
  std::vector<std::uint32_t> districts;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    if (result.takes_part.empty() || result.takes_part[i]) {
      districts.push_back(i);
    }
  }
  const engine::TieOrder order{view.scenario, view.scenario.pots.front().rounding, weights};
  std::ranges::sort(districts,
                    [&](std::uint32_t a, std::uint32_t b) { return order.before(a, b); });
  return districts;
}

void give_what_is_left(Shares& shares) {
  shares.left =
      shares.units - std::accumulate(shares.down.begin(), shares.down.end(), std::int64_t{0});
  if (shares.left > 0) {
    std::vector<std::int64_t> sorted = shares.remainders;
    std::ranges::sort(sorted, std::greater{});
    shares.least = sorted[static_cast<std::size_t>(shares.left - 1)];
    shares.larger = std::ranges::count_if(
        sorted, [&](std::int64_t remainder) { return remainder > shares.least; });
  }
  std::int64_t equal = 0;
  for (const std::int64_t remainder : shares.remainders) {
    const bool is_equal = shares.left > 0 && remainder == shares.least;
    equal += is_equal ? 1 : 0;
    shares.equal.push_back(equal);
    shares.more.push_back(shares.left > 0 && (remainder > shares.least ||
                                              (is_equal && equal <= shares.left - shares.larger))
                              ? 1
                              : 0);
  }
}

/// To one district, what rounding each by itself leaves or gives too much.
void give_difference(const engine::PotResult& result, Shares& shares) {
  if (!result.residual_to) {
    return;
  }
  const auto to = std::ranges::find(shares.districts, index_of(*result.residual_to));
  if (to == shares.districts.end()) {
    return;
  }
  const auto place = static_cast<std::size_t>(to - shares.districts.begin());
  const auto sum = [](const std::vector<std::int64_t>& all) {
    return std::accumulate(all.begin(), all.end(), std::int64_t{0});
  };
  shares.takes_difference = place;
  shares.difference.resize(shares.districts.size());
  shares.difference[place] = shares.units - sum(shares.down) - sum(shares.more);
}

enum class Obstacle { kRule, kNumbers };

/// What a spreadsheet computes, step by step; or why it cannot.
std::variant<Shares, Obstacle> shares_of(const RunView& view) {
  const std::optional<ShownKey> key = shown_key(view);
  if (!key || !is_plain_share(view)) {
    return Obstacle::kRule;
  }
  const engine::PotResult& result = view.result.pots.front();
  const RoundingRule& rounding = view.scenario.pots.front().rounding;
  const std::string_view method = engine::rounding_methods()[rounding.method].name;
  const Quantities& weights = key->values->weights;
  if ((method != "largest_remainder" && method != "half_up") ||
      key->values->whole != weights.total() || result.amount.minor() % result.unit != 0) {
    return Obstacle::kRule;
  }
  Shares shares{.largest_remainder = method == "largest_remainder",
                .units = result.amount.minor() / result.unit,
                .scale = weights.denominator(),
                .districts = in_tie_order(view, weights)};
  const auto numerators = numerators_of(weights, shares.districts);
  const auto whole = weights.total_numerator().as_int64();
  if (!numerators || !whole || *whole >= kTooLarge || shares.units >= kTooLarge) {
    return Obstacle::kNumbers;
  }
  if (*whole <= 0) {
    return Obstacle::kRule;
  }
  shares.weights = *numerators;
  shares.whole = *whole;
  shares.per_count = shares.units / shares.whole;
  shares.rest = shares.units % shares.whole;
  for (const std::int64_t weight : shares.weights) {
    const int128 product = int128{weight} * shares.rest;
    if (product >= kTooLarge) {
      return Obstacle::kNumbers;
    }
    shares.products.push_back(static_cast<std::int64_t>(product));
    shares.remainders.push_back(shares.products.back() % shares.whole);
    shares.fixed.push_back(weight * shares.per_count);
    shares.down.push_back(shares.fixed.back() + shares.products.back() / shares.whole);
  }
  if (shares.largest_remainder) {
    give_what_is_left(shares);
  } else {
    for (const std::int64_t remainder : shares.remainders) {
      shares.more.push_back(2 * remainder >= shares.whole ? 1 : 0);
    }
    give_difference(result, shares);
  }
  // A rule may have more to it than these formulas know: then they say nothing.
  for (std::size_t i = 0; i < shares.districts.size(); ++i) {
    const std::int64_t difference = shares.takes_difference ? shares.difference[i] : 0;
    if ((shares.down[i] + shares.more[i] + difference) * result.unit !=
        view.result.budgets[shares.districts[i]].minor()) {
      return Obstacle::kRule;
    }
  }
  return shares;
}

/// A sheet in the making. Rows are those of the table, whose columns are written down one by one.
class CalculationSheet {
 public:
  CalculationSheet(const RunView& view, const Words& words) : view_{view}, words_{words} {
    sheet_.table.sheet = words(kTabCalculation);
  }

  WorkSheet computed(Shares made) && {
    const auto shares = std::make_shared<const Shares>(std::move(made));
    sheet_.table.kept = shares;
    add_sentence(shares->largest_remainder ? kComputedByRemainder : kComputedByHalfUp);
    add_sentence(kComputedExactly);
    add_districts(shares->districts);
    add_given(*shares);
    add_steps(*shares);
    const std::string units = "G{row}+" + std::string{shares->largest_remainder  ? "I{row}"
                                                      : shares->takes_difference ? "H{row}+I{row}"
                                                                                 : "H{row}"};
    add_results("ROUND((" + units + ")*{1}," + decimals_text() + ")");
    return std::move(sheet_);
  }

  WorkSheet values(Text why) && {
    add_reason(why);
    const Figures figures = district_figures(view_);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < figures.size(); ++row) {
      if (figures.participates(row)) {
        rows.push_back(row);
      }
    }
    add_districts(rows);
    const std::vector<engine::PotResult>& pots = view_.result.pots;
    if (pots.size() == 1) {
      if (pots.front().exact.size() == view_.result.budgets.size()) {
        add_exact(pots.front());
      }
      add_amounts(std::string{words_.named(NamesOf::kColumn, "budget")}, view_.result.budgets,
                  view_.result.total);
      add_headers(sheet_.table.columns, words_);
      return std::move(sheet_);
    }
    const std::size_t first = sheet_.table.columns.size();
    for (std::size_t i = 0; i < pots.size(); ++i) {
      add_amounts(view_.scenario.pots[i].id, pots[i].budgets, pots[i].budget);
    }
    add_results("ROUND(SUM(" + cell_of(first) + ":" + cell_of(first + pots.size() - 1) + ")," +
                decimals_text() + ")");
    return std::move(sheet_);
  }

  WorkSheet nothing() && {
    add_reason(kNotComputedRule);
    sheet_.table.totals = false;
    return std::move(sheet_);
  }

 private:
  void add_sentence(Text text) { add_sentence(words_.sentence(text)); }
  void add_sentence(Sentence sentence) { sheet_.above.push_back(std::move(sentence)); }

  void add_reason(Text why) {
    if (why == kNotComputedRule) {
      add_sentence(words_.sentence(why, {words_.count(kMostComputedRows)}));
    } else {
      add_sentence(why);
    }
  }

  /// What the column of that index has in the same row.
  static std::string cell_of(std::size_t column) { return column_letters(column) + "{row}"; }
  [[nodiscard]] std::string decimals_text() const {
    return std::to_string(view_.scenario.decimals);
  }

  /// Rows of the table are the districts; the columns read by what stands where.
  void add_districts(const std::vector<std::uint32_t>& districts) {
    Table& table = sheet_.table;
    table.rows = districts;
    table.rows_in_all = districts.size();
    for (TableColumn& column : identity_columns(view_.scenario.districts, words_)) {
      if (column.name != "group") {
        table.columns.push_back(std::move(column));
      }
    }
    table.columns[1].total = Cell::of(words_.named(NamesOf::kColumn, "sum"));
    place_of_.resize(view_.scenario.districts.size());
    for (std::size_t i = 0; i < districts.size(); ++i) {
      place_of_[districts[i]] = i;
    }
  }

  void add(TableColumn column) { sheet_.table.columns.push_back(std::move(column)); }

  void add_amounts(std::string header, std::span<const Money> amounts, Money total) {
    add({.name = "budget",
         .header = std::move(header),
         .cell = [amounts](std::size_t row) { return Cell::of(amounts[row]); },
         .total = Cell::of(total),
         .decimals = view_.scenario.decimals});
  }

  /// Before rounding, with some decimals more.
  void add_exact(const engine::PotResult& pot) {
    constexpr int kMore = 4;
    const int decimals = view_.scenario.decimals + kMore;
    add({.name = "exact",
         .header = words_(kHeadExact),
         .cell = [&exact = pot.exact, decimals](
                     std::size_t row) { return Cell::of(rounded_units(exact.at(row), decimals)); },
         .decimals = decimals});
  }

  /// Of the districts that the rows are, in this order.
  void add_numbers(std::string header, const std::vector<std::int64_t>& numbers,
                   std::string formula, bool totals) {
    const int128 sum = std::accumulate(numbers.begin(), numbers.end(), int128{0});
    add({.name = "computed",
         .header = std::move(header),
         .cell = [places = place_of_,
                  &numbers](std::size_t row) { return Cell::of(int128{numbers[places[row]]}); },
         .total = totals ? Cell::of(sum) : Cell{},
         .formula = std::move(formula)});
  }

  void add_given(const Shares& shares) {
    const engine::PotResult& pot = view_.result.pots.front();
    const int decimals = view_.scenario.decimals;
    const auto give = [&](Text label, int128 value, std::string formula, int places = 0) {
      sheet_.given.push_back({words_(label), Cell::of(value), places, std::move(formula)});
    };
    give(kGivenPot, pot.amount.minor(), "", decimals);
    give(kGivenUnit, pot.unit, "", decimals);
    give(kGivenInUnits, shares.units, "ROUND({0}/{1},0)");
    give(kGivenWhole, shares.whole, "SUM(C{first}:C{last})");
    give(kGivenRest, shares.rest, "MOD({2},{3})");
    give(kGivenPerCount, shares.per_count, "({2}-{4})/{3}");
    if (shares.largest_remainder) {
      give(kGivenLeft, shares.left, "{2}-SUM(G{first}:G{last})");
      give(kGivenLeast, shares.least, "IF({6}=0,0,LARGE(F{first}:F{last},MAX({6},1)))");
      give(kGivenLarger, shares.larger, "IF({6}=0,0,SUMPRODUCT(--(F{first}:F{last}>{7})))");
      give(kGivenEqual, shares.left - shares.larger, "{6}-{8}");
    }
  }

  void add_steps(const Shares& shares) {
    const Key& key = view_.scenario.key(shown_key(view_)->id);
    const Column* column = key.column ? &view_.scenario.column(*key.column) : nullptr;
    std::string header = column != nullptr && column->label != column->name
                             ? column->label
                             : std::string{words_.named(NamesOf::kColumn, "key")};
    if (shares.scale != BigInt{1}) {
      header += " × " + shares.scale.to_string();
    }
    add_numbers(std::move(header), shares.weights, "", true);
    add_numbers(words_(kHeadFixed), shares.fixed, "C{row}*{5}", false);
    add_numbers(words_(kHeadProduct), shares.products, "C{row}*{4}", false);
    add_numbers(words_(kHeadRemainder), shares.remainders, "MOD(E{row},{3})", false);
    add_numbers(words_(kHeadDown), shares.down, "D{row}+(E{row}-F{row})/{3}", true);
    if (shares.largest_remainder) {
      add_numbers(words_(kHeadEqual), shares.equal, "N(H{above})+IF(AND({6}>0,F{row}={7}),1,0)",
                  false);
      add_numbers(words_(kHeadUnit), shares.more,
                  "IF({6}=0,0,IF(F{row}>{7},1,IF(AND(F{row}={7},H{row}<={9}),1,0)))", true);
    } else {
      add_numbers(words_(kHeadUnit), shares.more, "IF(2*F{row}>={3},1,0)", true);
      if (shares.takes_difference) {
        add_numbers(words_(kHeadDifference), shares.difference,
                    "IF(ROW()={first}+" + std::to_string(*shares.takes_difference) +
                        ",{2}-SUM(G{first}:H{last}),0)",
                    true);
      }
    }
  }

  /// What the formula gives, what the result is, and what is between them.
  void add_results(const std::string& formula) {
    const std::size_t computed = sheet_.table.columns.size();
    add_amounts(std::string{words_.named(NamesOf::kColumn, "computed")}, view_.result.budgets,
                view_.result.total);
    sheet_.table.columns.back().formula = formula;
    add_amounts(std::string{words_.named(NamesOf::kColumn, "budget")}, view_.result.budgets,
                view_.result.total);
    add({.name = "deviation",
         .cell = [](std::size_t) { return Cell::of(int128{0}); },
         .total = Cell::of(int128{0}),
         .decimals = view_.scenario.decimals,
         .formula = "ROUND(" + cell_of(computed) + "-" + cell_of(computed + 1) + "," +
                    decimals_text() + ")"});
    add_headers(sheet_.table.columns, words_);
  }

  const RunView& view_;
  const Words& words_;
  WorkSheet sheet_;
  std::vector<std::size_t> place_of_;  ///< of each district, among the rows
};

}  // namespace

WorkSheet calculation_sheet(const RunView& view, const Words& words) {
  CalculationSheet sheet{view, words};
  if (view.result.budgets.size() > kMostComputedRows) {
    return std::move(sheet).nothing();
  }
  if (view.result.pots.size() > 1) {
    return std::move(sheet).values(kNotComputedPots);
  }
  auto shares = shares_of(view);
  if (const auto* obstacle = std::get_if<Obstacle>(&shares)) {
    return std::move(sheet).values(*obstacle == Obstacle::kRule ? kNotComputedRule
                                                                : kNotComputedNumbers);
  }
  return std::move(sheet).computed(std::get<Shares>(std::move(shares)));
}

}  // namespace allot::report
