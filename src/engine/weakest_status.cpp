#include "engine/weakest_status.hpp"

#include <unordered_set>
#include <vector>

namespace allot::engine {

namespace {

/// Follows what a scenario's pots use, from the steps through the keys to the columns.
class DataInUse {
 public:
  explicit DataInUse(const Scenario& scenario)
      : scenario_{scenario},
        keys_seen_(scenario.keys.size()),
        columns_seen_(scenario.columns.size()) {
    for (const Pot& pot : scenario.pots) {
      use(pot);
    }
    use(scenario.prior);
  }

  [[nodiscard]] WeakestStatus weakest() const { return weakest_; }

  // What a rule, a bound or an argument refers to; most of them to nothing.
  void operator()(KeyId id) {
    if (!keys_seen_[index_of(id)]) {
      keys_seen_[index_of(id)] = true;
      const Key& key = scenario_.key(id);
      add(key.provenance, key.where);
      std::visit(*this, key.rule);
    }
  }
  void operator()(ColumnId id) {
    if (!columns_seen_[index_of(id)]) {
      columns_seen_[index_of(id)] = true;
      const Column& column = scenario_.column(id);
      add(column.provenance, column.where);
    }
  }
  void operator()(const ColumnKey& rule) { (*this)(rule.column); }
  void operator()(const SharesKey& rule) { (*this)(rule.column); }
  void operator()(const BlendKey& rule) { use(rule.parts); }
  void operator()(const SumKey& rule) { use(rule.parts); }
  void operator()(const AverageKey& rule) { use(rule.periods); }
  void operator()(const PriorColumn& prior) { (*this)(prior.column); }
  void operator()(const PriorRule& prior) { use(*prior.pot); }
  void operator()(const PriorScenario& prior) {
    if (priors_seen_.insert(prior.scenario.get()).second) {
      const WeakestStatus before = weakest_status(*prior.scenario);
      weaken(before.status, before.where);
    }
  }
  void operator()(std::monostate /*none*/) {}
  void operator()(std::int64_t /*units*/) {}
  void operator()(const Fraction& /*number*/) {}
  void operator()(const std::string& /*text*/) {}
  void operator()(DistrictId /*district*/) {}
  void operator()(const PriorTable& /*prior*/) {}
  void operator()(const Bound& bound) {
    std::visit([this](const auto& form) { (*this)(form); }, bound);
  }
  void operator()(const FixedBound& /*bound*/) {}
  void operator()(const PriorBound& /*bound*/) {}
  void operator()(const PotBound& /*bound*/) {}
  void operator()(const RateBound& bound) { (*this)(bound.per); }
  void operator()(const ColumnBound& bound) { (*this)(bound.column); }
  void operator()(const Payer& /*payer*/) {}
  void operator()(const std::optional<Prorate>& /*rule*/) {}
  void operator()(const std::vector<Tier>& tiers) {
    for (const Tier& tier : tiers) {
      if (tier.upper.empty()) {
        (*this)(tier.by);
      } else {
        use_of_groups(tier.by);
      }
    }
  }

 private:
  DataInUse(const Scenario& scenario, KeyId key)
      : scenario_{scenario},
        keys_seen_(scenario.keys.size()),
        columns_seen_(scenario.columns.size()) {
    (*this)(key);
  }

  void use(const std::vector<WeightedKey>& parts) {
    for (const WeightedKey& part : parts) {
      (*this)(part.of);
    }
  }
  void use(const std::optional<Prior>& prior) {
    if (prior) {
      std::visit(*this, prior->from);
    }
  }
  /// A key of the upper tier, which is a scenario of its own.
  void use_of_groups(KeyId key) {
    DataInUse upper{*scenario_.groups, key};
    weaken(upper.weakest_.status, upper.weakest_.where);
  }
  void use(const Pot& pot) {
    add(pot.provenance, pot.where);
    if (pot.participation) {
      add(pot.participation->provenance, pot.participation->where);
    }
    for (const std::optional<ColumnId>& column : {pot.claims, pot.paid}) {
      if (column) {
        (*this)(*column);
      }
    }
    for (const Step& step : pot.steps) {
      for (const Argument& argument : step.arguments) {
        std::visit(*this, argument.value);
      }
    }
    std::visit(*this, pot.rounding.minimum);
    std::visit(*this, pot.rounding.maximum);
    use(pot.prior);
  }

  void add(const Provenance& provenance, Location where) {
    weaken(provenance.status, provenance.status_where.value_or(where));
    if (!provenance.status && provenance.source) {
      const Source& source = scenario_.sources[index_of(*provenance.source)];
      weaken(source.provenance.status, source.provenance.status_where.value_or(source.where));
    }
  }
  void weaken(std::optional<Status> status, Location where) {
    if (status && (!weakest_.status || *status > *weakest_.status)) {
      weakest_ = {.status = status, .where = where};
    }
  }

  const Scenario& scenario_;
  std::vector<bool> keys_seen_, columns_seen_;
  std::unordered_set<const Scenario*> priors_seen_;
  WeakestStatus weakest_;
};

}  // namespace

WeakestStatus weakest_status(const Scenario& scenario) { return DataInUse{scenario}.weakest(); }

}  // namespace allot::engine
