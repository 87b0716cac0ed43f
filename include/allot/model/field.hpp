#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace allot {

/// What a field of the scenario format may hold. The loader reads by it, FORMAT.md is written by
/// it.
enum class FieldType {
  kText,          ///< any text
  kId,            ///< text that names something; quoted where it has a leading zero
  kInteger,       ///< a whole number
  kNumber,        ///< any number
  kAmount,        ///< a number >= 0, in the scenario's currency
  kRate,          ///< a number >= 0, any exact one: a multiplier, not money
  kPercentage,    ///< carries `%` or is a fraction
  kPriorPart,     ///< a percentage of the prior year: one, or a column of them
  kDate,          ///< 2025-01-31
  kChoice,        ///< one of `choices`
  kKey,           ///< name of a key, or of a column
  kCounts,        ///< name of a key of counts, or of a column
  kCapacity,      ///< name of a column, whose numbers may be below 0, or of a key of counts
  kColumn,        ///< name of a column
  kDistrict,      ///< id of a district
  kPath,          ///< a file, relative to the file that names it
  kTable,         ///< the file of a table, or a map that says how it is read
  kMap,           ///< fields of its own, or names given by the user
  kList,          ///< several
  kBound,         ///< a bound on what a district has: see `Bound`
  kBounds,        ///< several of them
  kPayer,         ///< who pays for a floor: see `Payer`
  kReleased,      ///< where money goes that is taken from districts: see `Released`
  kProrate,       ///< as `pots[].prorate`, or `none`
  kTiers,         ///< the tiers of a share
  kWhere,         ///< columns, and texts in them: see `Where`
  kWithin,        ///< the name of a column of texts
  kRound,         ///< how a step rounds what each district has after it
  kBase,          ///< of an equalisation: a rate, or how the one that closes is rounded
  kRateRounding,  ///< how a rate is rounded
  kBrackets,      ///< where classes of counts begin, and their factors
  kOther,         ///< described in `summary`
};

/// One row of the table of the format.
struct Field {
  std::string_view name;
  FieldType type = FieldType::kText;
  bool required = false;
  std::string_view choices = {};   ///< of kChoice: "participants, all"
  std::string_view fallback = {};  ///< what holds where the field is absent; empty: nothing
  std::string_view summary = {};   ///< one sentence, for FORMAT.md and `help`
};

/// The field of that name, or nullptr.
inline const Field* find_field(std::span<const Field> fields, std::string_view name) {
  const auto at = std::find_if(fields.begin(), fields.end(),
                               [&](const Field& field) { return field.name == name; });
  return at == fields.end() ? nullptr : &*at;
}

}  // namespace allot
