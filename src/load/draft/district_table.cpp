#include "load/draft/district_table.hpp"

#include <algorithm>
#include <utility>

#include "load/problems/messages.hpp"

namespace allot::load {

bool DistrictTable::add(const AvailableColumn& column) {
  const bool added = by_name.emplace(column.name, available.size()).second;
  if (added) {
    available.push_back(column);
  }
  return added;
}

AvailableColumn* DistrictTable::find(std::string_view name) {
  const auto at = by_name.find(name);
  return at == by_name.end() ? nullptr : &available[at->second];
}

std::vector<std::string_view> DistrictTable::names() const {
  return texts_of(available, &AvailableColumn::name);
}

void DistrictTable::change(std::vector<CellEdit> edits) {
  edits_ = std::move(edits);
  for (const CellEdit& edit : edits_) {
    edits_by_column_[edit.column].push_back(&edit);
  }
}

std::span<const CellEdit* const> DistrictTable::edits_of(std::string_view column) const {
  const auto at = edits_by_column_.find(column);
  return at == edits_by_column_.end() ? std::span<const CellEdit* const>{} : std::span{at->second};
}

const CellEdit* DistrictTable::last_edit(std::string_view column, std::string_view id) const {
  const auto edits = edits_of(column);
  const auto at = std::find_if(edits.rbegin(), edits.rend(),
                               [&](const CellEdit* edit) { return edit->id == id; });
  return at == edits.rend() ? nullptr : *at;
}

const YamlNode* DistrictTable::item_cell(const AvailableColumn& column,
                                         std::size_t district) const {
  const YamlNode& item = *items[district];
  // Where it is in the first item, most often: a list may have thousands of columns.
  const std::size_t usual = column.index;
  return usual < item.entries.size() && item.entries[usual].key == column.name
             ? &item.entries[usual].value
             : item.find(column.name);
}

Location DistrictTable::where(std::string_view column, std::size_t district) const {
  if (files.empty()) {
    const YamlNode* cell = items[district]->find(column);
    return cell == nullptr ? items[district]->where : cell->where;
  }
  const AvailableColumn& in_file = available[by_name.at(column)];
  const File& file = files[in_file.file];
  return file.csv.where(file.rows[district], in_file.index);
}

}  // namespace allot::load
