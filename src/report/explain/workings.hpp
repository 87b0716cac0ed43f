#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "allot/engine/facts/record.hpp"
#include "allot/report/sheet.hpp"
#include "report/explain/formula.hpp"
#include "report/words/words.hpp"

namespace allot::report::explain {

Expression sum_of(std::vector<Expression> operands);
Expression difference_of(std::vector<Expression> operands);
Expression product_of(std::vector<Expression> operands);
Expression quotient_of(Expression dividend, Expression divisor);
Expression constant(const Fraction& value, Form form = Form::kAmount);

/// What a bound of one kind is called.
struct BoundTexts {
  Text label;                 ///< "floor"
  Text held;                  ///< "held at the floor"
  Text not_met = Text::kEnd;  ///< "no floor paid"; of all but claims
  Text no_more = Text::kEnd;  ///< "the ceiling 20.00 allows no more"; of maximums
};

extern const BoundTexts kMinimumTexts, kFloorTexts, kMaximumTexts, kCeilingTexts, kClaimTexts;

/// A bound of the district, which keeps it while its amount is rounded, too.
struct BoundTerm {
  const BoundTexts* texts;
  Fraction value;
  std::vector<Expression> factors = {};  ///< whose product it is; none: an amount of the file
  std::string words = {};                ///< "95 % of 2024"
  Origin origin = {};
  std::optional<std::size_t> line = {};  ///< where it has been written down
  bool above_claim = false;              ///< what reallocation found: no bound of the file
};

/// The sheet of one pot while its records are read, one after the other.
class Workings {
 public:
  Workings(const RunView& view, std::size_t pot, DistrictId district, const Words& words);

  const RunView& view;
  const std::size_t pot;
  const std::size_t district;
  const Words& words;
  const NumberFormat& numbers;

  [[nodiscard]] const Scenario& scenario() const { return view.scenario; }
  [[nodiscard]] const Pot& rules() const { return view.scenario.pots[pot]; }
  [[nodiscard]] const engine::PotResult& result() const { return view.result.pots[pot]; }

  /// The line must be what its formula says.
  std::size_t add(SheetLine line);
  void remark(std::string label, std::vector<std::string> notes);
  SheetLine& line(std::size_t index) { return lines_[index]; }
  [[nodiscard]] const std::vector<SheetLine>& lines() const { return lines_; }
  /// A given number, which no line before says, in a line of its own: a sum over districts.
  Expression input(std::string label, const Fraction& given, const std::string& note);
  /// A line before that says the same.
  [[nodiscard]] std::optional<std::size_t> find(const SheetLine& line) const;
  [[nodiscard]] bool is_last(std::size_t index) const { return index + 1 == lines_.size(); }
  [[nodiscard]] const Fraction& value(std::size_t index) const { return lines_[index].value.value; }
  [[nodiscard]] std::string letter(std::size_t index) const { return letter_of(lines_, index); }
  [[nodiscard]] std::vector<SheetLine> take() { return std::move(lines_); }

  // What the district has so far.

  /// The line that says it; 0 where no step gave it anything yet.
  std::size_t so_far();
  [[nodiscard]] bool has_amount() const { return so_far_ || !claims_.empty(); }
  void set_so_far(std::size_t index) { so_far_ = index; }
  /// A line for an amount that a step gives, and one for the sum where there was something before.
  void give(std::size_t index);
  /// A claim of a flat or rate step: adjacent ones are one block.
  void claim(std::size_t index) { claims_.push_back(index); }
  /// The claims of the block in one line, which the caller gives; none are left.
  std::size_t take_claims();
  /// The block has ended: what was claimed is given.
  void settle_claims();

  // What keeps the district.

  enum class Bounds : std::uint8_t { kMinimum, kMaximum };

  /// In the line that says it, or the number where the file has it.
  Expression bound(BoundTerm& term);
  /// Holds in whole units, too, until a step gives something.
  void keep(Bounds side, BoundTerm term);
  void drop_bounds() { kept_.clear(); }
  /// What a later step has undone does not hold.
  [[nodiscard]] bool holds(Bounds side, const BoundTerm& term) const;
  /// The bound that is `value` in whole units, rounded to them.
  Expression bound_in_units(Bounds side, const Fraction& value);
  /// The maximum that is `value` in whole units; null: there is none.
  [[nodiscard]] const BoundTerm* maximum_in_units(const Fraction& value) const;

