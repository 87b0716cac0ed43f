// From the exact amount to the budget: whole units, who got those that were left over, what the
// district took of the rest.

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"
#include "report/notes/notes.hpp"

namespace allot::report::explain {
namespace {

class RoundingLines {
 public:
  explicit RoundingLines(Workings& workings)
      : workings_{workings},
        rule_{workings.rules().rounding},
        method_{engine::rounding_methods()[rule_.method]},
        exact_{workings.so_far()} {}

  void write(const std::vector<engine::RoundingRecord>& records) {
    for (const engine::RoundingRecord& record : records) {
      std::visit(*this, record);
    }
    write_budget();
  }

  void operator()(const engine::Quota& record) {
    remainder_ = record.remainder;
    if (method_.each) {
      write_single(*method_.each, record);
      return;
    }
    add_part(
        {.label = record.remainder.sign() == 0 ? "whole units" : "rounded down",
         .formula = Expression::rounded(Expression::of_line(exact_), Rounding::kDown, rule_.unit),
         .in_words = in_units(exact_),
         .value = {in_money(record.units)}});
  }

  void operator()(const engine::KeptInUnits& record) {
    const Expression rounded = Expression::of_line(parts_.back());
    const Fraction start = in_money(record.start);
    const bool raised = workings_.value(parts_.back()) < start;
    parts_.pop_back();
    bounded_ = true;
    add_within_bounds(rounded, raised, start);
    remainder_ = workings_.value(exact_) / rule_.unit - Fraction{record.start};
  }

  void operator()(const engine::LeftoverUnit& record) {
    SheetLine& rounded = workings_.line(parts_.back());
    if (remainder_.sign() != 0) {
      rounded.notes.push_back("remainder " + remainder_text());
    }
    const bool anybody = record.given > 0 || record.taken > 0;
    if (anybody && (remainder_.sign() != 0 || record.units != 0)) {
      rounded.notes.push_back(rank_text(record));
    }
    if (record.units == 0) {
      write_no_unit(record);
      return;
    }
    const bool passed_over = record.units > 0 && record.passed_over > 0;
    add_part({.label = record.units > 0 ? "left-over unit" : "unit taken back",
              .formula = constant(in_money(record.units)),
              .in_words = unit_words(record),
              .value = {in_money(record.units)},
              .is_change = true,
              .notes = passed_over ? std::vector{passed_over_text(record)}
                                   : std::vector<std::string>{}});
  }

  void operator()(const engine::DivisorUnits& record) {
    if (workings_.result().budget != Money{}) {
      parts_ = divisor_lines(record, workings_);
    } else if (workings_.value(exact_).sign() != 0) {
      add_part(
          {.label = "rounded down",
           .formula = Expression::rounded(Expression::of_line(exact_), Rounding::kDown, rule_.unit),
           .in_words = in_units(exact_),
           .value = {},
           .notes = {"the pot is less than one unit"}});
    }
  }

  void operator()(const engine::ResidualTaken& record) {
    const Fraction amount = in_currency_of(record.amount);
    const bool to_district = rule_.residual && rule_.residual->to == Residual::To::kDistrict;
    const std::string taker =
        to_district ? "the file gives it to this district" : "the largest amount takes it";
    if (workings_.in_group()) {
      add_part({.label = "the rest",
                .formula = constant(amount),
                .in_words = "what rounding left in its group",
                .value = {amount},
                .is_change = true,
                .notes = {taker}});
      return;
    }
    const Fraction given = in_currency_of(workings_.result().budget);
    Expression total = workings_.input("to give out", given, "to all");
    Expression rounded = workings_.input("all, rounded", given - amount, "");
    add_part({.label = "the rest",
              .formula = difference_of({std::move(total), std::move(rounded)}),
              .value = {amount},
              .is_change = true,
              .notes = {taker}});
  }

  void operator()(const engine::TieBroken& record) {
    const engine::TieAbout& about = record.about;
    workings_.remark(
        "tie",
        {fmt::format("{}{} had {}, {} {}: {} {}", tie_place(about), count_text(record.tied),
                     tie_claims(record),
                     about.stake == engine::Stake::kTakenBack ? "the last" : "decided",
                     tie_rule_words(workings_.scenario(), workings_.rules(), about),
                     is_of_groups(about) ? "its group" : "this district", tie_outcome(record))});
  }

 private:
  void add_part(SheetLine line) { parts_.push_back(workings_.add(std::move(line))); }

