#include <numeric>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "oracle_run.hpp"

namespace allot::test {
namespace {

Exact total(const std::vector<Exact>& values) {
  return std::accumulate(values.begin(), values.end(), Exact{0});
}

KeyAnswer closing(std::vector<Exact> weights) {
  const Exact sum = total(weights);
  if (sum == 0) {
    throw Infeasible{Code::kZeroWeight};
  }
  return {std::move(weights), sum};
}

/// Half of the last digit that the column prints.
Exact half_digit(const Column& column) {
  Exact digit{1};
  for (int i = 0; i < column.decimals; ++i) {
    digit /= 10;
  }
  return digit / 2;
}

KeyAnswer answer(const Scenario& scenario, const ColumnKey& key) {
  return closing(exact(scenario.column(key.column).values));
}

KeyAnswer answer(const Scenario& scenario, const SharesKey& key) {
  const Column& column = scenario.column(key.column);
  const KeyAnswer printed = closing(exact(column.values));
  const Exact whole = exact(key.adds_to);
  const Exact gap = abs(printed.whole - whole);
  if (gap == 0) {
    return printed;
  }
  const Exact explained = half_digit(column) * printed.weights.size();
  const bool above = printed.whole > whole;
  if (gap > explained || key.if_not_closed == IfNotClosed::kError ||
      (key.if_not_closed == IfNotClosed::kAsPublished && above)) {
    throw Infeasible{Code::kKeyNotClosed};
  }
  return {printed.weights, key.if_not_closed == IfNotClosed::kNormalise ? printed.whole : whole};
}

KeyAnswer answer(const Scenario& scenario, const BlendKey& key) {
  std::vector<Exact> shares(scenario.districts.size());
  for (const WeightedKey& part : key.parts) {
    const KeyAnswer component = key_answer(scenario, part.of);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      shares[i] += exact(part.weight) * component.share(i);
    }
  }
  return {shares, Exact{1}};
}

KeyAnswer answer(const Scenario& scenario, const SumKey& key) {
  std::vector<Exact> weights(scenario.districts.size());
  for (const WeightedKey& part : key.parts) {
    const KeyAnswer component = key_answer(scenario, part.of);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] += exact(part.weight) * component.weights[i];
    }
  }
  return closing(std::move(weights));
}

bool is_missing(const Scenario& scenario, KeyId key, std::size_t district) {
  const auto* column = std::get_if<ColumnKey>(&scenario.key(key).rule);
  if (column == nullptr) {
    return false;
  }
  const std::vector<bool>& missing = scenario.column(column->column).missing;
  return !missing.empty() && missing[district];
}

/// The average of the periods that are there, each by its weight.
Exact average_count(const Scenario& scenario, const AverageKey& key, std::size_t district) {
  Exact sum{0};
  Exact weights{0};
  for (const WeightedKey& period : key.periods) {
    const bool missing = is_missing(scenario, period.of, district);
    if (missing && key.missing == MissingPeriods::kError) {
      throw Infeasible{Code::kMissingCell};
    }
    if (missing && key.missing == MissingPeriods::kSkip) {
      continue;
    }
    sum += exact(period.weight) * key_answer(scenario, period.of).weights[district];
    weights += exact(period.weight);
  }
  if (weights == 0) {
    throw Infeasible{Code::kMissingCell};
  }
  return sum / weights;
}

KeyAnswer answer(const Scenario& scenario, const AverageKey& key) {
  std::vector<Exact> weights(scenario.districts.size());
  if (!key.of_shares) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] = average_count(scenario, key, i);
    }
    return closing(std::move(weights));
  }
  Exact all{0};
  for (const WeightedKey& period : key.periods) {
    const KeyAnswer counts = key_answer(scenario, period.of);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] += exact(period.weight) * counts.share(i);
    }
    all += exact(period.weight);
  }
  return {std::move(weights), all};
}

std::size_t taker(const Residual& residual, const KeyAnswer& key,
                  const std::vector<std::size_t>& places) {
  return residual.to == Residual::To::kDistrict ? index_of(residual.district)
                                                : largest(key.weights, places);
}

KeyAnswer rounded(const Scenario& scenario, const KeyAnswer& key, const RoundingRule& rule) {
  const Exact unit = exact(rule.unit);
  Division division;
  division.method = engine::rounding_methods()[rule.method].name;
  division.units = static_cast<std::int64_t>(floor_of(1 / unit));
  division.weights = key.weights;
  division.place = tie_places(scenario, rule, key.weights);
  for (std::size_t i = 0; i < key.weights.size(); ++i) {
    division.quotas.push_back(key.share(i) / unit);
  }
  KeyAnswer result{{}, Exact{1}};
  for (const std::int64_t units : divided(division).units) {
    result.weights.push_back(unit * units);
  }
  const Exact gap = 1 - total(result.weights);
  if (gap != 0 && rule.residual->to != Residual::To::kReport) {
    Exact& share = result.weights[taker(*rule.residual, key, division.place)];
    share += gap;
    if (share < 0) {
      throw Infeasible{Code::kResidualNegative};
    }
  } else if (gap < 0) {
    throw Infeasible{Code::kKeyNotClosed};
  }
  return result;
}

}  // namespace

KeyAnswer key_answer(const Scenario& scenario, KeyId id) {
  const Key& key = scenario.key(id);
  const KeyAnswer unrounded =
      std::visit([&](const auto& rule) { return answer(scenario, rule); }, key.rule);
  return key.rounding ? rounded(scenario, unrounded, key.rounding->rule) : unrounded;
}

}  // namespace allot::test
