#include "engine/own_counts.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "allot/engine/steps.hpp"
#include "engine/participants.hpp"
#include "engine/pot_amounts.hpp"

namespace allot::engine {

namespace {

/// Counts of which a key is made, normalised before they are mixed where the key is a blend.
struct Component {
  Fraction weight;
  const Quantities* own;
  const Quantities* others;
  Fraction total;          ///< of the others' side, over all districts
  Fraction participating;  ///< the same over those who take part
};

using Components = std::vector<Component>;

bool of_counts(const Scenario& scenario, const Key& key) {
  if (key.rounding) {
    return false;
  }
  if (const auto* sum = std::get_if<SumKey>(&key.rule)) {
    return std::all_of(sum->parts.begin(), sum->parts.end(), [&](const WeightedKey& part) {
      return of_counts(scenario, scenario.key(part.of));
    });
  }
  if (const auto* average = std::get_if<AverageKey>(&key.rule)) {
    return !average->of_shares && std::all_of(average->periods.begin(), average->periods.end(),
                                              [&](const WeightedKey& part) {
                                                return of_counts(scenario, scenario.key(part.of));
                                              });
  }
  return std::holds_alternative<ColumnKey>(key.rule);
}

const std::vector<WeightedKey>* mixed_shares(const Key& key) {
  if (const auto* blend = std::get_if<BlendKey>(&key.rule)) {
    return &blend->parts;
  }
  const auto* average = std::get_if<AverageKey>(&key.rule);
  return average != nullptr && average->of_shares ? &average->periods : nullptr;
}

class Chain : public OwnCounts {
 public:
  Chain(const MixedRun& own, const MixedRun& others) : own_{own}, others_{others} {}

  bool prepare() {
    for (std::size_t i = 0; i < others_.scenario.pots.size(); ++i) {
      const Pot& pot = others_.scenario.pots[i];
      PreparedPot prepared{.pot = &pot,
                           .participants = Participants{others_.scenario, pot},
                           .amount = others_.pot_amounts[i],
                           .steps = {}};
      if (prepared.participants.part_year()) {
        return false;
      }
      for (const Step& step : pot.steps) {
        if (!prepare(step, prepared)) {
          return false;
        }
      }
      pots_.push_back(std::move(prepared));
    }
    return take_out_parts();
  }

  [[nodiscard]] std::optional<Fraction> amount(std::size_t district) const override {
    Fraction sum;
    for (const PreparedPot& pot : pots_) {
      if (pot.participants.takes_part(district)) {
        const auto amount = amount_in(pot, district);
        if (!amount) {
          return std::nullopt;
        }
        sum += *amount;
      }
    }
    return sum;
  }

 private:
  struct PreparedStep {
    enum class Kind { kClaim, kSlice, kShare } kind;
    const Step* step;
    Fraction fixed;                   ///< of a flat claim, for each
    const Quantities* own = nullptr;  ///< counted by a rate
    const Quantities* others = nullptr;
    Fraction rate;
    Fraction claims;  ///< of the others' side, of all who take part
    bool of_all = false;
    Components components = {};
  };
  struct PreparedPot {
    const Pot* pot;
    Participants participants;
    Fraction amount;  ///< less the parts passed on
    std::vector<PreparedStep> steps;
  };

  bool prepare(const Step& step, PreparedPot& pot) {
    const std::string_view kind = step_kinds()[step.kind].name;
    const std::size_t count = pot.participants.count();
    if (kind == "flat") {
      const auto* times = step.get<Fraction>("times");
      const Fraction each =
          *step.get<Fraction>("amount") * (times == nullptr ? Fraction{1} : *times);
      pot.steps.push_back({.kind = PreparedStep::Kind::kClaim,
                           .step = &step,
                           .fixed = each,
                           .rate = {},
                           .claims = each * Fraction{static_cast<std::int64_t>(count)}});
      return true;
    }
    if (kind == "rate") {
      const ColumnId per = *step.get<ColumnId>("per");
      const Quantities& others = others_.scenario.column(per).values;
      const Fraction& rate = *step.get<Fraction>("amount");
      pot.steps.push_back({.kind = PreparedStep::Kind::kClaim,
                           .step = &step,
                           .fixed = {},
                           .own = &own_.scenario.column(per).values,
                           .others = &others,
                           .rate = rate,
                           .claims = pot.participants.only(others).total() * rate});
      return true;
    }
    if (kind == "top_slice") {
      pot.steps.push_back({.kind = PreparedStep::Kind::kSlice,
                           .step = &step,
                           .fixed = {},
                           .rate = {},
                           .claims = {}});
      return true;
    }
    const auto* by = step.get<KeyId>("by");
    if (kind != "share" || by == nullptr) {
      return false;
    }
    const auto* of = step.get<std::string>("of");
    PreparedStep share{.kind = PreparedStep::Kind::kShare,
                       .step = &step,
                       .fixed = {},
                       .rate = {},
                       .claims = {},
                       .of_all = of != nullptr && *of == "all"};
    if (!add_components(*by, 1, pot.participants, share.components)) {
      return false;
    }
    pot.steps.push_back(std::move(share));
    return true;
  }

