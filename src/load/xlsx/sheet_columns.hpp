#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace allot::load::xlsx {

inline constexpr std::uint32_t kMostRows = 1'048'576;
inline constexpr std::uint32_t kMostColumns = 16'384;

/// `C17`: row and column count from 1, 0 where it is none.
struct CellName {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};
CellName read_cell_name(std::string_view text);

/// `17`, at most `most`; 0 where it is none.
std::uint32_t read_ordinal(std::string_view text, std::uint32_t most);

/// Which columns are hidden, from 1. Ranges may overlap.
class HiddenColumns {
 public:
  void add(std::uint32_t first, std::uint32_t last);
  /// Once all ranges were added.
  void finish();
  [[nodiscard]] bool has(std::uint32_t column) const {
    return column < hidden_.size() && hidden_[column];
  }

 private:
  std::vector<std::int32_t> changes_;  // how many ranges begin and end there
  std::vector<bool> hidden_;
};

}  // namespace allot::load::xlsx
