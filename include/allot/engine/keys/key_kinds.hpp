#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
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

/// What a key is for one district: numbers and the values of its parts, each of these in a line of
/// its own where it is explained.
struct KeyFormula {
  enum class Op {
    kNumber,
    kShare,  ///< a number that is told as a percentage
    kPart,
    kSum,
    kDifference,
    kProduct,
    kQuotient,
    kAtLeast,
    kRounded,  ///< to a multiple of `number`
    kFactor,   ///< a line of its own; it holds from `number` on, or from there to `until`
  };
  Op op = Op::kNumber;
  Fraction number = {};
  std::size_t part = 0;  ///< of kPart: an index into Key::parts
  Rounding rounding = Rounding::kDown;
  std::optional<Fraction> until = {};
  std::vector<KeyFormula> operands = {};

  static KeyFormula of_number(Fraction number) { return {.number = std::move(number)}; }
  static KeyFormula of_share(Fraction share) {
    return {.op = Op::kShare, .number = std::move(share)};
  }
  static KeyFormula of_part(std::size_t part) { return {.op = Op::kPart, .part = part}; }
  /// A single operand of a sum or a product is what it is.
  static KeyFormula of(Op op, std::vector<KeyFormula> operands);
  static KeyFormula rounded(KeyFormula value, Rounding rounding, Fraction unit);
  static KeyFormula factor(KeyFormula value, Fraction from, std::optional<Fraction> until);
};

/// The key that is always there.
inline constexpr std::string_view kEqualKey = "equal";

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
  /// The field that says what a key is made of: a column, a list of keys, or a map.
  std::string_view name;
  /// That field, and those that only such a key has.
  std::span<const Field> fields = {};
  std::string_view examples = {};  ///< as of steps: what such a key may hold
  /// The way out where one of them is required and missing.
  std::string_view required_help = {};
  std::string_view part = {};  ///< what messages call an item of the list: "period"
  /// Of an item, which may be a bare name, too, where none but `of` is required. None: bare names.
  std::span<const Field> part_fields = {};
  std::string_view part_examples = {};
  std::string_view between = " + ";  ///< what stands between its parts where they are told
  /// Of the map that it is made of: those of type kCounts are its parts, in this order.
  std::span<const Field> map_fields = {};
  std::string_view map_examples = {};
  /// Its parts are counts: no shares, and nothing made of such.
  bool of_counts = false;
  /// No file can declare it: it is there, under its own name.
  bool built_in = false;
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
  KeyFormula (*formula)(const KeyInput& input, std::size_t district) = nullptr;
};

/// The first is what a column is that is used as a key.
std::span<const KeyKind> key_kinds();

inline const KeyKind& kind_of(const Key& key) { return key_kinds()[key.kind]; }

/// Those that a file can declare.
std::vector<KeyKind> declared_kinds();

bool gives_shares(const Key& key);
/// Whether its values are counts: no shares, not rounded to such, and made of counts only.
bool counts(const Scenario& scenario, const Key& key);
EmptyCells empty_cells(const Key& key);
/// What the weighted parts are divided by.
Fraction weights_add_to(const Key& key);

}  // namespace allot::engine