  bool add_components(KeyId id, const Fraction& weight, const Participants& participants,
                      Components& components) {
    const Key& key = others_.scenario.key(id);
    const KeyValues* own = own_.keys.find(id);
    const KeyValues* others = others_.keys.find(id);
    if (own == nullptr || others == nullptr || key.rounding) {
      return false;
    }
    if (of_counts(others_.scenario, key)) {
      components.push_back({.weight = weight,
                            .own = &own->weights,
                            .others = &others->weights,
                            .total = others->whole,
                            .participating = participants.only(others->weights).total()});
      return true;
    }
    const auto* parts = mixed_shares(key);
    if (parts == nullptr) {
      return false;
    }
    Fraction sum;
    for (const WeightedKey& part : *parts) {
      sum += part.weight;
    }
    return std::all_of(parts->begin(), parts->end(), [&](const WeightedKey& part) {
      return add_components(part.of, weight * part.weight / sum, participants, components);
    });
  }

  /// Parts of pots are fixed amounts: they come out before the first step.
  bool take_out_parts() {
    Problems problems;
    const auto amounts = engine::pot_amounts(others_.scenario, problems);
    if (!amounts) {
      return false;
    }
    for (std::size_t i = 0; i < pots_.size(); ++i) {
      passed_on_.emplace_back();
      for (const PotTask::Passed& part : amounts->passed_on[i]) {
        passed_on_.back() += part.amount;
      }
    }
    return true;
  }

  [[nodiscard]] std::optional<Fraction> amount_in(const PreparedPot& pot,
                                                  std::size_t district) const {
    const bool open = pot.pot->is_open();
    const std::size_t index = static_cast<std::size_t>(&pot - pots_.data());
    Fraction left = pot.amount - passed_on_[index];
    Fraction got;
    for (std::size_t s = 0; s < pot.steps.size(); ++s) {
      switch (pot.steps[s].kind) {
        case PreparedStep::Kind::kSlice:
          left -= slice(pot, *pot.steps[s].step);
          break;
        case PreparedStep::Kind::kClaim: {
          Fraction own;
          Fraction all;
          for (; s < pot.steps.size() && pot.steps[s].kind == PreparedStep::Kind::kClaim; ++s) {
            add_claim(pot.steps[s], district, own, all);
          }
          --s;
          if (!open && all > left) {
            if (!pot.pot->reduce_claims) {
              return std::nullopt;
            }
            own = own * left / all;
            all = left;
          }
          got += own;
          left = open ? Fraction{} : left - all;
          break;
        }
        case PreparedStep::Kind::kShare: {
          const auto share = share_of(pot.steps[s], district);
          if (!share) {
            return std::nullopt;
          }
          got += left * *share;
          left = {};
          break;
        }
      }
    }
    return got;
  }

  static Fraction slice(const PreparedPot& pot, const Step& step) {
    const auto* amount = step.get<Fraction>("amount");
    const Fraction exact =
        amount != nullptr ? *amount : *step.get<Fraction>("percent") * pot.amount;
    const Fraction& unit = pot.pot->rounding.unit;
    return Fraction{(exact / unit).rounded(Rounding::kHalfUp)} * unit;
  }

  static void add_claim(const PreparedStep& step, std::size_t district, Fraction& own,
                        Fraction& all) {
    own += step.fixed;
    all += step.claims;
    if (step.own != nullptr) {
      const Fraction mine = step.own->at(district) * step.rate;
      own += mine;
      all += mine - step.others->at(district) * step.rate;
    }
  }

  /// sum of c * v_i / V over that of all who take part (or of all): both sums with the district's
  /// own numbers in place of the others' for it.
  static std::optional<Fraction> share_of(const PreparedStep& step, std::size_t district) {
    Fraction own;
    Fraction whole;
    for (const Component& component : step.components) {
      const Fraction mine = component.own->at(district);
      const Fraction change = mine - component.others->at(district);
      const Fraction total = component.total + change;
      if (total.sign() == 0) {
        return std::nullopt;
      }
      own += component.weight * mine / total;
      whole += step.of_all ? component.weight
                           : component.weight * (component.participating + change) / total;
    }
    return whole.sign() == 0 ? std::nullopt : std::optional{own / whole};
  }

  const MixedRun& own_;
  const MixedRun& others_;
  std::vector<PreparedPot> pots_;
  std::vector<Fraction> passed_on_;
};

}  // namespace

std::unique_ptr<OwnCounts> OwnCounts::of(const MixedRun& own, const MixedRun& others) {
  auto chain = std::make_unique<Chain>(own, others);
  return chain->prepare() ? std::move(chain) : nullptr;
}

}  // namespace allot::engine
