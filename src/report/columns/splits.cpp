#include "report/columns/splits.hpp"

#include <algorithm>

namespace allot::report {
namespace {

Part& part_called(std::vector<Part>& parts, const PartName& name, std::size_t districts) {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& part) { return part.id == name.id; });
  if (found != parts.end()) {
    return *found;
  }
  return parts.emplace_back(Part{name.id, name.name, 0, 0, std::vector<Money>(districts)});
}

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
  for (std::size_t pot = 0; pot < view.result.pots.size(); ++pot) {
    if (const engine::SplitTable* split = split_of(view.result.pots[pot], by)) {
      for (const PartName& name : part_names(view.scenario.pots[pot], by)) {
        add(*split, name.index, part_called(parts, name, view.result.budgets.size()));
      }
    }
  }
  return parts;
}

std::vector<std::string> part_ids(const Scenario& scenario, RowsBy by) {
  std::vector<std::string> ids;
  for (const Pot& pot : scenario.pots) {
    for (const PartName& name : part_names(pot, by)) {
      if (std::find(ids.begin(), ids.end(), name.id) == ids.end()) {
        ids.emplace_back(name.id);
      }
    }
  }
  return ids;
}

}  // namespace allot::report
