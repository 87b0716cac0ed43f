// Equalisation (Schlüsselzuweisung): x_i = r * max(0, g * n_i - c_i), n the need, c what a district
// has of its own, and g the base amount (Grundbetrag) that gives out all of what is left: with
// R / r + sum of c in place of the sum that fills up, g * n_i is water filling above the floors
// c_i. Without a need nobody receives, whatever its capacity.

#include <fmt/core.h>

#include <array>
#include <utility>
#include <variant>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/lanes.hpp"
#include "engine/arithmetic/water_filling.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"
#include "engine/steps/rounded_rate.hpp"
#include "engine/whom/prorated.hpp"

namespace allot::engine {

namespace {

constexpr std::string_view kName = "equalise";

constexpr std::array kFields{
    Field{.name = "need",
          .type = FieldType::kCounts,
          .required = true,
          .summary = "what a district needs (Bedarf), in units of the base amount"},
    Field{.name = "capacity",
          .type = FieldType::kCapacity,
          .required = true,
          .summary = "what it has of its own (Steuerkraft), as an amount; a column may be below 0"},
    Field{.name = "rate",
          .type = FieldType::kPercentage,
          .required = true,
          .summary = "the part of the gap that is paid: above 0 %, up to 100 %"},
    Field{.name = "base",
          .type = FieldType::kBase,
          .fallback = "what gives out all that is left",
          .summary = "the base amount (Grundbetrag) for each unit of the need; or how that which "
                     "gives out all is rounded, and what then is not given stays in the pot"},
    kProrateField,
};

Fraction rate_of(const Step& step) { return *step.get<Fraction>("rate"); }

/// The field, where it holds a value of that type.
template <class T>
std::optional<T> given(const Step& step, std::string_view field) {
  const auto* value = step.get<T>(field);
  return value == nullptr ? std::nullopt : std::optional{*value};
}

std::variant<ColumnId, KeyId> capacity_of(const Step& step) {
  const auto* column = step.get<ColumnId>("capacity");
  return column == nullptr ? std::variant<ColumnId, KeyId>{*step.get<KeyId>("capacity")}
                           : std::variant<ColumnId, KeyId>{*column};
}

std::optional<ChainLink> link(const Step& step) {
  return ChainGap{.need = *step.get<KeyId>("need"),
                  .capacity = capacity_of(step),
                  .rate = rate_of(step),
                  .base = given<Fraction>(step, "base"),
                  .rounding = given<FactorRounding>(step, "base")};
}

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  const Fraction rate = rate_of(step);
  if (rate.sign() <= 0 || rate > Fraction{1}) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = step.find("rate")->where,
                  .message = fmt::format("`rate` is {}", percent_text(rate)),
                  .label = "write more than 0 %, and at most 100 %"});
  }
  if (place.pot.is_open() && step.get<Fraction>("base") == nullptr) {
    const Argument* base = step.find("base");
    problems.add(
        {.code = Code::kOpenPotStep,
         .where = base == nullptr ? step.where : base->where,
         .message = fmt::format("`{}` gives out what is left, and the pot is `open`", kName),
         .label = "an open pot is the sum of its claims: nothing is left to give out",
         .help = {"write the base amount as a number, `base: 1_250.50`, or give the pot an amount"},
         .related = {{place.pot.amount_where, "the amount"}}});
  }
}

/// What counts for those who take part; without a need there is no capacity either.
struct Sides {
  Quantities needs, capacities;
};

std::optional<Sides> sides_of(const StepInput& input) {
  const KeyValues* need = input.keys.find(*input.step.get<KeyId>("need"));
  const Quantities* capacity = nullptr;
  if (const auto* column = input.step.get<ColumnId>("capacity")) {
    capacity = &input.scenario.column(*column).values;
  } else if (const KeyValues* key = input.keys.find(*input.step.get<KeyId>("capacity"))) {
    capacity = &key->weights;
  }
  if (need == nullptr || capacity == nullptr) {
    return std::nullopt;
  }
  Sides sides{.needs = input.participants.only(need->weights), .capacities = *capacity};
  std::vector<bool> needy(sides.needs.size());
  bool all = true;
  for (std::size_t i = 0; i < needy.size(); ++i) {
    needy[i] = sides.needs.sign_at(i) > 0;
    all = all && needy[i];
  }
  if (!all) {
    sides.capacities = sides.capacities.only(needy);
  }
  return sides;
}

