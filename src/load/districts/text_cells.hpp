#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/load/csv/csv.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// What a change makes of a text; only `{times: …}` and the like can be wrong.
std::optional<std::string> changed_text(const Edit& edit, std::string_view old_text,
                                        Problems& problems);

/// The cells of a column of the districts as they are written: dates, or names of groups. With the
/// changes of the command line.
class TextCells {
 public:
  /// Reports an unknown column, and values of a list that are no text.
  static std::optional<TextCells> of_column(Draft& draft, std::string_view name,
                                            const Location& where);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  /// Empty where the cell is.
  [[nodiscard]] std::string_view at(std::size_t district) const { return cells_[district]; }
  [[nodiscard]] Location where(std::size_t district) const;

 private:
  bool read_items(Draft& draft, std::string_view name);
  void read_table(Draft& draft, const AvailableColumn& column);
  bool apply_changes(Draft& draft, std::string_view name);

  std::vector<std::string> cells_;
  std::vector<Location> places_;          ///< of a list
  const DistrictTable* table_ = nullptr;  ///< else
  std::size_t column_ = 0;
  std::unordered_map<std::size_t, Location> changed_;
};

/// The columns of names and groups of the districts; empty where there is none.
struct DistrictTexts {
  std::string_view name, group;
};

/// The cell of a district, or of a group, in this column, or where a change says what is in it.
Location place_of_cell(const Draft& draft, std::string_view column, std::size_t district);

/// The columns of a table that say who the districts are.
struct TextColumns {
  std::size_t id;
  std::optional<std::size_t> name, group;
};

/// Makes the changes of names and groups, which are read before all other columns, and reports
/// those of ids and of columns that `where` (null: there is none) chooses the rows by.
void change_district_texts(Draft& draft, const CsvTable& table, const TextColumns& columns,
                           const YamlNode* where);

/// Notes that these columns are in use, whatever else reads them.
void note_district_texts(Draft& draft, const CsvTable& table, const TextColumns& columns,
                         const YamlNode* where);

}  // namespace allot::load
