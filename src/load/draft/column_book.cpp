#include "load/draft/column_book.hpp"

#include "load/problems/messages.hpp"

namespace allot::load {

bool ColumnBook::add(const AvailableColumn& column) {
  const bool added = by_name.emplace(column.name, available.size()).second;
  if (added) {
    available.push_back(column);
  }
  return added;
}

AvailableColumn* ColumnBook::find(std::string_view name) {
  const auto at = by_name.find(name);
  return at == by_name.end() ? nullptr : &available[at->second];
}

std::vector<std::string_view> ColumnBook::names() const {
  return texts_of(available, &AvailableColumn::name);
}

}  // namespace allot::load
