// From the exact amount to the budget: whole units, who got those that were left over, what the
// district took of the rest.

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"
#include "report/notes/notes.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

class RoundingLines {
 public:
  explicit RoundingLines(Workings& workings)
      : workings_{workings},
        words_{workings.words},
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
        {.label = words_(record.remainder.sign() == 0 ? kLabelWholeUnits : kLabelRoundedDown),
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
      rounded.notes.push_back(words_(kRemainder, {remainder_text()}));
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
    add_part({.label = words_(record.units > 0 ? kLabelLeftOverUnit : kLabelUnitTakenBack),
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
          {.label = words_(kLabelRoundedDown),
           .formula = Expression::rounded(Expression::of_line(exact_), Rounding::kDown, rule_.unit),
           .in_words = in_units(exact_),
           .value = {},
           .notes = {words_(kPotLessThanUnit)}});
    }
  }

  void operator()(const engine::ResidualTaken& record) {
    const Fraction amount = in_currency_of(record.amount);
    const bool to_district = rule_.residual && rule_.residual->to == Residual::To::kDistrict;
    const std::string taker = words_(to_district ? kGivenByFile : kTakenByLargest);
    if (workings_.in_group()) {
      add_part({.label = words_(kLabelRest),
                .formula = constant(amount),
                .in_words = words_(kLeftInGroup),
                .value = {amount},
                .is_change = true,
                .notes = {taker}});
      return;
    }
    const Fraction given = in_currency_of(workings_.result().budget);
    Expression total = workings_.input(words_(kLabelToGiveOut), given, words_(kToAll));
    Expression rounded = workings_.input(words_(kLabelAllRounded), given - amount, "");
    add_part({.label = words_(kLabelRest),
              .formula = difference_of({std::move(total), std::move(rounded)}),
              .value = {amount},
              .is_change = true,
              .notes = {taker}});
  }

  void operator()(const engine::TieBroken& record) {
    std::string text = tie_place(record.about, tie_text(record));
    if (record.about.prior) {
      text = words_(kSheetTieBefore, {text});
    }
    workings_.remark(words_(kLabelTie), {std::move(text)});
  }

 private:
  void add_part(SheetLine line) { parts_.push_back(workings_.add(std::move(line))); }

  [[nodiscard]] Fraction in_money(std::int64_t units) const { return Fraction{units} * rule_.unit; }
  [[nodiscard]] Fraction in_currency_of(Money amount) const {
    return in_currency(amount, workings_.scenario().decimals);
  }

  [[nodiscard]] std::string in_units(std::size_t line) const {
    return words_(kToUnit, {workings_.letter(line), workings_.number(rule_.unit)});
  }

