#include "engine/weakest_status.hpp"

#include <type_traits>
#include <unordered_set>

#include "allot/engine/keys/references.hpp"

namespace allot::engine {

namespace {

/// Follows what a scenario's pots use, from the steps through the keys to the columns.
class DataInUse {
 public:
  explicit DataInUse(const Scenario& scenario) : scenario_{scenario}, reached_{scenario} {
    for (const Pot& pot : scenario.pots) {
      use(pot);
    }
    use(scenario.prior);
  }

  [[nodiscard]] WeakestStatus weakest() const { return weakest_; }

  void operator()(const PriorColumn& prior) { use(prior.column); }
  void operator()(const PriorRule& prior) { use(*prior.pot); }
  void operator()(const PriorScenario& prior) {
    if (priors_seen_.insert(prior.scenario.get()).second) {
      const WeakestStatus before = weakest_status(*prior.scenario);
      weaken(before.status, before.where);
    }
  }
  void operator()(const PriorTable& /*prior*/) {}

 private:
  DataInUse(const Scenario& scenario, KeyId key) : scenario_{scenario}, reached_{scenario} {
    use(key);
  }

  template <class Id>
  void use(Id id) {
    reached_.add(id, [this](const auto& used) { add(used.provenance, used.where); });
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
    if (pot.paid) {
      use(*pot.paid);
    }
    if (pot.settle) {
      use(pot.settle->column);
    }
    for_each_count_in(pot, [&](const Place& place, auto id) {
      if constexpr (std::is_same_v<decltype(id), KeyId>) {
        if (place.table == Table::kGroups) {
          return use_of_groups(id);
        }
      }
      use(id);
    });
    for (const UnitBound& bound : {pot.rounding.minimum, pot.rounding.maximum}) {
      if (const auto* column = std::get_if<ColumnId>(&bound)) {
        use(*column);
      }
    }
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
  Reached reached_;
  std::unordered_set<const Scenario*> priors_seen_;
  WeakestStatus weakest_;
};

}  // namespace

WeakestStatus weakest_status(const Scenario& scenario) { return DataInUse{scenario}.weakest(); }

}  // namespace allot::engine
