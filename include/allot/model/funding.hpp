#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "allot/core/date.hpp"
#include "allot/core/divide.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/model/ids.hpp"

namespace allot {

// What the rules of funding programmes are made of: each type is the value of one field.

// A bound on what a district has, each its own: percentages are of exact amounts.

struct FixedBound {
  Fraction amount;
};
struct PriorBound {
  Fraction share;  ///< of the district's prior year
};
struct PotBound {
  Fraction share;  ///< of the pot's amount; not in an open pot
};
struct RateBound {
  KeyId per;        ///< of counts
  Fraction amount;  ///< for each unit that the key counts
};
struct ColumnBound {
  ColumnId column;
};
struct PriorColumnBound {
  ColumnId percent;  ///< what part of its prior year: 95 is 95 %
};
struct BoundMember;
/// The greatest, or the least, of several. A part of a prior year that the district does not have
/// is skipped; where all are, there is no bound for it.
struct SeveralBounds {
  enum class Which { kGreatest, kLeast };
  Which which = Which::kGreatest;
  std::vector<BoundMember> members;  ///< one or more
};
using Bound = std::variant<FixedBound, PriorBound, PotBound, RateBound, ColumnBound,
                           PriorColumnBound, SeveralBounds>;
struct BoundMember {
  Bound bound;
};

/// As in YAML.
constexpr std::string_view which_word(SeveralBounds::Which which) {
  return which == SeveralBounds::Which::kGreatest ? "greatest_of" : "least_of";
}

/// Calls `use(bound)` for each that is not several, in the order of the file; for itself where it
/// is one.
template <class Use>
void for_each_single(const Bound& bound, const Use& use) {
  if (const auto* several = std::get_if<SeveralBounds>(&bound)) {
    for (const BoundMember& member : several->members) {
      for_each_single(member.bound, use);
    }
  } else {
    use(bound);
  }
}

/// Whether it is a part of the prior year, which a district may not have.
inline bool is_of_prior(const Bound& bound) {
  return std::holds_alternative<PriorBound>(bound) ||
         std::holds_alternative<PriorColumnBound>(bound);
}

/// Who pays for a floor (`paid_by`).
struct Payer {
  enum class How { kRatable, kScaleAboveFloor, kScaleGains, kTopUp };
  How how = How::kRatable;
  std::string name;  ///< of kTopUp: whose money it is
};

/// As in YAML.
constexpr std::string_view payer_word(Payer::How how) {
  switch (how) {
    case Payer::How::kRatable:
      return "ratable";
    case Payer::How::kScaleAboveFloor:
      return "scale_above_floor";
    case Payer::How::kScaleGains:
      return "scale_gains";
    case Payer::How::kTopUp:
      break;
  }
  return "top_up";
}

/// Where money goes that a step takes from districts (`released`).
struct Released {
  enum class To { kOthers, kKeep, kReserve };
  To to = To::kOthers;
  std::string reserve;  ///< of kReserve: its name
  bool operator==(const Released&) const = default;
};

/// As in YAML.
constexpr std::string_view released_word(Released::To to) {
  switch (to) {
    case Released::To::kOthers:
      return "to_others";
    case Released::To::kKeep:
      return "keep";
    case Released::To::kReserve:
      break;
  }
  return "reserve";
}

/// What the scenario covers; half-open.
struct Period {
  Date from, until;  ///< from < until
  Location where;
};

/// When a district takes part; half-open.
struct Span {
  Date from, until;
};

/// The districts by the texts of a column.
struct Grouping {
  std::string column;
  std::vector<std::string_view> groups;  ///< the texts, in the order of their bytes
  std::vector<std::uint32_t> group_of;   ///< for each district an index into `groups`
};

/// For whom a step is, or who takes part (`where`): who has one of the texts in each of the
/// columns.
struct Where {
  struct Condition {
    std::shared_ptr<const Grouping> by;
    std::vector<std::string> texts;  ///< at least one, each in `by`, in the order of the file
  };
  std::vector<Condition> conditions;  ///< at least one, in the order of the file
  std::vector<bool> districts;        ///< one flag for each
};

/// A step is done for each value of a column by itself (`within`).
struct Within {
  std::shared_ptr<const Grouping> by;
};

/// Who takes part in a pot, and when.
struct Participation {
  /// For each district its spans within the scenario's period, in order, none touching the next;
  /// none at all: it takes no part. Of no districts: those of `only` take part all the time.
  std::vector<std::vector<Span>> spans;
  std::optional<Where> only = {};  ///< whom it leaves out has no spans
  Provenance provenance;
  Location where;

  [[nodiscard]] bool takes_part(std::size_t district) const {
    return spans.empty() ? only->districts[district] : !spans[district].empty();
  }
};

/// Part-year factors: the days, or months, of a district's spans over those of the period.
struct Prorate {
  enum class Unit { kDay, kMonth };
  enum class StartedMonth { kCounts, kIgnored, kHalf };
  enum class AppliesTo {
    kAmount,  ///< unused money stays in the pot
    kKey,     ///< the weight is multiplied: others receive more
  };
  Unit unit = Unit::kDay;
  StartedMonth started_month = StartedMonth::kCounts;  ///< of kMonth
  AppliesTo applies_to = AppliesTo::kAmount;
  Location where;
};

/// How a factor is rounded, that of a class of counts, or what a step works out.
struct FactorRounding {
  Fraction unit;  ///< > 0
  Rounding rounding;

  [[nodiscard]] Fraction of(const Fraction& factor) const {
    return Fraction{(factor / unit).rounded(rounding)} * unit;
  }
  bool operator==(const FactorRounding&) const = default;
};

/// What becomes of money that no step gave to anybody.
enum class Unclaimed { kNotAssigned, kReturn, kCarryOver, kReallocate };

/// A contribution that follows another one: ratio * the other's, at most the ceiling.
struct Match {
  Fraction ratio;
  std::size_t of;  ///< index into Pot::contributors; no circle, and not a percentage
  std::optional<Fraction> at_most;
};
struct PercentOfWhole {
  Fraction share;
};
struct Contributor {
  std::string id, name;  ///< the name is the id where the file gives none
  /// In cash: an amount, a share of the whole, a match, or nothing.
  std::variant<std::monostate, Fraction, PercentOfWhole, Match> cash;
  std::optional<Fraction> in_kind;  ///< shown, and kept out of all totals
  Location where;
};

/// A pot that is an envelope for several years.
struct Tranches {
  std::vector<std::string> years;
  std::vector<Fraction> weights;  ///< as many as years, relative, sum > 0
  Location where;
};

/// The order in which a pot with contributors and tranches is split.
enum class SplitBy { kDistrict, kContributor, kYear };

/// The amount of a pot, where it is not a number.
struct OpenAmount {};         ///< the sum of its flat and rate claims
struct ContributedAmount {};  ///< (fixed + matches) / (1 - percentages) of Pot::contributors
struct PartOfPot {
  Fraction share;
  PotId of;  ///< no circle
};
using PotAmount = std::variant<Fraction, OpenAmount, ContributedAmount, PartOfPot>;

/// One level of a share in tiers: to the groups, or (the last one) to their districts.
struct Tier {
  std::string group;  ///< the column that names the groups; empty for the last tier
  std::vector<std::string_view> groups;  ///< their ids, in the order of their bytes
  std::vector<std::uint32_t> group_of;   ///< for each district an index into `groups`
  KeyId by;
  /// Where `by` is a key of Scenario::groups: the district of that scenario that each of `groups`
  /// is. Empty: a key of the districts, and a group has the sum of its members.
  std::vector<std::uint32_t> upper;
  Location where;
};

}  // namespace allot
