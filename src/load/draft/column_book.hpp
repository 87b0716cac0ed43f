#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/core/source.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// How a column is used says what its cells must be.
enum class ColumnUse : std::uint8_t {
  kWeight = 1,        ///< of a key, or counted by a rate: none empty, none negative
  kSparseWeight = 2,  ///< of an average that says what an empty cell means: none negative
  kPrior = 4,         ///< amounts; an empty cell is a district without a prior year
  kUnits = 8,         ///< bounds of a divisor method: whole, none empty, none negative
  kOrder = 16,        ///< breaks ties: none empty
  kAmount = 32,       ///< bounds and claims: none empty, none negative
  kPaid = 64,         ///< amounts of money: none empty, none negative
};

/// A table of districts; `rows` are its row for each district, in the order of the ids.
struct DistrictTable {
  CsvTable csv;
  std::vector<std::uint32_t> rows;
};

/// A column that the file has, used or not.
struct AvailableColumn {
  std::string_view name;
  std::size_t table = 0;  ///< index into ColumnBook::tables; of tables only
  std::size_t index = 0;  ///< within the table
  Location where = {};
  std::uint8_t uses = 0;  ///< ColumnUse, or-ed
  bool used_as_text = false;
  std::optional<ColumnId> id = {};

  [[nodiscard]] bool used_as(ColumnUse use) const {
    return (uses & static_cast<std::uint8_t>(use)) != 0;
  }
};

/// The columns that there are. Only those that something uses are read as numbers, once all uses
/// are known.
struct ColumnBook {
  bool known = false;  ///< the districts could be read: an unknown column is unknown
  std::vector<DistrictTable> tables = {};
  std::vector<const YamlNode*> items = {};  ///< of an inline list, in the order of the ids
  std::vector<AvailableColumn> available = {};
  std::unordered_map<std::string_view, std::size_t> by_name = {};
  const YamlNode* facts = nullptr;  ///< `districts.columns`

  /// False if there is a column of this name already.
  bool add(const AvailableColumn& column);
  [[nodiscard]] AvailableColumn* find(std::string_view name);
  [[nodiscard]] std::vector<std::string_view> names() const;
};

}  // namespace allot::load
