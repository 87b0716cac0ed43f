#include "oracle_run.hpp"

#include <algorithm>
#include <numeric>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"

namespace allot::test {
namespace {

/// One pot, one step after the other.
class Ledger {
 public:
  Ledger(const Scenario& scenario, const Pot& pot)
      : scenario_{scenario}, pot_{pot}, unit_{exact(pot.rounding.unit)} {
    answer_.exact.resize(scenario.districts.size());
    answer_.amount = pot.is_open() ? Exact{0} : exact(*pot.fixed_amount());
    left_ = answer_.amount;
  }

  PotAnswer run() {
    for (const Step& step : pot_.steps) {
      apply(step);
    }
    round();
    return answer_;
  }

 private:
  void apply(const Step& step) {
    const std::string_view kind = engine::step_kinds()[step.kind].name;
    if (kind == "share") {
      share(*step.get<KeyId>("by"));
    } else if (kind == "top_slice") {
      top_slice(step);
    } else if (kind == "flat") {
      const Fraction* times = step.get<Fraction>("times");
      const Exact each =
          exact(*step.get<Fraction>("amount")) * (times == nullptr ? Exact{1} : exact(*times));
      claim(std::vector<Exact>(answer_.exact.size(), each));
    } else {
      invariant(kind == "rate", "the oracle knows each step of this stage");
      std::vector<Exact> claims = exact(scenario_.column(*step.get<ColumnId>("per")).values);
      for (Exact& each : claims) {
        each *= exact(*step.get<Fraction>("amount"));
      }
      claim(claims);
    }
  }

  void share(KeyId id) {
    if (pot_.is_open()) {
      throw Infeasible{Code::kOpenPotStep};
    }
    const KeyAnswer key = key_answer(scenario_, id);
    Exact given{0};
    for (std::size_t i = 0; i < answer_.exact.size(); ++i) {
      answer_.exact[i] += left_ * key.share(i);
      given += left_ * key.share(i);
    }
    gap_ = left_ - given;
    left_ = 0;
    last_key_ = key;
  }

  void claim(const std::vector<Exact>& claims) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
      answer_.exact[i] += claims[i];
      left_ -= claims[i];
    }
    if (!pot_.is_open() && left_ < 0) {
      throw Infeasible{Code::kClaimsExceedPot};
    }
  }

  void top_slice(const Step& step) {
    if (pot_.is_open()) {
      throw Infeasible{Code::kOpenPotStep};
    }
    const Fraction* amount = step.get<Fraction>("amount");
    const Exact wanted =
        amount != nullptr ? exact(*amount) : exact(*step.get<Fraction>("percent")) * answer_.amount;
    const Exact taken = unit_ * half_up(wanted / unit_);
    if (taken > left_) {
      throw Infeasible{Code::kTopSliceTooLarge};
    }
    answer_.reserves[*step.get<std::string>("to")] += taken;
    left_ -= taken;
  }

  Exact granted() const {
    return std::accumulate(answer_.exact.begin(), answer_.exact.end(), Exact{0});
  }

  bool given_in_full() const { return !pot_.is_open() && left_ == 0 && gap_ == 0; }

  std::vector<std::int64_t> bounds(const UnitBound& bound) const {
    std::vector<std::int64_t> units;
    if (const auto* same = std::get_if<std::int64_t>(&bound)) {
      units.assign(answer_.exact.size(), *same);
    } else if (const auto* column = std::get_if<ColumnId>(&bound)) {
      for (const Exact& value : exact(scenario_.column(*column).values)) {
        units.push_back(static_cast<std::int64_t>(floor_of(value)));
      }
    }
    return units;
  }

