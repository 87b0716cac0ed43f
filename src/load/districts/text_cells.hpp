#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "load/draft/draft.hpp"

namespace allot::load {

/// The cell of a district, or of a group, in this column, or where a change says what is in it.
Location place_of_cell(const Draft& draft, std::string_view column, std::size_t district);

/// The cells of a column of the districts as texts, with their changes: names, groups or dates.
class TextCells {
 public:
  /// Reports an unknown column, values of a list that are no text, and wrong changes.
  static std::optional<TextCells> of_column(Draft& draft, std::string_view name,
                                            const Location& where);
  /// The same of a column that is there; a cell whose change is wrong stays as it is.
  TextCells(Draft& draft, AvailableColumn& column);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  /// Empty where the cell is.
  [[nodiscard]] std::string_view at(std::size_t district) const { return cells_[district]; }
  /// Of an empty cell of a list, the item.
  [[nodiscard]] Location where(std::size_t district) const;

 private:
  void read_items(const AvailableColumn& column);
  void change();

  Draft* draft_;
  std::string_view name_;
  std::vector<std::string_view> cells_;
  bool good_ = true;
};

}  // namespace allot::load
