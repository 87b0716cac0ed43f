#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "allot/core/diagnostic.hpp"
#include "allot/model/field.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

struct PotState;
struct StepInput;

/// A step in its pot, for checks that need more than its own fields.
struct StepPlace {
  const Scenario& scenario;
  const Pot& pot;
  std::size_t index;  ///< into Pot::steps

  [[nodiscard]] const Step& step() const { return pot.steps[index]; }
};

/// What a step does where that depends on sums over all districts only, so that it can be computed
/// for each district alone: a claim of each who takes part, money taken out, what is left by a key.
struct ChainClaim {
  Fraction each;
  std::optional<KeyId> per = {};
  Fraction rate = {};  ///< for each unit that `per` counts
};
struct ChainSlice {
  Fraction amount, percent;  ///< one of them is 0

  [[nodiscard]] Fraction of(const Fraction& pot, const Fraction& unit) const;
};
struct ChainShare {
  KeyId by;
  bool of_all = false;
  std::optional<FactorRounding> rate = {};  ///< for each unit of the key, rounded
};
/// A part of what a need, times a base, is above a capacity.
struct ChainGap {
  KeyId need;
  std::variant<ColumnId, KeyId> capacity;
  Fraction rate;
  std::optional<Fraction> base = {};  ///< of the file, for a claim; else it gives all that is left
  std::optional<FactorRounding> rounding = {};  ///< of the latter
};
using ChainLink = std::variant<ChainClaim, ChainSlice, ChainShare, ChainGap>;

/// A kind of step: the end of a file of its own, which step_kinds.cpp lists.
/// Adding one touches that file and that row; the loader, FORMAT.md, `help` and the common laws in
/// the tests read the table.
struct StepKind {
  std::string_view name;          ///< as in YAML
  std::string_view german;        ///< the field's word in German law
  std::string_view summary;       ///< one sentence, for FORMAT.md and `help`
  std::span<const Field> fields;  ///< its own: `fields_of` has those of every step as well
  /// What it may hold, a map in one line each: for `help` and FORMAT.md.
  std::string_view examples;
  /// Of these fields exactly one: "by|tiers"; empty: as `fields` say. `check` reports it.
  std::string_view one_of = {};
  /// Claims of flat and rate: adjacent ones form one block, and they make an open pot.
  bool claims = false;
  /// Of a step that makes claims only where this field is a number; empty: as `claims` says.
  std::string_view claims_by = {};
  /// May be in an open pot, where there is nobody to pay for others.
  bool in_open_pot = false;
  /// Gives out money, so that nobody has less by it: what earlier maximums bounded is what a
  /// district had before.
  bool gives = false;
  /// Takes money out, and leaves what districts have as it is.
  bool takes_out = false;
  /// Reads the prior year whatever its arguments.
  bool needs_prior = false;
  /// Whether its arguments make it read the prior year, besides bounds; null: they do not.
  bool (*reads_prior)(const Step& step) = nullptr;
  /// Hands out in proportion to one key, `by`: what divisor methods can round.
  bool proportional = false;
  /// The step as a link of a chain, part-year factors and `where` left out; nothing where it does
  /// more than that. Fast ways ask it. Null: never one.
  std::optional<ChainLink> (*link)(const Step& step) = nullptr;
  /// What the fields alone cannot say, checked when the whole scenario has been loaded; may be
  /// null.
  void (*check)(const StepPlace& place, Problems& problems) = nullptr;
  /// Works on what the steps before it left. Infeasible input is added to `problems`.
  void (*apply)(const StepInput& input, PotState& state, Problems& problems) = nullptr;
};

std::span<const StepKind> step_kinds();

/// The fields that every step has besides those of its kind: FORMAT.md has them once.
std::span<const Field> common_step_fields();
/// Those of the kind, then those of every step.
std::span<const Field> fields_of(const StepKind& kind);
/// Claims are compared with what is left, and may be reduced; in an open pot they make the pot.
bool makes_claims(const Step& step);

/// Of the districts of the step's `where`, which the caller heeds.
std::optional<ChainLink> chain_link(const Step& step);

/// What reports call a step: the field of every step that may stand beside its name, too.
inline constexpr std::string_view kLabelOfStep = "label";
/// For whom a step is: a field of every step.
inline constexpr std::string_view kWhere = "where";
/// Of steps that may be done for each value of a column by itself.
inline constexpr Field kWithin{.name = "within",
                               .type = FieldType::kWithin,
                               .summary =
                                   "the step is done for each value of this column by "
                                   "itself, and each closes on its own sum"};

/// The field of every step by which it is rounded by itself.
inline constexpr Field kRoundOfStep{
    .name = "round",
    .type = FieldType::kRound,
    .summary =
        "what each district has after the step is rounded by itself; of a step that "
        "claims, what each claims"};

/// The key of the only step of a pot, if that is a share by a key and says nothing else.
const KeyId* only_key(const Pot& pot);

/// Whether a step cannot do without a prior year: by its kind, its arguments, or a bound.
bool reads_prior(const Step& step);

/// The floor of a step as a bound; nothing where it has none, or a part of a loss.
std::optional<Bound> floor_of(const Step& step);

}  // namespace allot::engine
