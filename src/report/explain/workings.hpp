#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "allot/engine/facts/record.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/report/sheet.hpp"
#include "report/explain/formula.hpp"
#include "report/words/words.hpp"

namespace allot::report::explain {

/// A kind of bound, and what it is called.
struct BoundKind {
  bool is_minimum;            ///< else a maximum
  Text label;                 ///< "floor"
  Text held = Text::kEnd;     ///< "held at the floor"; of all but smallest amounts
  Text not_met = Text::kEnd;  ///< "no floor paid"; of all but claims
  Text no_more = Text::kEnd;  ///< "the ceiling 20.00 allows no more"; of maximums
};

/// A bound of the district, which keeps it while its amount is rounded, too.
struct BoundTerm {
  const BoundKind* kind;
  Fraction value;
  std::optional<Expression> formula = {};  ///< in a line of its own; none: an amount of the file
  std::string words = {};                  ///< "95 % of 2024"
  Origin origin = {};
};

/// What a line says beside its formula.
struct Beside {
  Form form = Form::kAmount;
  std::optional<Fraction> is = {};  ///< what the record has for it
  std::vector<std::string> notes = {};
  Origin origin = {};
  std::string in_words = {};
  bool is_change = false;
};

/// The sheet of one pot while its records are read, one after the other. A line that is there is an
/// operand of those that follow.
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

  Expression add(std::string label, Expression formula, Beside beside = {});
  /// The line before that says the same, if there is one.
  Expression add_once(std::string label, Expression formula, Beside beside = {});
  /// A given number: a sum over districts.
  Expression input(std::string label, const Fraction& given, std::string note = {});
  /// A sum over all whom the step at hand is for.
  Expression sum_of_all(const Fraction& given);
  /// What the district's group had before its share.
  Expression given_before(const Fraction& given);
  void remark(std::string label, std::vector<std::string> notes);
  SheetLine& line(const Expression& line) { return lines_[line.line]; }
  [[nodiscard]] bool is_last(const Expression& line) const {
    return line.line + 1 == lines_.size();
  }
  [[nodiscard]] Fraction value(const Expression& of) const { return evaluated(of, lines_); }
  [[nodiscard]] std::string letter(const Expression& line) const {
    return letter_of(lines_, line.line);
  }
  [[nodiscard]] std::vector<SheetLine> take() { return std::move(lines_); }

  // What the district has so far.

  /// 0 where no step gave it anything yet.
  Expression so_far();
  [[nodiscard]] bool has_amount() const { return so_far_ || !claims_.empty(); }
  void set_so_far(Expression line) { so_far_ = std::move(line); }
  /// A line for an amount that a step gives, and one for the sum where there was something before.
  void give(Expression line);
  /// A claim of a flat or rate step: adjacent ones are one block.
  void claim(Expression line) { claims_.push_back(std::move(line)); }
  /// The last claim of the block, which is rounded by itself.
  [[nodiscard]] const Expression& last_claim() const { return claims_.back(); }
  void replace_last_claim(Expression line) { claims_.back() = std::move(line); }
  /// The claims of the block in one line, which the caller gives; none are left.
  Expression take_claims();
  /// The block has ended: what was claimed is given.
  void settle_claims();

  // What keeps the district.

  /// In the line that says it, or the number where the file has it.
  Expression bound(const BoundTerm& term);
  /// Holds in whole units, too, until a step gives something.
  void keep(BoundTerm term) { kept_.push_back(std::move(term)); }
  void drop_bounds() { kept_.clear(); }
  /// The bound that is `value` in whole units, rounded to them; the number where there is none, or
  /// a later step has undone it.
  Expression bound_in_units(bool is_minimum, const Fraction& value, const Fraction& unit);
  /// The same bound as it is; null: there is none.
  [[nodiscard]] const BoundTerm* kept_in_units(bool is_minimum, const Fraction& value,
                                               const Fraction& unit) const;
  /// The line of a bound of the step at hand that is made of more than one number.
  void set_made(bool is_minimum, Expression line) { made_[is_minimum ? 0 : 1] = std::move(line); }
  [[nodiscard]] const std::optional<Expression>& made(bool is_minimum) const {
    return made_[is_minimum ? 0 : 1];
  }

  // What is in the pot.

  /// Its amount, in a line of its own.
  Expression pot_line();
  /// What the steps so far left in the pot.
  Expression left(const Fraction& value);
  void take_out(Expression line) { taken_out_.push_back(std::move(line)); }
  /// From now on there is only the total of the district's group.
  void set_group(Expression line) {
    group_ = std::move(line);
    ++tier_;
  }
  /// How many tiers of a share have been written down.
  [[nodiscard]] std::size_t tier() const { return tier_; }
  [[nodiscard]] bool in_group() const { return tier_ > 0; }
  /// Notes on the amount of the pot where it stands in a formula.
  [[nodiscard]] std::vector<std::string> pot_notes(const Expression& left) const;

  // What divisor methods round.

  void set_weight(Expression weight) { weight_ = std::move(weight); }
  [[nodiscard]] const Expression& weight() const { return weight_; }

  // Steps.

