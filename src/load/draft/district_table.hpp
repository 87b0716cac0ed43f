#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/core/source.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/cells/table.hpp"
#include "allot/load/load.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/changes/edit.hpp"

namespace allot::load {

/// How a column is used says what its cells must be.
enum class ColumnUse : std::uint16_t {
  kWeight = 1,        ///< of a key, or counted by a rate: none empty, none negative
  kSparseWeight = 2,  ///< of an average that says what an empty cell means: none negative
  kPrior = 4,         ///< amounts; an empty cell is a district without a prior year
  kUnits = 8,         ///< bounds of a divisor method: whole, none empty, none negative
  kOrder = 16,        ///< breaks ties: none empty
  kAmount = 32,       ///< bounds and claims: none empty, none negative
  kPaid = 64,         ///< amounts of money: none empty, none negative
  kCapacity = 128,    ///< amounts of one's own: none empty
  kPercentage = 256,  ///< percentages of the prior year: none empty, none negative
  kSettlement = 512,  ///< amounts of either sign; an empty cell is none
};

/// A column that the table has, used or not.
struct AvailableColumn {
  std::string_view name;
  std::size_t file = 0;   ///< index into DistrictTable::files; not of a list
  std::size_t index = 0;  ///< within the file, or the first item that has it
  Location where = {};
  std::uint16_t uses = 0;  ///< ColumnUse, or-ed
  bool used_as_text = false;
  /// What a cell with `%` is, where a use says it; kError where two uses contradict each other.
  std::optional<PercentCells> percentages = {};
  std::optional<ColumnId> id = {};
  Fraction times{1};  ///< what its numbers were multiplied by

  [[nodiscard]] bool used_as(ColumnUse use) const {
    return (uses & static_cast<std::uint16_t>(use)) != 0;
  }
};

/// The table of the districts, or of the groups, with a row for each in the order of their ids:
/// files that are joined, or a list in the scenario. What a cell holds after the changes of it
/// depends on how its column is used, since `08` is a text or the number 8: TextCells and
/// `read_columns` say it, and all else asks them.
class DistrictTable {
 public:
  struct File {
    Table csv;
    std::vector<std::uint32_t> rows;          ///< for each district
    std::vector<std::uint32_t> skipped = {};  ///< of none
    DecimalMark decimal = DecimalMark::kFind;
    bool din_signs = false;
    bool has_sums = true;  ///< false: `sums: none`
    std::size_t id = 0;    ///< the column of the ids
    std::size_t id_digits = 0;
  };

  bool is_chosen = false;  ///< `where` or `except` leave districts out
  bool known = false;      ///< the districts could be read: an unknown column is unknown
  std::vector<File> files = {};
  std::vector<const YamlNode*> items = {};  ///< of a list
  std::vector<AvailableColumn> available = {};
  std::unordered_map<std::string_view, std::size_t> by_name = {};
  std::string_view name_column = {};  ///< empty: none
  std::optional<ColumnInPlace> in_place = {};
  const YamlNode* facts = nullptr;  ///< `districts.columns`

  /// False if there is a column of this name already.
  bool add(const AvailableColumn& column);
  [[nodiscard]] AvailableColumn* find(std::string_view name);
  [[nodiscard]] std::vector<std::string_view> names() const;

  /// Takes the changes of its cells, in their order. To be called once.
  void change(std::vector<CellEdit> edits);
  [[nodiscard]] const std::vector<CellEdit>& edits() const { return edits_; }
  /// Those of one column.
  [[nodiscard]] std::span<const CellEdit* const> edits_of(std::string_view column) const;
  /// The one that said last what is in the cell; null: none.
  [[nodiscard]] const CellEdit* last_edit(std::string_view column, std::string_view id) const;

  /// What the item of a list has there; null: nothing.
  [[nodiscard]] const YamlNode* item_cell(const AvailableColumn& column,
                                          std::size_t district) const;
  /// The cell as it was before all changes; of a list, the item where it has none.
  [[nodiscard]] Location where(std::string_view column, std::size_t district) const;

 private:
  std::vector<CellEdit> edits_;
  std::unordered_map<std::string_view, std::vector<const CellEdit*>> edits_by_column_;
};

}  // namespace allot::load
