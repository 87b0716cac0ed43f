#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "allot/load/text/bytes.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/draft.hpp"
#include "load/fields/field_reader.hpp"

namespace allot::load {

/// What the scenario says of one table: the fields of its own map, else those of the map above it,
/// which hold for all of its tables. A wrong field is reported and looks absent.
class TableSpec {
 public:
  /// `table` is the path of the file or a map of fields; `above` is the map that names it.
  TableSpec(Draft& draft, const YamlNode& table, const FieldReader& above);
  /// A table whose file is a field of the map itself: `expect.table`.
  TableSpec(Draft& draft, const FieldReader& fields);

  /// Null where it is wrong.
  [[nodiscard]] const YamlNode* file() const { return file_; }
  /// Where messages about the table as a whole point: what names it.
  [[nodiscard]] const Location& where() const { return where_; }
  /// A field of its own, or of the map above it.
  [[nodiscard]] const YamlNode* find(std::string_view name) const;
  /// A field of its own only.
  [[nodiscard]] const YamlNode* find_own(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const;
  /// Reports those of these fields that its own map has: nothing reads them in `this_table`, "a
  /// table of `groups`".
  void refuse_own(std::initializer_list<std::string_view> names, std::string_view this_table,
                  Problems& problems) const;

  TableForm form = {};
  DecimalMark decimal = DecimalMark::kFind;
  Encoding encoding = Encoding::kUtf8;
  std::size_t id_digits = 0;  ///< 0: not said
  bool skip_other_rows = false;
  bool din_signs = false;
  bool has_sums = true;  ///< false: `sums: none`
  std::vector<const YamlNode*> fill_down = {};
  bool is_one_of_several = false;  ///< what the map above says may be for the others only
  /// A field of the table is wrong, so that it cannot be read as it is meant.
  bool wrong = false;

 private:
  void read(Draft& draft);
  void read_header(Draft& draft);
  void read_fill_down(Draft& draft);
  [[nodiscard]] const FieldReader& reader_of(std::string_view name) const;

  std::optional<FieldReader> own_;
  const FieldReader& above_;
  const YamlNode* file_ = nullptr;
  Location where_;
};

}  // namespace allot::load