  /// What comes now is a record of the step of that index.
  void begin(std::size_t step) {
    if (step != step_) {
      made_ = {};
    }
    step_ = step;
  }
  [[nodiscard]] const Step& step() const { return rules().steps[step_]; }
  /// What the file calls the step, and for whom it is.
  [[nodiscard]] std::vector<std::string> step_notes() const;
  /// For whom it is alone; empty: for all.
  [[nodiscard]] std::vector<std::string> scope_notes() const;
  /// For whom a step is that is not for all.
  [[nodiscard]] std::string whom() const;
  /// What the step did to all, where it did something.
  template <class Effect>
  [[nodiscard]] const Effect* effect() const {
    for (const engine::Effect& effect : result().effects) {
      const auto* what = std::get_if<Effect>(&effect.what);
      if (what != nullptr && effect.step == step_ && concerns(effect)) {
        return what;
      }
    }
    return nullptr;
  }

  // Words and numbers.

  [[nodiscard]] Fraction money(Money amount) const {
    return in_currency(amount, scenario().decimals);
  }
  [[nodiscard]] std::string amount(const Fraction& value) const;
  [[nodiscard]] std::string number(const Fraction& value) const;
  [[nodiscard]] TextArgument districts(std::size_t count) const {
    return words.districts(scenario().districts, count);
  }
  /// Empty where the file has no label for the prior year.
  [[nodiscard]] std::string prior_label() const { return prior_year(scenario(), rules()); }
  [[nodiscard]] std::string share_of_prior(const Fraction& share) const;
  [[nodiscard]] Origin origin(const Provenance& provenance) const;
  [[nodiscard]] Origin prior_origin() const;

 private:
  /// What a step did within another value of a column is of other districts.
  [[nodiscard]] bool concerns(const engine::Effect& effect) const {
    return !effect.group ||
           *effect.group == step().get<Within>(engine::kWithin.name)->by->group_of[district];
  }
  /// Where its amount comes from, if it is no number of the file.
  [[nodiscard]] std::string pot_words() const;

  std::vector<SheetLine> lines_;
  std::optional<Expression> so_far_;
  std::vector<Expression> claims_, taken_out_;
  std::vector<BoundTerm> kept_;
  std::array<std::optional<Expression>, 2> made_ = {};  ///< of the minimum, of the maximum
  Expression group_, weight_;
  std::size_t step_ = 0;
  std::size_t tier_ = 0;
};

// One for each kind of record; files are by what they are about.

void write_down(const engine::Shared& record, Workings& workings);
void write_down(const engine::SharedByRate& record, Workings& workings);
void write_down(const engine::GroupShared& record, Workings& workings);
void write_down(const engine::Equalised& record, Workings& workings);
void write_down(const engine::FlatGranted& record, Workings& workings);
void write_down(const engine::RateGranted& record, Workings& workings);
void write_down(const engine::Reduced& record, Workings& workings);
void write_down(const engine::TopSliced& record, Workings& workings);
void write_down(const engine::ForOthers& record, Workings& workings);

void write_down(const engine::BoundChosen& record, Workings& workings);
void write_down(const engine::LossFloor& record, Workings& workings);
void write_down(const engine::Bounded& record, Workings& workings);
void write_down(const engine::FloorKept& record, Workings& workings);
void write_down(const engine::DropChecked& record, Workings& workings);
void write_down(const engine::Blended& record, Workings& workings);
void write_down(const engine::RoundedByStep& record, Workings& workings);
void write_down(const engine::BeyondBound& record, Workings& workings);

/// The line of a key: `weight` over `whole`, and before it what the key is made of.
Expression key_line(KeyId id, const Fraction& weight, const Fraction& whole, Workings& workings);
/// What is counted for the district: the number of a column, with what is said of it, or the line
/// of a key and before it what that is made of.
struct CountLine {
  Expression count;
  std::vector<std::string> notes = {};
  Origin origin = {};
};
CountLine count_line(KeyId id, Workings& workings);
/// What a column counts.
Origin origin_of(const Scenario& scenario, const Provenance& provenance);
std::vector<std::string> column_notes(const Column& column, const Words& words);
/// The part of the period in which the district takes part, by the rule of the step at hand.
Expression part_line(const Fraction& factor, Workings& workings);
/// The floor of the step at hand.
BoundTerm floor_term(const Fraction& floor, Workings& workings);
/// The prior year, in a line of its own.
Expression prior_line(const Fraction& prior, Workings& workings);

/// What rounding made of the last line.
void write_down_rounding(const std::vector<engine::RoundingRecord>& records, Workings& workings);
/// The lines of a divisor method; those that add up to the budget are the last `parts`.
std::vector<Expression> divisor_lines(const engine::DivisorUnits& record, Workings& workings);

// The parts of the sheet.

/// One pot's part of the sheet.
PotSheet pot_sheet(const RunView& view, const engine::Recorder& recorder, std::size_t pot,
                   DistrictId district, const Words& words);

/// What the budget is against the prior year, and why. Nothing without a prior year.
std::optional<ShiftSheet> shift_sheet(const RunView& view, DistrictId district, const Words& words);

}  // namespace allot::report::explain
