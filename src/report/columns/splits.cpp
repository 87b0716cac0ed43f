#include "report/columns/splits.hpp"

#include <unordered_map>
#include <unordered_set>

namespace allot::report {
namespace {

void add(const engine::SplitTable& split, std::size_t index, Part& part) {
  part.total += split.totals[index].minor();
  part.elsewhere += split.elsewhere[index].minor();
  for (std::size_t i = 0; i < part.budgets.size(); ++i) {
    part.budgets[i] += split.cells[index][i];
  }
}

}  // namespace

std::vector<PartName> part_names(const Pot& pot, RowsBy by) {
  std::vector<PartName> names;
  if (by == RowsBy::kContributor) {
    for (std::size_t i = 0; i < pot.contributors.size(); ++i) {
      const Contributor& contributor = pot.contributors[i];
      if (!std::holds_alternative<std::monostate>(contributor.cash)) {
        names.push_back({contributor.id, contributor.name, i});
      }
    }
  } else if (pot.tranches) {
    for (const std::string& year : pot.tranches->years) {
      names.push_back({year, year, names.size()});
    }
  }
  return names;
}

const engine::SplitTable* split_of(const engine::PotResult& pot, RowsBy by) {
  const auto& split = by == RowsBy::kContributor ? pot.contributors : pot.years;
  return split ? &*split : nullptr;
}

std::vector<Part> parts_of(const RunView& view, RowsBy by) {
  std::vector<Part> parts;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t pot = 0; pot < view.result.pots.size(); ++pot) {
    if (const engine::SplitTable* split = split_of(view.result.pots[pot], by)) {
      for (const PartName& name : part_names(view.scenario.pots[pot], by)) {
        const auto [place, is_new] = places.try_emplace(name.id, parts.size());
        if (is_new) {
          const std::vector<Money> none(view.result.budgets.size());
          parts.push_back({.id = name.id, .name = name.name, .budgets = none});
        }
        add(*split, name.index, parts[place->second]);
      }
    }
  }
  return parts;
}

std::vector<std::string> part_ids(const Scenario& scenario, RowsBy by) {
  std::vector<std::string> ids;
  std::unordered_set<std::string_view> seen;
  for (const Pot& pot : scenario.pots) {
    for (const PartName& name : part_names(pot, by)) {
      if (seen.insert(name.id).second) {
        ids.emplace_back(name.id);
      }
    }
  }
  return ids;
}

}  // namespace allot::report
