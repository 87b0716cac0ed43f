// From the exact amount to the budget: whole units, who got those that were left over, what the
// district took of the rest.

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "allot/engine/rounding.hpp"
#include "report/explain/workings.hpp"
#include "report/rounding_notes.hpp"

namespace allot::report::explain {
namespace {

/// How a method rounds an amount by itself.
struct SingleRounding {
  std::string_view method;
  Rounding rounding;
  std::string_view label;
};

constexpr SingleRounding kSingleRoundings[] = {
    {"half_up", Rounding::kHalfUp, "rounded half up"},
    {"half_even", Rounding::kHalfEven, "rounded half to even"},
    {"down", Rounding::kDown, "rounded down"},
    {"up", Rounding::kUp, "rounded up"},
    {"exact", Rounding::kExact, "exact"},
};

/// What the weight is divided by for the unit of that number, from 1. Of Hill the squares, so that
/// no root is needed; 0 for a unit that every weight gets.
Fraction divisor_of(std::string_view method, std::int64_t number) {
  const Fraction n{number};
  if (method == "adams") {
    return n - Fraction{1};
  }
  if (method == "dean") {
    return Fraction{2} * n * (n - Fraction{1}) / (Fraction{2} * n - Fraction{1});
  }
  if (method == "huntington_hill") {
    return n * (n - Fraction{1});
  }
  return method == "dhondt" ? n : n - Fraction{BigInt{1}, BigInt{2}};
}

class RoundingLines {
 public:
  explicit RoundingLines(Workings& workings)
      : workings_{workings},
        rule_{workings.rules().rounding},
        method_{engine::rounding_methods()[rule_.method]},
        exact_{workings.so_far()} {}

  void write(const std::vector<engine::Record>& records) {
    for (const engine::Record& record : records) {
      std::visit(*this, record);
    }
    write_budget();
  }

  void operator()(const engine::Quota& record) {
    const SingleRounding* single = single_rounding();
    remainder_ = record.remainder;
    if (single != nullptr) {
      write_single(*single, record);
      return;
    }
    add_part(
        {.label = record.remainder.sign() == 0 ? "whole units" : "rounded down",
         .formula = Expression::rounded(Expression::of_line(exact_), Rounding::kDown, rule_.unit),
         .in_words = in_units(exact_),
         .value = {in_money(record.units)}});
  }

  void operator()(const engine::KeptInUnits& record) {
    Expression formula = Expression::of_line(parts_.back());
    std::vector<std::string> notes{"the bounds hold in whole units, too"};
    if (record.maximum) {
      formula =
          Expression::of(Op::kAtMost, {std::move(formula), constant(in_money(*record.maximum))});
    }
    if (record.minimum) {
      formula =
          Expression::of(Op::kAtLeast, {std::move(formula), constant(in_money(*record.minimum))});
    }
    parts_.pop_back();
    if (workings_.value(exact_).sign() == 0) {
      formula = constant(in_money(record.start));
      notes = {"nothing is due above the minimum"};
    }
    bounded_ = true;
    add_part({.label = "within the bounds",
              .formula = std::move(formula),
              .value = {in_money(record.start)},
              .notes = std::move(notes)});
  }

  void operator()(const engine::LeftoverUnit& record) {
    SheetLine& rounded = workings_.line(parts_.back());
    if (remainder_.sign() != 0 && !bounded_) {
      rounded.notes.push_back("remainder " + remainder_text());
    }
    if (record.given > 0 && (remainder_.sign() != 0 || record.units != 0)) {
      rounded.notes.push_back(fmt::format("rank {} {}", record.rank, among()));
    }
    if (record.units == 0) {
      write_no_unit(record);
      return;
    }
    add_part({.label = record.units > 0 ? "left-over unit" : "unit taken back",
              .formula = constant(in_money(record.units)),
              .in_words = unit_words(record),
              .value = {in_money(record.units)},
              .is_change = true});
  }

  void operator()(const engine::DivisorUnits& record) {
    std::vector<std::string> notes;
    if (record.units > 0) {
      notes.push_back(quotient_words("its last unit has", record, record.units));
    }
    notes.push_back(quotient_words("one more would have", record, record.units + 1));
    const std::size_t units =
        workings_.add({.label = "units",
                       .formula = constant(Fraction{record.units}, Form::kNumber),
                       .in_words = std::string{method_.in_words},
                       .value = {.value = Fraction{record.units}, .form = Form::kNumber},
                       .notes = std::move(notes)});
    if (rule_.unit == Fraction{1}) {
      parts_.push_back(units);
      return;
    }
    add_part(
        {.label = "in units of " + workings_.number(rule_.unit),
         .formula = product_of({Expression::of_line(units), constant(rule_.unit, Form::kNumber)}),
         .value = {in_money(record.units)}});
  }

  void operator()(const engine::ResidualTaken& record) {
    const Fraction amount{BigInt{record.amount.minor()},
                          BigInt::power_of_ten(workings_.scenario().decimals)};
    add_part({.label = "the rest",
              .formula = constant(amount),
              .in_words = amount.sign() < 0 ? "what rounding gave too much" : "what rounding left",
              .value = {amount},
              .is_change = true,
              .notes = {rule_.residual && rule_.residual->to == Residual::To::kDistrict
                            ? "the file gives it to this district"
                            : "the largest amount takes it"}});
  }