  /// By itself, and within what the bounds leave of it.
  void write_single(Rounding rounding, const engine::Quota& record) {
    const std::string_view in_words = words_.method(method_.name);
    const Fraction alone{record.exact.rounded(rounding)};
    const Fraction units{record.units};
    add_part({.label = in_words.empty() ? words_(kLabelExact) : words_(kLabelRounded, {in_words}),
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
    add_part({.label = words_(kLabelWithinBounds),
              .formula =
                  Expression::of(raised ? Op::kAtLeast : Op::kAtMost, {rounded, std::move(bound)}),
              .value = {value},
              .notes = {words_(kBoundsInUnits)}});
  }

  [[nodiscard]] std::string count_text(std::uint64_t count) const {
    return workings_.number(Fraction{static_cast<std::int64_t>(count)});
  }

  /// Where it was, and what is told of it.
  [[nodiscard]] std::string tie_place(const engine::TieAbout& about, std::string told) const {
    switch (about.of) {
      case engine::TieOf::kKey:
        return words_(kSheetTieInKey, {about.name, told});
      case engine::TieOf::kGroupKey:
        return words_(kSheetTieInKeyOfGroups, {about.name, told});
      case engine::TieOf::kGroups:
        return words_(kSheetTieOfGroups, {about.name, told});
      case engine::TieOf::kDistricts:
      case engine::TieOf::kContributors:
        break;
    }
    return told;
  }

  [[nodiscard]] std::string tie_text(const engine::TieBroken& record) const {
    struct Texts {
      Text tied, chosen, not_chosen;
    };
    const auto texts = [&]() -> Texts {
      switch (record.about.stake) {
        case engine::Stake::kTakenBack:
          return {kSheetTieTakenBack, kLosesIt, kKeepsIt};
        case engine::Stake::kResidual:
          return {kSheetTieForRest, kTakesIt, kDoesNotTakeIt};
        case engine::Stake::kUnits:
          break;
      }
      return {kSheetTieForUnits, kGotOne, kGotNone};
    }();
    const engine::TieOf of = record.about.of;
    const bool of_groups = of == engine::TieOf::kGroups || of == engine::TieOf::kGroupKey;
    return words_(texts.tied,
                  {words_.count(record.tied), words_.count(record.chosen),
                   tie_rule_words(workings_.scenario(), workings_.rules(), record.about, words_),
                   words_(record.is_chosen ? texts.chosen : texts.not_chosen,
                          {of_groups ? words_(kItsGroup) : ""})});
  }

  /// "rank 3 of 44"; in a share in tiers the others are those of the group.
  [[nodiscard]] std::string rank_text(const engine::LeftoverUnit& record) const {
    if (workings_.in_group()) {
      return words_(kRankInGroup, {words_.count(record.rank)});
    }
    const std::vector<bool>& flags = workings_.result().takes_part;
    const auto count = flags.empty()
                           ? workings_.result().budgets.size()
                           : static_cast<std::size_t>(std::count(flags.begin(), flags.end(), true));
    return words_(kRankOf, {words_.count(record.rank), words_.count(count)});
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
      return words_(kUnitsTooMany, {words_.count(record.taken)});
    }
    const TextArgument given = words_.count(record.given);
    return !record.one_each || record.passed_over > record.first_passed_over.size()
               ? words_(kUnitsOneByOne, {given})
               : words_(kUnitsToRanks, {given, ranks_text(record)});
  }

  /// Those that got a unit: "1–3, 5".
  [[nodiscard]] std::string ranks_text(const engine::LeftoverUnit& record) const {
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
    return ranks;
  }

  /// Who has a better rank than some who got a unit.
  [[nodiscard]] std::string passed_over_text(const engine::LeftoverUnit& record) const {
    std::vector<std::string> names;
    for (const engine::PassedOver& each : record.first_passed_over) {
      names.push_back(fmt::format("{} ({})", count_text(each.rank),
                                  workings_.scenario().districts.ids[index_of(each.district)]));
    }
    const std::vector<std::string_view> shown(names.begin(), names.end());
    return words_(kRanksGotNone,
                  {words_.list(shown, record.passed_over), words_.count(record.passed_over)});
  }

  void write_no_unit(const engine::LeftoverUnit& record) {
    if (record.given == 0 || (remainder_.sign() == 0 && !bounded_)) {
      return;
    }
    std::vector<std::string> notes{rank_text(record) + ", " +
                                   (record.passed_over > 0 || !record.one_each
                                        ? unit_words(record)
                                        : words_(kUnits, {words_.count(record.given)}))};
    if (record.rank <= record.last_rank) {
      notes.push_back(reason_for_none());
    } else if (record.passed_over > 0) {
      notes.push_back(passed_over_text(record));
    }
    workings_.remark(words_(kLabelNoUnit), std::move(notes));
  }

  /// Of a district whose turn it was.
  [[nodiscard]] std::string reason_for_none() const {
    const BoundTerm* maximum = workings_.maximum_in_units(workings_.value(parts_.back()));
    if (maximum == nullptr) {
      return words_(kNothingAboveMinimum);
    }
    return words_(maximum->above_claim ? kAboveClaim : maximum->texts->no_more,
                  {workings_.amount(maximum->value)});
  }

  /// What was whole units already is the budget: one line says both.
  [[nodiscard]] bool is_said() const {
    return parts_.size() == 1 && remainder_.sign() == 0 && !bounded_ && !method_.divisor &&
           workings_.is_last(parts_.front());
  }

  void write_budget() {
    if (is_said()) {
      workings_.line(parts_.front()).label = words_(kLabelBudget);
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
    workings_.add(
        {.label = words_(kLabelBudget), .formula = sum_of(std::move(operands)), .value = {sum}});
  }

  Workings& workings_;
  const Words& words_;
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
