#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/source.hpp"

namespace allot {

/// What can be wrong with a user's input, one code for each condition. Numbers and names are
/// permanent: scripts match on them. The table behind it is src/core/codes.cpp; a new condition is
/// an enumerator here and a row there.
enum class Code {
  // Bytes and YAML
  kNotUtf8,
  kControlByte,
  kTooLarge,
  kYamlSyntax,
  kYamlFeature,
  kDuplicateField,
  kTooDeep,
  // The scenario file
  kNotAScenario,
  kMissingField,
  kUnknownField,
  kWrongKind,
  kNotANumber,
  kNumberOutOfRange,
  kAmbiguousPercentage,
  kUnknownChoice,
  kUnknownName,
  kDuplicateId,
  kNotADate,
  kFieldsClash,
  kEmptyValue,
  kChangeNotFound,
  kBaseCycle,
  // Tables
  kTableSyntax,
  kUnknownColumn,
  kDuplicateColumn,
  kMissingCell,
  kMissingId,
  kDuplicateDistrict,
  kAmbiguousDecimal,
  kDistrictNotInTable,
  kNoDistricts,
  kTotalRow,
  kIdDigits,
  kLostZeros,
  kAmbiguousScale,
  kIdLevels,
  kMapSyntax,
  // Keys
  kNegativeWeight,
  kZeroWeight,
  kBlendWeights,
  kKeyNotClosed,
  kKeyCycle,
  kKeyOfShares,
  kBrackets,
  kReservedName,
  kForNobody,
  // Pots, steps and rounding
  kNegativeAmount,
  kPotNotMultiple,
  kResidualRequired,
  kClaimsExceedPot,
  kTopSliceTooLarge,
  kOpenPotStep,
  kStepAfterShare,
  kDivisorNeedsShare,
  kTooFewUnits,
  kMinimumsTooHigh,
  kMaximumsTooLow,
  kMinimumAboveMaximum,
  kNotExact,
  kResidualNegative,
  kFloorNotPayable,
  kBoundsAfterRounding,
  kNobodyReceives,
  kRoundedAbovePot,
  kUndefinedPrior,
  kPriorNeeded,
  kPotCycle,
  kPartsExceedPot,
  kPartNotWhole,
  kContributions,
  kAmountUnknown,
  kPeriod,
  kDateWithinPeriod,
  kParticipationDates,
  // Prior year
  kVanishedDistrict,
  kNewDistrict,
  kPriorCycle,
  kPriorParts,
  // The machine
  kCannotRead,
  kCannotWrite,
  kOutsideConfine,
  // The command line
  kUsage,
  kPathNotFound,
  // The answer is no
  kExpectationNotMet,
  kRequirementNotMet,
  kPublishedRowMissing,
  kPublishedRowSurplus,
  kPublishedRowTwice,
  kPublishedNameDiffers,
  kPublishedUnitDiffers,
  kPublishedSumDiffers,
  kNothingToCompare,
  kTableInconsistent,
  // Warnings
  kUnquotedId,
  kUnpaddedId,
  kUnusedColumn,
  kOtherBase,
  kChangeWithoutEffect,
  kInvisibleCharacter,
  kSimilarIds,
  kSumDiffers,
  kLikelySum,
  kHiddenCells,
  kLeftOutRow,
  kBoundNotKept,  ///< the last one: core/codes.cpp counts up to it
};

enum class Severity { kError, kWarning };

/// A row of the table of codes. `exit_code` is what a run that meets the condition ends with.
struct CodeInfo {
  Code code;
  std::string_view id;    ///< "E012"
  std::string_view name;  ///< "unknown_field"
  Severity severity;
  int exit_code;
  std::string_view summary;  ///< one sentence, in words of the domain
};

std::span<const CodeInfo> codes();
const CodeInfo& describe(Code code);

/// A second place that belongs to a message: "first used here".
struct RelatedPlace {
  Location where;
  std::string text;
};

/// One thing that is wrong with the user's input: what, where, which value, and the way out.
struct Diagnostic {
  Code code;
  Location where;
  std::string message;                 ///< one sentence without a full stop: "unknown field `shar`"
  std::string label = {};              ///< at the caret: "not a step"
  std::vector<std::string> help = {};  ///< ways out: "did you mean `share`?"
  std::vector<RelatedPlace> related = {};
};

/// Collects everything that is wrong, so that one run reports it all.
class Problems {
 public:
  void add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }
  void append(const Problems& others);

  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }
  /// By place; equal ones once, and of the places that belong to one the first ten.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace allot