/// rate * max(0, base * need - capacity).
Quantities amounts_for(const Sides& sides, const Fraction& base, const Fraction& rate) {
  return with_lanes<2>({&sides.needs, &sides.capacities}, 0, [&](const auto& lanes) {
    const BigInt& up = base.numerator();
    const BigInt& down = base.denominator();
    const int gap_bits = 1 + std::max(most_bits(lanes.of[0]) + up.bit_length(),
                                      most_bits(lanes.of[1]) + down.bit_length());
    return with_width(gap_bits + rate.numerator().bit_length(), [&](auto width) {
      using Int = decltype(width);
      const Int of_need = widened<Int>(up);
      const Int of_capacity = widened<Int>(down);
      const Int part = widened<Int>(rate.numerator());
      std::vector<Int> amounts;
      amounts.reserve(lanes.of[0].size());
      for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
        const Int gap =
            widened<Int>(lanes.of[0][i]) * of_need - widened<Int>(lanes.of[1][i]) * of_capacity;
        const bool receives = Int{0} < gap && lanes.of[0][i] != 0;
        amounts.push_back(receives ? Int{gap * part} : Int{0});
      }
      return Quantities::from(std::move(amounts), lanes.denominator * down * rate.denominator());
    });
  });
}

std::vector<bool> with_sign(const Quantities& values, int sign) {
  std::vector<bool> flags(values.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    flags[i] = values.sign_at(i) == sign;
  }
  return flags;
}

std::size_t count_of(const std::vector<bool>& flags) {
  return static_cast<std::size_t>(std::ranges::count(flags, true));
}

void report_no_need(const StepInput& input, const Fraction& left, Problems& problems) {
  const bool nobody = input.participants.count() == 0;
  problems.add(
      {.code = Code::kZeroWeight,
       .where = input.step.find("need")->where,
       .message = fmt::format("the need `{}` adds up to 0{}: {} of pot `{}` cannot be given by it",
                              input.scenario.key(*input.step.get<KeyId>("need")).name,
                              input.participants.all() ? "" : " for those who take part",
                              amount_text(left, input.scenario.decimals), input.pot.id),
       .label = nobody ? "nobody takes part" : "no district has a need",
       .help = {nobody ? "let somebody take part, or leave the pot out"
                       : "give at least one district a need above 0"}});
}

/// With a base of 0 the negative capacities are gaps already.
void report_below_0(const StepInput& input, std::size_t negative, const Fraction& gaps,
                    const Fraction& left, Problems& problems) {
  const int decimals = input.scenario.decimals;
  problems.add(
      {.code = Code::kClaimsExceedPot,
       .where = input.step.find("capacity")->where,
       .message = fmt::format(
           "the capacities below 0 ({} of them) alone need {} of pot `{}`, {} is there: short by "
           "{}; the base would be below 0",
           negative, amount_text(gaps, decimals), input.pot.id, amount_text(left, decimals),
           amount_text(gaps - left, decimals)),
       .label = "negative capacities need more than is left",
       .help = {"raise the amount of the pot, lower `rate`, or correct the column"}});
}

/// The base that gives out all of `left`, with what explains it; nothing: reported.
std::optional<SolvedBase> solved_base(const StepInput& input, const Sides& sides,
                                      const Fraction& left, Problems& problems) {
  const Fraction rate = rate_of(input.step);
  if (sides.needs.is_zero()) {
    report_no_need(input, left, problems);
    return std::nullopt;
  }
  const std::vector<bool> negative = with_sign(sides.capacities, -1);
  if (const std::size_t count = count_of(negative); count > 0) {
    const Fraction gaps = -sides.capacities.only(negative).total() * rate;
    if (gaps > left) {
      report_below_0(input, count, gaps, left, problems);
      return std::nullopt;
    }
  }
  return SolvedBase{.left = left,
                    .base = factor_of({.weights = sides.needs,
                                       .minimums = sides.capacities,
                                       .maximums = nullptr,
                                       .unlimited = {},
                                       .total = left / rate + sides.capacities.total()})};
}

/// The step at work on one pot.
class Work {
 public:
  Work(const StepInput& input, const Sides& sides, PotState& state)
      : input_{input}, sides_{sides}, state_{state}, rate_{rate_of(input.step)} {}

  /// Of a base that is a number of the file: a claim like others.
  void claim(const Fraction& base) {
    const Quantities full = amounts_for(sides_, base, rate_);
    claim_prorated(input_, full, state_);
    tell(base, full, std::nullopt);
  }

