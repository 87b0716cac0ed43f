#include "load/draft/cell_changes.hpp"

#include <algorithm>
#include <utility>

#include "load/draft/change_log.hpp"
#include "load/draft/place_map.hpp"

namespace allot::load {

void CellChanges::add(CellChange change) {
  by_column_[change.column].push_back(all_.size());
  all_.push_back(std::move(change));
}

void CellChanges::drop(std::string_view place) {
  // What holds cells of tables is `districts` or `groups` as a whole: no part of them does.
  if (std::ranges::count(place, kPlaceSeparator) == 1) {
    keep_if([&](const CellChange& change) { return !is_at_or_below(change.place, place); });
  }
}

CellChanges CellChanges::take_those_of_groups() {
  CellChanges groups = *this;
  groups.keep_if([](const CellChange& change) { return change.of_groups; });
  keep_if([](const CellChange& change) { return !change.of_groups; });
  return groups;
}

std::span<const std::size_t> CellChanges::of_column(std::string_view column) const {
  const auto at = by_column_.find(column);
  return at == by_column_.end() ? std::span<const std::size_t>{} : std::span{at->second};
}

template <class Keep>
void CellChanges::keep_if(const Keep& keep) {
  std::vector<CellChange> before = std::exchange(all_, {});
  by_column_.clear();
  for (CellChange& change : before) {
    if (keep(change)) {
      add(std::move(change));
    }
  }
}

}  // namespace allot::load