  [[nodiscard]] Fraction in_money(std::int64_t units) const { return Fraction{units} * rule_.unit; }
  [[nodiscard]] Fraction in_currency_of(Money amount) const {
    return in_currency(amount, workings_.scenario().decimals);
  }

  [[nodiscard]] std::string in_units(std::size_t line) const {
    return fmt::format("{} to {}", workings_.letter(line), workings_.number(rule_.unit));
  }

  /// By itself, and within what the bounds leave of it.
  void write_single(Rounding rounding, const engine::Quota& record) {
    const std::string_view in_words = workings_.words.method(method_.name);
    const Fraction alone{record.exact.rounded(rounding)};
    const Fraction units{record.units};
    add_part({.label = in_words.empty() ? "exact" : fmt::format("rounded {}", in_words),
              .formula = Expression::rounded(Expression::of_line(exact_), rounding, rule_.unit),
              .in_words = in_units(exact_),
              .value = {alone * rule_.unit}});
    if (alone == units) {
      return;
    }
    const Expression before = Expression::of_line(parts_.back());
    parts_.pop_back();
    add_within_bounds(before, alone < units, in_money(record.units));
  }

  /// The bounds hold in whole units, too.
  void add_within_bounds(const Expression& rounded, bool raised, const Fraction& value) {
    using Bounds = Workings::Bounds;
    const Bounds side = raised ? Bounds::kMinimum : Bounds::kMaximum;
    Expression bound = workings_.bound_in_units(side, value);
    add_part({.label = "within the bounds",
              .formula =
                  Expression::of(raised ? Op::kAtLeast : Op::kAtMost, {rounded, std::move(bound)}),
              .value = {value},
              .notes = {"they hold in whole units, too"}});
  }

  [[nodiscard]] std::string count_text(std::uint64_t count) const {
    return workings_.number(Fraction{static_cast<std::int64_t>(count)});
  }
  [[nodiscard]] std::string units_text(std::uint64_t units) const {
    return units == 1 ? "1 unit" : count_text(units) + " units";
  }

  static std::string tie_place(const engine::TieAbout& about) {
    const std::string year = about.prior ? "in the year before, " : "";
    switch (about.of) {
      case engine::TieOf::kKey:
        return year + fmt::format("in key `{}` ", about.name);
      case engine::TieOf::kGroupKey:
        return year + fmt::format("of the groups in key `{}` ", about.name);
      case engine::TieOf::kGroups:
        return year + fmt::format("of the groups of tier `{}` ", about.name);
      case engine::TieOf::kDistricts:
      case engine::TieOf::kContributors:
        break;
    }
    return year;
  }

  [[nodiscard]] std::string tie_claims(const engine::TieBroken& record) const {
    switch (record.about.stake) {
      case engine::Stake::kTakenBack:
        return fmt::format("equal claims on their last unit, of whom {} it",
                           record.chosen == 1 ? "1 loses" : count_text(record.chosen) + " lose");
      case engine::Stake::kResidual:
        return "equal largest amounts, of which one takes the difference";
      case engine::Stake::kUnits:
        break;
    }
    return "equal claims on " + units_text(record.chosen);
  }

  static bool is_of_groups(const engine::TieAbout& about) {
    return about.of == engine::TieOf::kGroups || about.of == engine::TieOf::kGroupKey;
  }

  static std::string_view tie_outcome(const engine::TieBroken& record) {
    switch (record.about.stake) {
      case engine::Stake::kTakenBack:
        return record.is_chosen ? "loses it" : "keeps it";
      case engine::Stake::kResidual:
        return record.is_chosen ? "takes it" : "does not take it";
      case engine::Stake::kUnits:
        break;
    }
    return record.is_chosen ? "got one" : "got none";
  }

  /// "rank 3 of 44"; in a share in tiers the others are those of the group.
  [[nodiscard]] std::string rank_text(const engine::LeftoverUnit& record) const {
    if (workings_.in_group()) {
      return fmt::format("rank {} in its group", count_text(record.rank));
    }
    const std::vector<bool>& flags = workings_.result().takes_part;
    const auto count = flags.empty()
                           ? workings_.result().budgets.size()
                           : static_cast<std::size_t>(std::count(flags.begin(), flags.end(), true));
    return fmt::format("rank {} of {}", count_text(record.rank), count_text(count));
  }