  void give(SolvedBase solved, Problems& problems) {
    const auto* rounding = input_.step.get<FactorRounding>("base");
    const Fraction base = rounding == nullptr ? solved.base : rounding->of(solved.base);
    const Quantities full = amounts_for(sides_, base, rate_);
    const Prorate* rule = prorated_amount(input_);
    const Quantities amounts =
        rule == nullptr ? full : full.times(input_.participants.factors(*rule));
    const Fraction given = rule == nullptr && rounding == nullptr ? solved.left : amounts.total();
    if (given > solved.left) {
      report_rounded_too_high(input_, {.name = "base", .rounded = base}, given, solved.left,
                              problems);
      return;
    }
    state_.give(amounts, given);
    if (rule != nullptr) {
      state_.facts.effect(
          PartYear{.districts = part_year_districts(input_, *rule), .saved = full.total() - given});
    }
    tell(base, full, std::move(solved));
  }

 private:
  void tell(const Fraction& base, const Quantities& full, std::optional<SolvedBase> solved) {
    const std::vector<bool> receives = with_sign(full, 1);
    const std::size_t receivers = count_of(receives);
    state_.facts.effect(Equalisation{.base = base,
                                     .solved = solved ? std::optional{solved->base} : std::nullopt,
                                     .receivers = receivers,
                                     .abundant = input_.participants.count() - receivers,
                                     .negative = count_of(with_sign(sides_.capacities, -1))});
    if (state_.facts.watched().empty()) {
      return;
    }
    if (solved) {  // who receives by it, and not by the rounded one
      const std::vector<bool> solved_for = with_sign(amounts_for(sides_, solved->base, rate_), 1);
      solved->needs = sides_.needs.only(solved_for).total();
      solved->capacities = sides_.capacities.only(solved_for).total();
      solved->receivers = count_of(solved_for);
    }
    record(base, full, solved);
  }

  void record(const Fraction& base, const Quantities& full,
              const std::optional<SolvedBase>& solved) {
    const Step& step = input_.step;
    const auto* column = step.get<ColumnId>("capacity");
    const Quantities& capacities = column == nullptr
                                       ? input_.keys.find(*step.get<KeyId>("capacity"))->weights
                                       : input_.scenario.column(*column).values;
    state_.facts.record([&](std::size_t i) {
      const Fraction part = part_year_factor(input_, prorated_amount(input_), i);
      return Equalised{.need_by = *step.get<KeyId>("need"),
                       .capacity_by = capacity_of(step),
                       .need = sides_.needs.at(i),
                       .capacity = capacities.at(i),
                       .rate = rate_,
                       .base = base,
                       .amount = full.at(i) * part,
                       .solved = solved,
                       .rule = given<FactorRounding>(step, "base"),
                       .part_year = part};
    });
  }

  const StepInput& input_;
  const Sides& sides_;
  PotState& state_;
  const Fraction rate_;
};

void apply(const StepInput& input, PotState& state, Problems& problems) {
  const auto sides = sides_of(input);
  if (!sides) {
    state.blocked = true;
    return;
  }
  if (const auto* base = input.step.get<Fraction>("base")) {
    Work{input, *sides, state}.claim(*base);
    return;
  }
  const Fraction left = state.ledger.left();
  if (nothing_is_left(state) && state.ledger.amount().sign() > 0) {
    report_nothing_left(input, state, problems);
    return;
  }
  state.gave_rest = kName;
  if (left.sign() == 0) {
    return;  // nothing is given by any base
  }
  if (auto solved = solved_base(input, *sides, left, problems)) {
    Work{input, *sides, state}.give(std::move(*solved), problems);
  }
}

}  // namespace

extern const StepKind kEqualise{
    .name = kName,
    .german = "Schlüsselzuweisung nach Bedarf und Steuerkraft",
    .summary =
        "gives a part of what a need, times a base amount, is above a district's own "
        "capacity; nothing where it is not",
    .fields = kFields,
    .examples =
        "{need: intake_2025, capacity: budget_2025, rate: 90 %}\n"
        "{need: places, capacity: budget_2025, rate: 60 %, base: {unit: 0.01, method: down}}\n"
        "{need: places, capacity: budget_2025, rate: 100 %, base: 5_361.43, prorate: none}",
    .claims_by = "base",
    .in_open_pot = true,
    .gives = true,
    .link = &link,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