  void operator()(const engine::TieBroken& record) {
    workings_.remark(
        "tie", {fmt::format("{} had equal claims on {}, decided {}: {}", record.tied,
                            record.given == 1 ? "1 unit" : fmt::format("{} units", record.given),
                            tie_rule_words(workings_.scenario(), rule_.ties),
                            record.got_unit ? "this district got one" : "this district got none")});
  }

  // What comes before rounding is written down elsewhere.
  void operator()(const engine::Shared& /*record*/) const {}
  void operator()(const engine::GroupShared& /*record*/) const {}
  void operator()(const engine::FlatGranted& /*record*/) const {}
  void operator()(const engine::RateGranted& /*record*/) const {}
  void operator()(const engine::Reduced& /*record*/) const {}
  void operator()(const engine::Bounded& /*record*/) const {}
  void operator()(const engine::FloorKept& /*record*/) const {}
  void operator()(const engine::Blended& /*record*/) const {}
  void operator()(const engine::TopSliced& /*record*/) const {}

 private:
  void add_part(SheetLine line) { parts_.push_back(workings_.add(std::move(line))); }

  [[nodiscard]] Fraction in_money(std::int64_t units) const { return Fraction{units} * rule_.unit; }

  [[nodiscard]] std::string in_units(std::size_t line) const {
    return fmt::format("{} to {}", workings_.letter(line), workings_.number(rule_.unit));
  }

  [[nodiscard]] const SingleRounding* single_rounding() const {
    const auto* found =
        std::find_if(std::begin(kSingleRoundings), std::end(kSingleRoundings),
                     [&](const SingleRounding& single) { return single.method == method_.name; });
    return found == std::end(kSingleRoundings) ? nullptr : found;
  }

  /// By itself, and within what the bounds leave of it.
  void write_single(const SingleRounding& single, const engine::Quota& record) {
    const Fraction alone{record.exact.rounded(single.rounding)};
    const Fraction units{record.units};
    add_part(
        {.label = std::string{single.label},
         .formula = Expression::rounded(Expression::of_line(exact_), single.rounding, rule_.unit),
         .in_words = in_units(exact_),
         .value = {alone * rule_.unit}});
    if (alone == units) {
      return;
    }
    const Expression before = Expression::of_line(parts_.back());
    parts_.pop_back();
    add_part({.label = "within the bounds",
              .formula = Expression::of(alone < units ? Op::kAtLeast : Op::kAtMost,
                                        {before, constant(in_money(record.units))}),
              .value = {in_money(record.units)},
              .notes = {"the bounds hold in whole units, too"}});
  }

  /// "of 44"; in a share in tiers the others are those of the group.
  [[nodiscard]] std::string among() const {
    if (workings_.in_group()) {
      return "in its group";
    }
    const std::vector<bool>& flags = workings_.result().takes_part;
    const auto count = flags.empty()
                           ? static_cast<std::ptrdiff_t>(workings_.result().budgets.size())
                           : std::count(flags.begin(), flags.end(), true);
    return fmt::format("of {}", count);
  }

  /// In full where it is short.
  [[nodiscard]] std::string remainder_text() const {
    constexpr std::size_t kShort = 20;
    const std::string text = remainder_.to_string();
    return text.size() <= kShort ? text : workings_.number(remainder_);
  }

  static std::string unit_words(const engine::LeftoverUnit& record) {
    const std::string units = record.given == 1 ? "1 unit" : fmt::format("{} units", record.given);
    if (record.units < 0) {
      return "the bounds need more than there is";
    }
    if (record.rank > record.given) {
      return units + ", by rank, below the maximums";
    }
    return record.given == 1 ? "1 unit to rank 1"
                             : fmt::format("{} to ranks 1–{}", units, record.given);
  }

  void write_no_unit(const engine::LeftoverUnit& record) {
    if (record.given == 0 || (remainder_.sign() == 0 && !bounded_)) {
      return;
    }
    workings_.remark(
        "no left-over unit",
        {fmt::format("rank {} {}, {}", record.rank, among(),
                     record.given == 1 ? "1 unit" : fmt::format("{} units", record.given))});
  }

  /// "its last unit has 281 / 8.5 = 33.058823…".
  [[nodiscard]] std::string quotient_words(std::string_view beginning,
                                           const engine::DivisorUnits& record,
                                           std::int64_t number) const {
    const Fraction divisor = divisor_of(method_.name, number);
    if (divisor.sign() == 0) {
      return "every weight above 0 has its first unit";
    }
    const bool squares = method_.name == "huntington_hill";
    const Fraction weight = squares ? record.weight * record.weight : record.weight;
    return fmt::format("{} the quotient {}{} / {} = {}{}", beginning,
                       workings_.number(record.weight), squares ? "²" : "",
                       workings_.number(divisor), workings_.number(weight / divisor),
                       squares ? " (squares)" : "");
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

void write_down_rounding(const std::vector<engine::Record>& records, Workings& workings) {
  RoundingLines{workings}.write(records);
}

}  // namespace allot::report::explain
