// From the exact amount to the budget: whole units, who got those that were left over, what the
// district took of the rest.

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"
#include "report/notes/head.hpp"
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
    } else {
      add_rounded(words_(record.remainder.sign() == 0 ? kLabelWholeUnits : kLabelRoundedDown),
                  Rounding::kDown, {.is = in_money(record.units)});
    }
  }

  void operator()(const engine::KeptInUnits& record) {
    bounded_ = true;
    keep_within_bounds(in_money(record.start));
    remainder_ = workings_.value(exact_) / rule_.unit - Fraction{record.start};
  }

  void operator()(const engine::LeftoverUnit& record) {
    SheetLine& rounded = workings_.line(parts_.back());
    if (remainder_.sign() != 0 && !record.by_amount) {
      rounded.notes.push_back(words_(kRemainder, {remainder_text()}));
    }
    const bool anybody = record.given > 0 || record.taken > 0;
    if (anybody && (record.by_amount || remainder_.sign() != 0 || record.units != 0)) {
      rounded.notes.push_back(rank_text(record));
    }
    if (record.units == 0) {
      write_no_unit(record);
      return;
    }
    std::vector<std::string> notes;
    if ((record.units > 0 || record.by_amount) && record.passed_over > 0) {
      notes.push_back(passed_over_text(record));
    }
    add_part(words_(record.units > 0 ? kLabelLeftOverUnit : kLabelUnitTakenBack),
             constant(in_money(record.units)),
             {.notes = std::move(notes), .in_words = unit_words(record), .is_change = true});
  }

  void operator()(const engine::DivisorUnits& record) {
    if (workings_.result().budget != Money{}) {
      parts_ = divisor_lines(record, workings_);
    } else if (workings_.value(exact_).sign() != 0) {
      add_rounded(words_(kLabelRoundedDown), Rounding::kDown,
                  {.is = Fraction{}, .notes = {words_(kPotLessThanUnit)}});
    }
  }

  void operator()(const engine::MovedByFloors& record) {
    const bool more = record.units > 0;
    const Fraction amount = in_money(more ? record.units : -record.units);
    workings_.remark(words_(kLabelMovedByFloors),
                     {words_(more ? kMoreByFloors : kLessByFloors, {workings_.amount(amount)})});
  }

  void operator()(const engine::ResidualTaken& record) {
    const Fraction amount = workings_.money(record.amount);
    const bool to_district = rule_.residual && rule_.residual->to == Residual::To::kDistrict;
    Beside beside{.is = amount,
                  .notes = {words_(to_district ? kGivenByFile : kTakenByLargest)},
                  .is_change = true};
    Expression formula = constant(amount);
    if (workings_.in_group()) {
      beside.in_words = words_(kLeftInGroup);
    } else {
      const Fraction given = workings_.money(workings_.result().budget);
      formula = workings_.input(words_(kLabelToGiveOut), given, words_(kToAll));
      formula = formula - workings_.input(words_(kLabelAllRounded), given - amount);
    }
    add_part(words_(kLabelRest), std::move(formula), std::move(beside));
  }

  void operator()(const engine::TieBroken& record) {
    std::string text = tie_place(record.about, tie_text(record));
    if (record.about.prior) {
      text = words_(kSheetTieBefore, {text});
    }
    workings_.remark(words_(kLabelTie), {std::move(text)});
  }

 private:
  void add_part(std::string label, Expression formula, Beside beside) {
    parts_.push_back(workings_.add(std::move(label), std::move(formula), std::move(beside)));
  }

  void add_rounded(std::string label, Rounding rounding, Beside beside) {
    beside.in_words = words_(kToUnit, {workings_.letter(exact_), workings_.number(rule_.unit)});
    add_part(std::move(label), Expression::rounded(exact_, rounding, rule_.unit),
             std::move(beside));
  }

  [[nodiscard]] std::string number(std::uint64_t rank) const {
    return workings_.number(Fraction{static_cast<std::int64_t>(rank)});
  }
  [[nodiscard]] Fraction in_money(std::int64_t units) const { return Fraction{units} * rule_.unit; }

  /// By itself, and within what the bounds leave of it.
  void write_single(Rounding rounding, const engine::Quota& record) {
    const std::string_view in_words = words_.method(method_.name);
    add_rounded(in_words.empty() ? words_(kLabelExact) : words_(kLabelRounded, {in_words}),
                rounding, {});
    if (workings_.value(parts_.back()) != in_money(record.units)) {
      keep_within_bounds(in_money(record.units));
    }
  }

  /// The bounds hold in whole units, too: what was rounded becomes `value`.
  void keep_within_bounds(const Fraction& value) {
    const Expression rounded = std::move(parts_.back());
    parts_.pop_back();
    const bool raised = workings_.value(rounded) < value;
    add_part(words_(kLabelWithinBounds),
             Expression::of(raised ? Op::kAtLeast : Op::kAtMost,
                            {rounded, workings_.bound_in_units(raised, value, rule_.unit)}),
             {.is = value, .notes = {words_(kBoundsInUnits)}});
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
        case engine::Stake::kGivenBack:
          return {kSheetTieGivesBack, kLosesIt, kKeepsIt};
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
      return words_(record.by_amount ? kRankOfAmountInGroup : kRankInGroup,
                    {words_.count(record.rank)});
    }
    const engine::PotResult& result = workings_.result();
    return words_(record.by_amount ? kRankOfAmount : kRankOf,
                  {words_.count(record.rank),
                   words_.count(participants(result.takes_part, result.budgets.size()))});
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
    const bool long_list = record.passed_over > record.first_passed_over.size();
    if (record.by_amount && (record.taken > 0 || long_list)) {
      return long_list ? words_(record.taken > 0 ? kUnitsBackOneEach : kUnitsOneEachTo,
                                {words_.count(record.taken + record.given)})
                       : words_(kUnitsFromRanks, {words_.count(record.taken), ranks_text(record)});
    }
    if (record.units < 0) {
      return words_(kUnitsTooMany, {words_.count(record.taken)});
    }
    const TextArgument given = words_.count(record.given);
    return !record.one_each || long_list ? words_(kUnitsOneByOne, {given})
                                         : words_(kUnitsToRanks, {given, ranks_text(record)});
  }

  /// Those that got a unit: "1–3, 5".
  [[nodiscard]] std::string ranks_text(const engine::LeftoverUnit& record) const {
    std::string ranks;
    std::uint64_t next = 1;
    const auto add = [&](std::uint64_t end) {  // those before `end`
      if (next < end) {
        add_item(ranks, number(next) + (next + 1 < end ? "–" + number(end - 1) : ""));
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
      names.push_back(fmt::format("{} ({})", number(each.rank),
                                  workings_.scenario().districts.ids[index_of(each.district)]));
    }
    const std::vector<std::string_view> shown(names.begin(), names.end());
    return words_(record.taken > 0 ? kRanksGaveNone : kRanksGotNone,
                  {words_.list(shown, record.passed_over), words_.count(record.passed_over)});
  }

  void write_no_unit(const engine::LeftoverUnit& record) {
    const bool none_due = record.by_amount ? workings_.value(exact_).sign() == 0
                                           : remainder_.sign() == 0 && !bounded_;
    if (record.given == 0 || none_due) {
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
    const BoundTerm* maximum =
        workings_.kept_in_units(false, workings_.value(parts_.back()), rule_.unit);
    return maximum == nullptr ? words_(kNothingAboveMinimum)
                              : words_(maximum->kind->no_more, {workings_.amount(maximum->value)});
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
    if (parts_.empty()) {
      parts_.push_back(exact_);  // no units are given to anybody
    }
    workings_.add(words_(kLabelBudget), sum_of(parts_));
  }

  Workings& workings_;
  const Words& words_;
  const RoundingRule& rule_;
  const engine::RoundingMethod& method_;
  Expression exact_;
  std::vector<Expression> parts_;  ///< lines that add up to the budget
  Fraction remainder_;
  bool bounded_ = false;
};

}  // namespace

void write_down_rounding(const std::vector<engine::RoundingRecord>& records, Workings& workings) {
  RoundingLines{workings}.write(records);
}

}  // namespace allot::report::explain