  // What is in the pot.

  /// Its amount, in a line of its own.
  std::size_t pot_line();
  /// What the steps so far left in the pot.
  Expression left(const Fraction& value);
  void take_out(std::size_t index) { taken_out_.push_back(index); }
  /// From now on there is only the total of the district's group.
  void set_group(std::size_t index) {
    group_ = index;
    ++tier_;
  }
  /// How many tiers of a share have been written down.
  [[nodiscard]] std::size_t tier() const { return tier_; }
  [[nodiscard]] bool in_group() const { return group_.has_value(); }
  /// Notes on the amount of the pot where it stands in a formula.
  [[nodiscard]] std::vector<std::string> pot_notes(const Expression& left) const;

  // What divisor methods round.

  void set_weight(Expression weight) { weight_ = std::move(weight); }
  [[nodiscard]] const Expression& weight() const { return weight_; }

  // Steps.

  /// What comes now is a record of the step of that index.
  void begin(std::size_t step) { step_ = step; }
  [[nodiscard]] const Step& step() const { return rules().steps[step_]; }
  /// What the step did to all, where it did something.
  template <class Effect>
  [[nodiscard]] const Effect* effect() const {
    for (const engine::Effect& effect : result().effects) {
      const auto* what = std::get_if<Effect>(&effect.what);
      if (what != nullptr && effect.step == step_) {
        return what;
      }
    }
    return nullptr;
  }

  // Words.

  /// Where its amount comes from, if it is no number of the file.
  [[nodiscard]] std::string pot_words() const;
  [[nodiscard]] std::string amount(const Fraction& value) const;
  [[nodiscard]] std::string number(const Fraction& value) const;
  /// Empty where the file has no label for the prior year.
  [[nodiscard]] std::string prior_label() const;
  [[nodiscard]] TextArgument districts(std::size_t count) const {
    return words.districts(scenario().districts, count);
  }
  [[nodiscard]] std::string share_of_prior(const Fraction& share) const;
  [[nodiscard]] Origin origin(const Provenance& provenance) const;
  [[nodiscard]] Origin prior_origin() const;

 private:
  std::vector<SheetLine> lines_;
  std::optional<std::size_t> so_far_, group_, pot_line_;
  std::vector<std::size_t> claims_, taken_out_;
  std::vector<std::pair<Bounds, BoundTerm>> kept_;
  Expression weight_;
  std::size_t step_ = 0;
  std::size_t tier_ = 0;
};

// One for each kind of record; files are by what they are about.

void write_down(const engine::Shared& record, Workings& workings);
void write_down(const engine::GroupShared& record, Workings& workings);
void write_down(const engine::FlatGranted& record, Workings& workings);
void write_down(const engine::RateGranted& record, Workings& workings);
void write_down(const engine::Reduced& record, Workings& workings);
void write_down(const engine::TopSliced& record, Workings& workings);

void write_down(const engine::Bounded& record, Workings& workings);
void write_down(const engine::FloorKept& record, Workings& workings);
void write_down(const engine::Blended& record, Workings& workings);

/// The line of a key: `weight` over `whole`, and before it what the key is made of.
std::size_t key_line(KeyId id, const Fraction& weight, const Fraction& whole, Workings& workings);
/// The part of the period in which the district takes part, by the rule of the step at hand.
std::size_t part_line(const Fraction& factor, Workings& workings);
/// The prior year, in a line of its own.
std::size_t prior_line(const Fraction& prior, Workings& workings);

/// What rounding made of the last line.
void write_down_rounding(const std::vector<engine::RoundingRecord>& records, Workings& workings);
/// The lines of a divisor method; those that add up to the budget are the last `parts`.
std::vector<std::size_t> divisor_lines(const engine::DivisorUnits& record, Workings& workings);

// The parts of the sheet.

/// One pot's part of the sheet.
PotSheet pot_sheet(const RunView& view, const engine::Recorder& recorder, std::size_t pot,
                   DistrictId district, const Words& words);

/// What the budget is against the prior year, and why. Nothing without a prior year.
std::optional<ShiftSheet> shift_sheet(const RunView& view, DistrictId district, const Words& words);

}  // namespace allot::report::explain