  void round() {
    Division division;
    division.method = engine::rounding_methods()[pot_.rounding.method].name;
    for (const Exact& each : answer_.exact) {
      division.quotas.push_back(each / unit_);
    }
    division.weights = last_key_ ? last_key_->weights : answer_.exact;
    division.place = tie_places(scenario_, pot_.rounding, division.weights);
    division.minimum = bounds(pot_.rounding.minimum);
    division.maximum = bounds(pot_.rounding.maximum);
    const Exact whole_units =
        given_in_full() ? Exact{floor_of(granted() / unit_)} : Exact{half_up(granted() / unit_)};
    division.units = static_cast<std::int64_t>(boost::multiprecision::numerator(whole_units));
    const Divided result = divided(division);
    for (const std::int64_t units : result.units) {
      answer_.budgets.push_back(unit_ * units);
    }
    answer_.tie = result.tie;
    settle(given_in_full() ? granted() : unit_ * division.units, division.place);
  }

  /// What the rounding left of `target` goes where the rule says.
  void settle(const Exact& target, const std::vector<std::size_t>& places) {
    if (pot_.is_open()) {
      answer_.amount = target;
    }
    Exact rest = target - std::accumulate(answer_.budgets.begin(), answer_.budgets.end(), Exact{0});
    if (rest != 0) {
      place_rest(rest, places);
    }
    answer_.not_assigned = answer_.amount - answer_.left_over;
    for (const Exact& budget : answer_.budgets) {
      answer_.not_assigned -= budget;
    }
    for (const auto& [name, amount] : answer_.reserves) {
      answer_.not_assigned -= amount;
    }
  }

  void place_rest(const Exact& rest, const std::vector<std::size_t>& places) {
    invariant(pot_.rounding.residual.has_value(), "the test says where the difference goes");
    const Residual& residual = *pot_.rounding.residual;
    if (residual.to == Residual::To::kReport) {
      answer_.left_over = rest;
      return;
    }
    Exact& taker =
        residual.to == Residual::To::kReserve
            ? answer_.reserves[residual.reserve]
            : answer_.budgets[residual.to == Residual::To::kLargest ? largest(answer_.exact, places)
                                                                    : index_of(residual.district)];
    if (residual.to == Residual::To::kLargest) {
      const Exact most = answer_.exact[largest(answer_.exact, places)];
      for (std::size_t i = 0; i < answer_.exact.size(); ++i) {
        if (answer_.exact[i] == most) {
          answer_.tied_for_rest.push_back(i);
        }
      }
    }
    taker += rest;
    if (taker < 0) {
      throw Infeasible{Code::kResidualNegative};
    }
  }

  const Scenario& scenario_;
  const Pot& pot_;
  Exact unit_;
  Exact left_;
  Exact gap_{0};  // of a published key: belongs to nobody
  std::optional<KeyAnswer> last_key_;
  PotAnswer answer_;
};

}  // namespace

std::vector<std::size_t> tie_places(const Scenario& scenario, const RoundingRule& rule,
                                    const std::vector<Exact>& key) {
  std::vector<std::size_t> order(key.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // By the last criterion first: a stable sort keeps the order among equals.
  for (auto tie = rule.ties.rbegin(); tie != rule.ties.rend(); ++tie) {
    const std::vector<Exact> column = tie->by == TieRule::By::kColumn
                                          ? exact(scenario.column(tie->column).values)
                                          : std::vector<Exact>{};
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      switch (tie->by) {
        case TieRule::By::kLargestKey:
          return key[a] > key[b];
        case TieRule::By::kSmallestKey:
          return key[a] < key[b];
        case TieRule::By::kColumn:
          return column[a] > column[b];
        case TieRule::By::kId:
          break;
      }
      return scenario.districts.ids[a] < scenario.districts.ids[b];
    });
  }
  std::vector<std::size_t> places(key.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    places[order[k]] = k;
  }
  return places;
}

std::size_t largest(const std::vector<Exact>& values, const std::vector<std::size_t>& places) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] > values[best] || (values[i] == values[best] && places[i] < places[best])) {
      best = i;
    }
  }
  return best;
}

PotAnswer pot_answer(const Scenario& scenario, const Pot& pot) {
  return Ledger{scenario, pot}.run();
}

}  // namespace allot::test