  /// In full where it is short.
  [[nodiscard]] std::string remainder_text() const {
    constexpr std::size_t kShort = 20;
    const bool negative = remainder_.sign() < 0;
    const std::string text = (negative ? -remainder_ : remainder_).to_string();
    return text.size() > kShort ? workings_.number(remainder_)
           : negative           ? std::string{workings_.numbers.minus} + text
                                : text;
  }

  [[nodiscard]] std::string unit_words(const engine::LeftoverUnit& record) const {
    if (record.units < 0) {
      return units_text(record.taken) + " too many: from the last ranks above their minimum";
    }
    return units_text(record.given) + " " + receivers_text(record);
  }

  /// "to ranks 1–3, 5"
  [[nodiscard]] std::string receivers_text(const engine::LeftoverUnit& record) const {
    if (!record.one_each || record.passed_over > record.first_passed_over.size()) {
      return "one by one to the largest remainder left, below the maximums";
    }
    std::string ranks;
    std::uint64_t next = 1;
    const auto add = [&](std::uint64_t end) {  // those before `end`
      if (next < end) {
        ranks += (ranks.empty() ? "" : ", ") + count_text(next) +
                 (next + 1 < end ? "–" + count_text(end - 1) : "");
      }
      next = end + 1;
    };
    for (const engine::PassedOver& each : record.first_passed_over) {
      add(each.rank);
    }
    add(record.last_rank + 1);
    return (record.given == 1 ? "to rank " : "to ranks ") + ranks;
  }

  /// Who has a better rank than some who got a unit.
  [[nodiscard]] std::string passed_over_text(const engine::LeftoverUnit& record) const {
    std::vector<std::string> names;
    for (const engine::PassedOver& each : record.first_passed_over) {
      names.push_back(fmt::format("{} ({})", count_text(each.rank),
                                  workings_.scenario().districts.ids[index_of(each.district)]));
    }
    const std::vector<std::string_view> shown(names.begin(), names.end());
    const bool one = record.passed_over == 1;
    return fmt::format("{} {} got none: at {}", one ? "rank" : "ranks",
                       first_ten(shown, record.passed_over),
                       one ? "its maximum" : "their maximums");
  }

  void write_no_unit(const engine::LeftoverUnit& record) {
    if (record.given == 0 || (remainder_.sign() == 0 && !bounded_)) {
      return;
    }
    std::vector<std::string> notes{rank_text(record) + ", " +
                                   (record.passed_over > 0 || !record.one_each
                                        ? unit_words(record)
                                        : units_text(record.given))};
    if (record.rank <= record.last_rank) {
      notes.push_back(reason_for_none());
    } else if (record.passed_over > 0) {
      notes.push_back(passed_over_text(record));
    }
    workings_.remark("no left-over unit", std::move(notes));
  }

  /// Of a district whose turn it was.
  [[nodiscard]] std::string reason_for_none() const {
    const BoundTerm* maximum = workings_.maximum_in_units(workings_.value(parts_.back()));
    if (maximum == nullptr) {
      return "nothing is due to it above the minimum";
    }
    const std::string amount = workings_.amount(maximum->value);
    return maximum->above_claim
               ? fmt::format("its {} are above its claim, and not rounded up", amount)
               : fmt::format("the {} {} allows no more", maximum->label, amount);
  }

  /// What was whole units already is the budget: one line says both.
  [[nodiscard]] bool is_said() const {
    return parts_.size() == 1 && remainder_.sign() == 0 && !bounded_ && !method_.divisor &&
           workings_.is_last(parts_.front());
  }

  void write_budget() {
    if (is_said()) {
      workings_.line(parts_.front()).label = "budget";
      return;
    }
    std::vector<Expression> operands;
    Fraction sum;
    if (parts_.empty()) {
      parts_.push_back(exact_);  // no units are given to anybody
    }
    for (const std::size_t part : parts_) {
      operands.push_back(Expression::of_line(part));
      sum += workings_.value(part);
    }
    workings_.add({.label = "budget", .formula = sum_of(std::move(operands)), .value = {sum}});
  }

  Workings& workings_;
  const RoundingRule& rule_;
  const engine::RoundingMethod& method_;
  std::size_t exact_;
  std::vector<std::size_t> parts_;  ///< lines that add up to the budget
  Fraction remainder_;
  bool bounded_ = false;
};

}  // namespace

void write_down_rounding(const std::vector<engine::RoundingRecord>& records, Workings& workings) {
  RoundingLines{workings}.write(records);
}

}  // namespace allot::report::explain
