#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/model/field.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A key whose parts have been evaluated. Where it gives shares, each part has some.
struct KeyInput {
  const Scenario& scenario;
  const Key& key;
  std::vector<const KeyValues*> parts;
};

/// A summand of what a key is for one district: a factor times those of its parts.
struct KeyTerm {
  Fraction factor;
  std::vector<std::size_t> parts;  ///< into Key::parts; none: the factor alone
};

/// What an empty cell in a column among the parts is.
enum class EmptyCells { kError, kZero, kSkip };

/// A key as the file has it, for what its fields alone cannot say.
struct KeyPlace {
  const Scenario& scenario;  ///< with all that the key is made of
  const Key& key;            ///< without parts, if one of them is wrong
  Location made_of;
};

/// A kind of key: the end of a file of its own, which key_kinds.cpp lists.
/// Adding one touches that file and that row; the loader, FORMAT.md, explain, the causes and
/// compare read the table.
struct KeyKind {
  std::string_view
      name;  ///< the field that says what a key is made of: a column, or a list of keys
  /// That field, and those that only such a key has.
  std::span<const Field> fields;
  std::string_view examples;  ///< as of steps: what such a key may hold
  /// The way out where one of them is required and missing.
  std::string_view required_help = {};
  std::string_view part = {};  ///< what messages call an item of the list: "period"
  /// Of an item, which may be a bare name, too, where none but `of` is required. None: bare names.
  std::span<const Field> part_fields = {};
  std::string_view part_examples = {};
  /// The parts weigh what the field `weights` says, relative to each other.
  bool relative_weights = false;
  /// Whether it gives shares of a whole; null: counts. Shares of several parts are normalised, each
  /// by its own whole, then added by their weights.
  bool (*gives_shares)(const Key& key) = nullptr;
  /// Null: kError.
  EmptyCells (*empty_cells)(const Key& key) = nullptr;
  /// What the fields alone cannot say; may be null.
  void (*check)(const KeyPlace& place, Problems& problems) = nullptr;
  /// Its values before they are rounded; nothing, and a problem, where there are none.
  std::optional<KeyValues> (*evaluate)(const KeyInput& input, Problems& problems) = nullptr;
  /// The same for one district, as it is explained. Null where it is the column.
  std::vector<KeyTerm> (*terms)(const KeyInput& input, std::size_t district) = nullptr;
};

/// The first is what a column is that is used as a key.
std::span<const KeyKind> key_kinds();

inline const KeyKind& kind_of(const Key& key) { return key_kinds()[key.kind]; }

bool gives_shares(const Key& key);
EmptyCells empty_cells(const Key& key);
/// What the weighted parts are divided by.
Fraction weights_add_to(const Key& key);

}  // namespace allot::engine
