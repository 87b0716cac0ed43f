#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "load/draft/edit.hpp"

namespace allot::load {

/// A change of one cell of a table: `districts.08437.intake_2023`.
struct CellChange {
  std::string district, column;
  bool of_groups = false;
  std::string place;  ///< see PathTarget
  Edit edit;
  std::size_t row = 0;  ///< in the log of changes
};

/// The changes of cells in their order; those of one column without a look at all others.
class CellChanges {
 public:
  void add(CellChange change);
  /// Drops those of the whole at `place`, which another value replaces.
  void drop(std::string_view place);
  /// Those of the groups, which are no longer here.
  CellChanges take_those_of_groups();

  [[nodiscard]] const std::vector<CellChange>& all() const { return all_; }
  [[nodiscard]] const CellChange& operator[](std::size_t position) const { return all_[position]; }
  /// Positions in `all`.
  [[nodiscard]] std::span<const std::size_t> of_column(std::string_view column) const;

 private:
  template <class Keep>
  void keep_if(const Keep& keep);

  std::vector<CellChange> all_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_column_;
};

}  // namespace allot::load
