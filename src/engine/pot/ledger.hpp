#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

struct ExactReserve {
  std::string name;
  Fraction amount;
};

/// Money from outside the pot.
struct ExactTopUp {
  std::string name;  ///< who pays
  Fraction amount;
  std::size_t step;  ///< that needed it
};

/// The money of a pot while its steps work on it. Always: amount + top-ups = left + reserves +
/// passed on + not assigned + what the districts have.
class Ledger {
 public:
  /// An open pot has no amount of its own: it becomes what is claimed. `passed_on`: into other
  /// pots, before the first step.
  Ledger(std::size_t districts, bool open, const Fraction& amount, const Fraction& passed_on);

  [[nodiscard]] bool open() const { return open_; }
  [[nodiscard]] const Fraction& amount() const { return amount_; }
  /// Not yet given out.
  [[nodiscard]] const Fraction& left() const { return left_; }
  /// What there was for districts: without reserves, and what is passed on.
  [[nodiscard]] Fraction available() const { return amount_ - passed_on_ - reserved_; }
  /// What each district has, exact, in the scenario's currency; 0 where blocks have it.
  [[nodiscard]] const Quantities& so_far() const { return so_far_; }
  [[nodiscard]] Quantities take_so_far() { return std::move(so_far_); }
  /// What all districts have; of a share in tiers, before its first tier was rounded.
  [[nodiscard]] Fraction paid() const { return in_tiers_ ? *in_tiers_ : so_far_.total(); }
  [[nodiscard]] const std::vector<ExactReserve>& reserves() const { return reserves_; }
  /// Left-overs that go to a reserve: of what is not assigned, so that rounding takes from them, or
  /// adds to them, as it does with all left-overs.
  [[nodiscard]] const std::vector<ExactReserve>& reserved_rests() const { return reserved_rests_; }
  /// In step order, none of 0.
  [[nodiscard]] const std::vector<ExactTopUp>& top_ups() const { return top_ups_; }
  [[nodiscard]] const Fraction& topped_up() const { return topped_up_; }
  /// What is left of the top-up that a step needed.
  [[nodiscard]] Fraction topped_up_for(std::size_t step) const;
  /// By district; of no districts: none.
  [[nodiscard]] Quantities take_topped_up() { return std::move(topped_up_for_); }

  /// Of an open pot: there is so much more.
  void enlarge(const Fraction& sum);
  void reserve(std::string name, const Fraction& sum);
  void leave_unassigned(const Fraction& sum);
  /// Names a part of what has been left unassigned.
  void reserve_rest(std::string name, const Fraction& sum);
  /// Hands out `amounts`, whose sum is `sum`, of what is left.
  void give(const Quantities& amounts, const Fraction& sum);
  /// Other amounts for the districts, `from_left` more in all.
  void replace(Quantities amounts, const Fraction& from_left = {});
  /// Other amounts, with `raised` in all for some districts, by which an open pot becomes larger (a
  /// pot with an amount raises nobody by new money), and `cut` from others. The pot's own money is
  /// used first: what is cut releases top-ups, the last payer's first, and only then makes an open
  /// pot smaller, or is not assigned: that part is returned.
  Fraction raise_and_cut(Quantities amounts, const Fraction& raised, const Fraction& cut);
  /// Other amounts: `cost` more in all, and none less, paid from outside by `payer`.
  void top_up(const std::string& payer, Quantities amounts, const Fraction& cost, std::size_t step);
  /// All there is, in blocks: of the exact amounts of the first tier, `paid`, its rounding has made
  /// `in_blocks`. The gap of a published key belongs to nobody; what rounding leaves is for
  /// `residual`, or is paid by who tops up, where it gave more than there was.
  void give_in_tiers(const Fraction& paid, const Fraction& in_blocks);

  /// Other amounts, each rounded by itself: `left` has the difference, or in an open pot its
  /// amount. What is less releases top-ups first. No more than is there.
  void round(Quantities amounts);

  void assert_closed() const;

 private:
  /// Takes `released` out of the top-ups: of districts first what these have lost since `before` of
  /// their own top-ups, then of all by one factor.
  void release(const Quantities& before, const Fraction& released);
  /// The payers' part of it: the last one's first.
  void take_from_payers(const Fraction& released);

  bool open_;
  Fraction amount_, left_, passed_on_, not_assigned_;
  std::vector<ExactReserve> reserves_;
  Fraction reserved_;  ///< their sum
  std::vector<ExactReserve> reserved_rests_;
  std::vector<ExactTopUp> top_ups_;
  Fraction topped_up_;        ///< their sum
  Quantities topped_up_for_;  ///< the same by district
  Quantities so_far_;
  std::optional<Fraction> in_tiers_;
  Fraction in_blocks_;
};

}  // namespace allot::engine
