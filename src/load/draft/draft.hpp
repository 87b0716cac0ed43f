#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "allot/core/date.hpp"
#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/load.hpp"
#include "allot/load/text/bytes.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/changes/layers.hpp"
#include "load/draft/district_table.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

/// A key as the file declares it. Keys are read when something uses them, so that the parts of a
/// key come before it.
struct DeclaredKey {
  enum class State { kUnread, kReading, kRead, kFailed };
  const YamlNode::Entry* entry = nullptr;
  State state = State::kUnread;
  KeyId id = {};
  std::size_t depth = 1;  ///< of keys within keys, itself one of them
};

/// An amount of money in the file, to be held against the range once the decimals are known.
struct AmountSeen {
  Fraction amount;
  std::string what;
  Location where;
};

/// A pot that is a part of another one, which may be declared after it.
struct PartSeen {
  std::size_t pot;
  std::string of;
  Location where;  ///< of the name
};

/// A step that needs a prior year, which stands behind it in the file.
struct PriorNeed {
  std::string what;
  Location where;
  std::optional<std::size_t> pot;  ///< none: of a rule for the prior year
};

/// A date within the period on which somebody joins or leaves.
struct DateWithin {
  Date date;
  bool joins;
  Location where;
};

/// What pots read of tables and columns: once, however many pots name the same. Only what gave no
/// message is here, since those are of each pot.
struct ReadOnce {
  struct PriorOfTable {
    PriorTable table;
    AmountSeen largest;
  };
  struct Dates {
    std::vector<std::vector<Span>> spans;
    std::vector<DateWithin> within;
  };

  std::map<std::vector<std::string>, PriorOfTable> priors = {};  ///< by what the fields say
  std::map<std::string, std::shared_ptr<const Grouping>, std::less<>> groupings =
      {};                                                ///< by column
  std::map<std::string, Dates, std::less<>> dates = {};  ///< by column, not prorated
  std::map<std::string, Dates, std::less<>> dates_prorated = {};
};

/// A scenario in the making.
struct Draft {
  Layers& layers;
  Session& session = layers.session;
  FileId file = layers.file;
  Problems& problems = layers.problems;
  Scenario scenario = {};
  std::string language = {};  ///< of reports; empty: not said
  DecimalMark decimal = DecimalMark::kFind;
  Encoding encoding = Encoding::kUtf8;
  bool pays_thousandths = false;
  DistrictTable columns = {};
  std::unordered_map<std::string_view, DeclaredKey> declared_keys = {};
  std::vector<std::string_view> key_names = {};               ///< as declared, in file order
  std::vector<DeclaredKey*> keys_in_progress = {};            ///< each made of the next
  std::unordered_map<std::uint32_t, KeyId> column_keys = {};  ///< by column
  std::optional<KeyId> equal_key = {};                        ///< once something uses it
  std::vector<AmountSeen> amounts = {};
  std::string group_column = {};  ///< what `districts.group` names; "group" of a list
  /// The upper tier, read like the districts.
  std::shared_ptr<Draft> groups = {};
  bool is_groups = false;  ///< this is one
  FieldState period = FieldState::kAbsent;
  /// Of the file and of its pots together: wrong where one of them is.
  FieldState prior = FieldState::kAbsent;
  std::vector<PriorNeed> prior_needs = {};
  std::vector<PartSeen> parts = {};
  std::unordered_map<std::string_view, std::size_t> pots_by_id = {};  ///< the first of each id
  std::unordered_map<std::string_view, SourceId> sources_by_id = {};
  Hints hints = {};
  ReadOnce read_once = {};
};

/// The district with the id that `node` holds; reports an unknown one. Says nothing where the
/// districts themselves could not be read.
std::optional<DistrictId> find_district(Draft& draft, std::string_view id, const Location& where);

/// `status`, `source` and `note` of a section that has all three.
Provenance read_provenance(Draft& draft, const FieldReader& fields);
/// The same of `districts.columns.NAME`; empty where the file says nothing of the column.
Provenance provenance_of_column(Draft& draft, std::string_view name);

/// An amount of money, which may not look like thousands: `25.000`.
std::optional<Fraction> read_unambiguous(Draft& draft, const YamlNode& node, std::string_view what);
/// An amount that will be held against the range, too.
std::optional<Fraction> read_money(Draft& draft, const FieldReader& fields, std::string_view name);
std::optional<Fraction> read_money(Draft& draft, const YamlNode& node, std::string_view what);

}  // namespace allot::load
