#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/bytes.hpp"
#include "allot/load/csv.hpp"
#include "allot/load/load.hpp"
#include "allot/load/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/columns.hpp"
#include "load/field_reader.hpp"

namespace allot::load {

/// What a scenario and the scenarios of its prior years share while they are loaded.
struct Session {
  SourceFiles& files;
  const OpenFile& open;
  std::vector<FileId> reading = {};  ///< the scenarios being read, outermost first
  /// Prior scenarios that were read; null if there was an error.
  std::vector<std::pair<FileId, std::shared_ptr<const Scenario>>> loaded = {};
};

/// A key as the file declares it. Keys are read when something uses them, so that the parts of a
/// key come before it.
struct DeclaredKey {
  enum class State { kUnread, kReading, kRead, kFailed };
  const YamlNode::Entry* entry = nullptr;
  State state = State::kUnread;
  KeyId id = {};
};

/// An amount of money in the file, to be held against the range once the decimals are known.
struct AmountSeen {
  Fraction amount;
  std::string what;
  Location where;
};

/// A `--set` or `--adjust` of one cell of a table: `districts.08437.intake_2023`.
struct CellChange {
  std::string district, column;
  const Assignment* assignment = nullptr;
  std::size_t change = 0;  ///< its row in Scenario::changes
};

/// A scenario in the making.
struct Draft {
  Session& session;
  FileId file;
  Problems& problems;
  Scenario scenario = {};
  DecimalMark decimal = DecimalMark::kFind;
  Encoding encoding = Encoding::kUtf8;
  ColumnBook columns = {};
  std::unordered_map<std::string_view, DeclaredKey> declared_keys = {};
  std::vector<std::string_view> key_names = {};  ///< as declared, in file order
  std::vector<std::string_view> keys_in_progress = {};
  std::unordered_map<std::uint32_t, KeyId> column_keys = {};  ///< by column
  std::vector<AmountSeen> amounts = {};
  std::vector<CellChange> cell_changes = {};
};

/// The district with the id that `node` holds; reports an unknown one. Says nothing where the
/// districts themselves could not be read.
std::optional<DistrictId> find_district(Draft& draft, std::string_view id, const Location& where);

/// `status`, `source` and `note` of a section that has all three.
Provenance read_provenance(Draft& draft, const FieldReader& fields);

/// An amount that will be held against the range.
std::optional<Fraction> read_money(Draft& draft, const FieldReader& fields, std::string_view name);

}  // namespace allot::load
